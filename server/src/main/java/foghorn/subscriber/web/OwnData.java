package foghorn.subscriber.web;

import foghorn.subscriber.Followed;
import foghorn.subscriber.NoticeHistory.SentNotice;
import foghorn.subscriber.Subscription;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of a subscriber, for the subscriber to take away.
 *
 * @param follows null for everything
 * @param olderNoticesLeftOut whether there are more notices than these, which are the newest
 */
record OwnData(
        String page,
        String id,
        String channel,
        String address,
        @Nullable String contact,
        String state,
        @Nullable List<Part> follows,
        String language,
        @Nullable String timeZone,
        String createdAt,
        @Nullable String confirmedAt,
        @Nullable String lockedAt,
        @Nullable String quarantinedAt,
        @Nullable String purgeAt,
        boolean olderNoticesLeftOut,
        List<Message> notices) {

    record Part(String type, String id, String name) {
        static Part of(Followed followed) {
            return new Part(followed.kind().name().toLowerCase(Locale.ROOT), followed.id(), followed.name());
        }
    }

    record Message(
            @Nullable String about,
            String kind,
            String outcome,
            String at,
            @Nullable String doneAt) {
        static Message of(SentNotice sent) {
            return new Message(
                    sent.about().orElse(null),
                    sent.kind(),
                    sent.outcome(),
                    sent.at().toString(),
                    sent.doneAt().map(Instant::toString).orElse(null));
        }
    }

    /** @param most so many notices are given */
    static OwnData of(Subscription subscription, List<SentNotice> notices, int most) {
        return new OwnData(
                subscription.pageName(),
                subscription.id().value(),
                subscription.channel(),
                subscription.target(),
                subscription.contact().orElse(null),
                subscription.state().wire(),
                subscription.scope().isEverything()
                        ? null
                        : subscription.follows().stream().map(Part::of).toList(),
                subscription.language(),
                subscription.zone().map(ZoneId::getId).orElse(null),
                subscription.createdAt().toString(),
                subscription.confirmedAt().map(Instant::toString).orElse(null),
                subscription.lockedAt().map(Instant::toString).orElse(null),
                subscription.quarantinedAt().map(Instant::toString).orElse(null),
                subscription.purgeAt().map(Instant::toString).orElse(null),
                notices.size() > most,
                notices.stream().limit(most).map(Message::of).toList());
    }
}
