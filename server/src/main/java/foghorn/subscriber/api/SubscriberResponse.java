package foghorn.subscriber.api;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import foghorn.component.ComponentId;
import foghorn.kit.time.WireTime;
import foghorn.subscriber.Follower;
import foghorn.subscriber.Webhook;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber as {@code /v1} writes it; what only other channels have is null.
 *
 * @param skipConfirmationNotification whether nobody was asked to confirm: a webhook is the team's own act
 * @param purgeAt null unless quarantined: of who has not confirmed, nothing is promised
 * @param components null where everything is followed
 * @param signingSecret an addition, null but when a webhook was just made or its secret rotated
 */
@JsonPropertyOrder({
    "id",
    "skip_confirmation_notification",
    "mode",
    "email",
    "endpoint",
    "phone_number",
    "phone_country",
    "display_phone_number",
    "obfuscated_channel_name",
    "workspace_name",
    "quarantined_at",
    "purge_at",
    "components",
    "page_access_user_id",
    "created_at",
    "state",
    "signing_secret"
})
record SubscriberResponse(
        String id,
        boolean skipConfirmationNotification,
        String mode,
        String email,
        @Nullable String endpoint,
        @Nullable String phoneNumber,
        @Nullable String phoneCountry,
        @Nullable String displayPhoneNumber,
        @Nullable String obfuscatedChannelName,
        @Nullable String workspaceName,
        @Nullable String quarantinedAt,
        @Nullable String purgeAt,
        @Nullable List<String> components,
        @Nullable String pageAccessUserId,
        String createdAt,
        String state,
        @Nullable String signingSecret) {

    static SubscriberResponse of(Follower follower) {
        return of(follower, null);
    }

    static SubscriberResponse of(Webhook.WithSecret made) {
        return of(made.webhook().follower(), made.secret());
    }

    private static SubscriberResponse of(Follower follower, @Nullable String secret) {
        var components = follower.components().stream().map(ComponentId::value).toList();
        return new SubscriberResponse(
                follower.id().value(),
                follower.isWebhook() || follower.vouched(),
                follower.channel(),
                follower.contact().orElse(follower.target()),
                follower.isWebhook() ? follower.target() : null,
                null,
                null,
                null,
                null,
                null,
                follower.quarantinedAt().map(WireTime::seconds).orElse(null),
                follower.quarantinedAt()
                        .flatMap(since -> follower.purgeAt())
                        .map(WireTime::seconds)
                        .orElse(null),
                components.isEmpty() ? null : components,
                null,
                WireTime.seconds(follower.createdAt()),
                follower.state().wire(),
                secret);
    }
}
