package foghorn.subscriber.api;

import foghorn.subscriber.SubscriberState;
import java.util.Collection;
import java.util.Map;

/** How many subscribers of one type there are. @param total of these three; who has left counts nowhere */
record SubscriberCounts(long active, long unconfirmed, long quarantined, long total) {
    static SubscriberCounts of(Map<String, Map<SubscriberState, Long>> tally, String type) {
        var states = tally.getOrDefault(type, Map.of());
        long active = states.getOrDefault(SubscriberState.ACTIVE, 0L);
        long unconfirmed = states.getOrDefault(SubscriberState.UNCONFIRMED, 0L);
        long quarantined = states.getOrDefault(SubscriberState.QUARANTINED, 0L);
        return new SubscriberCounts(active, unconfirmed, quarantined, active + unconfirmed + quarantined);
    }

    long of(Collection<SubscriberState> states) {
        return states.stream().mapToLong(this::of).sum();
    }

    private long of(SubscriberState state) {
        return switch (state) {
            case ACTIVE -> active;
            case UNCONFIRMED -> unconfirmed;
            case QUARANTINED -> quarantined;
            case UNSUBSCRIBED -> 0;
        };
    }
}
