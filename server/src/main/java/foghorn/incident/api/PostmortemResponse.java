package foghorn.incident.api;

import foghorn.incident.Postmortem;
import foghorn.kit.time.WireTime;
import org.jspecify.annotations.Nullable;

/** A postmortem as {@code /v1} answers it. The order of the components is the order of the keys. */
record PostmortemResponse(
        String previewKey,
        @Nullable String body,
        @Nullable String bodyUpdatedAt,
        String bodyDraft,
        String bodyDraftUpdatedAt,
        @Nullable String publishedAt,
        boolean notifySubscribers,
        boolean notifyTwitter,
        @Nullable String customTweet,
        String createdAt,
        String updatedAt) {
    static PostmortemResponse of(Postmortem postmortem) {
        var published = postmortem.published();
        var telling = postmortem.telling();
        return new PostmortemResponse(
                postmortem.previewKey(),
                published.map(shown -> shown.text().body()).orElse(null),
                WireTime.seconds(published.map(shown -> shown.text().updatedAt())),
                postmortem.draft().body(),
                WireTime.seconds(postmortem.draft().updatedAt()),
                WireTime.seconds(published.map(Postmortem.Published::at)),
                telling.subscribers(),
                telling.twitter(),
                telling.customTweet().orElse(null),
                WireTime.seconds(postmortem.createdAt()),
                WireTime.seconds(postmortem.updatedAt()));
    }
}
