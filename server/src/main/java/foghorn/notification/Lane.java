package foghorn.notification;

/** What goes first. Lanes 0 and 1 have senders and claims kept for them, so a long queue behind them delays nobody. */
final class Lane {
    /** Codes and confirmations. */
    static final int DIRECT = 0;
    /** The first notice of an incident. */
    static final int FIRST_NOTICE = 1;

    static final int UPDATE = 2;
    /** What nobody waits for, such as confirmations asked for by the thousand. */
    static final int BULK = 3;

    private Lane() {}

    static boolean isUrgent(int lane) {
        return lane <= FIRST_NOTICE;
    }
}
