package foghorn.subscriber;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A subscription as its owner sees it.
 *
 * @param channel one of those of {@link Audience}
 * @param target where messages go, in the clear
 * @param contact of a webhook: whom to write to about it
 * @param follows what of the scope still exists, by name; empty for everything
 * @param zone in which times are told; empty for that of the page
 * @param pageZone that of the page
 * @param lockedAt since when it takes a link mailed to the address to change or end it
 * @param undoUntil until when leaving can be taken back; empty where it cannot be any more
 * @param purgeAt when everything of it is forgotten, unless it comes back before
 */
public record Subscription(
        SubscriberId id,
        String pageName,
        String channel,
        String target,
        Optional<String> contact,
        SubscriberState state,
        Scope scope,
        List<Followed> follows,
        String language,
        Optional<ZoneId> zone,
        ZoneId pageZone,
        Instant createdAt,
        Optional<Instant> confirmedAt,
        Optional<Instant> lockedAt,
        Optional<Instant> quarantinedAt,
        Optional<Instant> undoUntil,
        Optional<Instant> purgeAt) {
    public Subscription {
        follows = List.copyOf(follows);
    }

    @Override
    public String toString() {
        return "Subscription[" + id + "]";
    }
}
