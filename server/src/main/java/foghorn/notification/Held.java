package foghorn.notification;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** What one node has claimed on one channel and not yet recorded: enough that senders never wait for the next claim. */
final class Held {
    /** Deliveries claimed and unrecorded, per node and channel; of these {@link Senders#MOST_UNRECORDED} may have been sent. */
    private static final int LEAST = 700;
    /** As many where they go out fast: larger claims cost less each. */
    private static final int MOST = 2_100;

    private static final int PARTS_OF_A_SECOND = 3;
    /** Of these, kept for lanes 0 and 1. */
    static final int KEPT_FOR_URGENT = 100;
    /** Of those, lane 0 takes no more, so that a first notice soon finds room however many codes there are. */
    static final int MOST_DIRECT = 50;

    private final ConcurrentHashMap<Long, Claim> claims = new ConcurrentHashMap<>();
    private int most = LEAST;
    private int all;
    private int firstNotices;
    private int direct;

    /** Holds as much as goes out in a third of a second. */
    synchronized void pace(int perSecond) {
        most = Math.clamp(perSecond / PARTS_OF_A_SECOND, LEAST, MOST);
    }

    synchronized int size() {
        return all;
    }

    /** How many deliveries of a lane may be claimed now. What lane 0 takes is taken from the ordinary ones. */
    synchronized int room(int lane) {
        int room = most - all;
        return switch (lane) {
            case Lane.DIRECT -> Math.min(room, MOST_DIRECT - direct);
            case Lane.FIRST_NOTICE -> room;
            default -> Math.min(room, most - KEPT_FOR_URGENT - (all - firstNotices));
        };
    }

    synchronized void add(Claim claim, int size) {
        claims.put(claim.number(), claim);
        count(claim, size);
    }

    /** One delivery was recorded, or given up to whoever has the claim now. */
    synchronized void release(Claim claim) {
        count(claim, -1);
        if (claim.close()) {
            claims.remove(claim.number());
        }
    }

    private void count(Claim claim, int more) {
        all += more;
        firstNotices += claim.lane() == Lane.FIRST_NOTICE ? more : 0;
        direct += claim.lane() == Lane.DIRECT ? more : 0;
    }

    synchronized boolean isEmpty() {
        return all == 0;
    }

    boolean has(long number) {
        return claims.containsKey(number);
    }

    Collection<Claim> claims() {
        return List.copyOf(claims.values());
    }
}
