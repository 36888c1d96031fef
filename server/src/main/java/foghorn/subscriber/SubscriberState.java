package foghorn.subscriber;

import java.util.Locale;

/** Where a subscription stands; only {@link #ACTIVE} ones are told anything but codes and confirmations. */
public enum SubscriberState {
    UNCONFIRMED,
    ACTIVE,
    QUARANTINED,
    UNSUBSCRIBED;

    /** The name in JSON and in the database, for example {@code unconfirmed}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SubscriberState of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
