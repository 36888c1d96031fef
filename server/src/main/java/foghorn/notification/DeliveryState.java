package foghorn.notification;

import java.util.Locale;

/** Where one delivery stands. */
public enum DeliveryState {
    /** Claimed by a node, under a lease. */
    SENDING,
    SENT,
    /** Failed for now; the time of the next attempt is stored. */
    RETRY,
    FAILED,
    /** Failed because the address takes no messages any more. */
    GONE,
    SUPERSEDED,
    /** No longer to be told: the incident was deleted or the subscriber has left. */
    CANCELLED;

    /** The name in JSON and in the database, for example {@code sent}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DeliveryState of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
