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

    private final ConcurrentHashMap<Long, Claim> claims = new ConcurrentHashMap<>();
    private int most = LEAST;
    private int all;
    private int ordinary;

    /** Holds as much as goes out in a third of a second. */
    synchronized void pace(int perSecond) {
        most = Math.clamp(perSecond / PARTS_OF_A_SECOND, LEAST, MOST);
    }

    synchronized int size() {
        return all;
    }

    /** How many deliveries of a lane may be claimed now. */
    synchronized int room(int lane) {
        int room = most - all;
        return Lane.isUrgent(lane) ? room : Math.min(room, most - KEPT_FOR_URGENT - ordinary);
    }

    synchronized void add(Claim claim, int size) {
        claims.put(claim.number(), claim);
        all += size;
        ordinary += Lane.isUrgent(claim.lane()) ? 0 : size;
    }

    /** One delivery was recorded, or given up to whoever has the claim now. */
    synchronized void release(Claim claim) {
        all--;
        ordinary -= Lane.isUrgent(claim.lane()) ? 0 : 1;
        if (claim.close()) {
            claims.remove(claim.number());
        }
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
