package foghorn.notification;

import java.time.Duration;

/**
 * The times of leases. A sender starts an attempt only within {@link #START_WITHIN} of the last claim or renewal and is cut off after
 * {@link #ATTEMPT}; together they are shorter than a lease, so nobody sends under a lease that has ended.
 */
final class Lease {
    /** Of the database's clock. */
    static final Duration LENGTH = Duration.ofSeconds(60);
    /** How long after its end a lease is left to its node, which may only have lost the database. */
    static final Duration GRACE = Duration.ofSeconds(15);

    static final Duration START_WITHIN = Duration.ofSeconds(10);
    /** A little less than {@link #START_WITHIN}, so that senders never wait for a renewal. */
    static final Duration RENEW_EVERY = Duration.ofSeconds(8);

    static final Duration ATTEMPT = Duration.ofSeconds(45);

    /** Who holds a lease, and for which page. */
    record Holder(DirectoryRepository.Place place, String channel, String node) {}

    private Lease() {}
}
