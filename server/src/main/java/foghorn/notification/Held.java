package foghorn.notification;

import foghorn.tenant.PageId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one node has claimed on one channel and not yet recorded: enough that senders never wait for the next claim. Where pages share, no
 * page takes more than it leaves to the others, so that what cannot be sent keeps nobody else's messages from being claimed.
 */
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

    private final boolean pagesShare;
    private final ConcurrentHashMap<Long, Claim> claims = new ConcurrentHashMap<>();
    private final Map<Part, Integer> parts = new HashMap<>();
    private int most = LEAST;
    private int all;
    private int firstNotices;
    private int direct;

    /** What is held of a page, in lane 0 or in all others. */
    private record Part(PageId page, boolean direct) {}

    /** @param pagesShare whether there is twice the room, of which a page takes half of what the others have not taken */
    Held(boolean pagesShare) {
        this.pagesShare = pagesShare;
    }

    /** Holds as much as goes out in a third of a second. */
    synchronized void pace(int perSecond) {
        most = Math.clamp(perSecond / PARTS_OF_A_SECOND, LEAST, MOST);
    }

    synchronized int size() {
        return all;
    }

    /** How many deliveries of a lane may be claimed now, whosever they are. What lane 0 takes is taken from the ordinary ones. */
    synchronized int room(int lane) {
        int whole = pagesShare ? 2 * most : most;
        int room = whole - all;
        return switch (lane) {
            case Lane.DIRECT -> Math.min(room, MOST_DIRECT - direct);
            case Lane.FIRST_NOTICE -> room;
            default -> Math.min(room, whole - KEPT_FOR_URGENT - (all - firstNotices));
        };
    }

    /** How many of these one page may have. */
    synchronized int room(int lane, PageId page) {
        int room = room(lane);
        if (!pagesShare || room <= 0) {
            return room;
        }
        return (room - parts.getOrDefault(new Part(page, lane == Lane.DIRECT), 0) + 1) / 2;
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
        boolean isDirect = claim.lane() == Lane.DIRECT;
        all += more;
        firstNotices += claim.lane() == Lane.FIRST_NOTICE ? more : 0;
        direct += isDirect ? more : 0;
        if (pagesShare) {
            int left = parts.merge(new Part(claim.place().page(), isDirect), more, Integer::sum);
            if (left == 0) {
                parts.remove(new Part(claim.place().page(), isDirect));
            }
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
