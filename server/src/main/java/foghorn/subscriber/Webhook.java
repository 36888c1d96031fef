package foghorn.subscriber;

import foghorn.component.ComponentId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An endpoint that follows a page.
 *
 * @param contact whom to write to about it
 * @param components what it follows; empty for everything of the page
 * @param isRotating whether the signing secret before the present one still signs, too
 */
public record Webhook(
        SubscriberId id,
        URI endpoint,
        String contact,
        SubscriberState state,
        List<ComponentId> components,
        Instant createdAt,
        Optional<Instant> quarantinedAt,
        Optional<Instant> purgeAt,
        boolean isRotating) {
    public Webhook {
        components = List.copyOf(components);
    }

    /** The same as a program sees any subscriber. */
    public Follower follower() {
        return new Follower(
                id,
                Audience.WEBHOOK,
                endpoint.toString(),
                Optional.of(contact),
                state,
                components,
                false,
                createdAt,
                quarantinedAt,
                purgeAt);
    }

    /** A webhook and the secret that signs its messages, which is shown once. It never appears in a log. */
    public record WithSecret(Webhook webhook, String secret) {
        @Override
        public String toString() {
            return "WithSecret[" + webhook.id() + "]";
        }
    }
}
