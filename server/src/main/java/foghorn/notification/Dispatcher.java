package foghorn.notification;

import foghorn.kit.db.Database;
import foghorn.notification.Claimer.Claimed;
import foghorn.notification.DirectoryRepository.Place;
import foghorn.notification.DirectoryRepository.Turn;
import foghorn.notification.DirectoryRepository.Work;
import foghorn.tenant.Problem;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Claims what is due on one channel, as far as there is room, and has it sent. One thread; all others only send. */
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final int PLACES = 200;
    /** Tranches of a page claimed in one transaction, at most. */
    private static final int AT_ONCE = 8;

    private static final int PARTS_OF_A_SECOND = 20;
    /** How often others' lost claims, retries and what nobody waits for are looked for. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Database database;
    private final Claimer claimer;
    private final Held held;
    private final Standing standing;
    private final Attempts attempts;
    private final String channel;
    private final ArrayDeque<Turn> turns = new ArrayDeque<>();
    private final Turns turnsTaken = new Turns();
    private final Turns directTurns = new Turns();
    private long lookedAt = System.nanoTime() - LOOK_EVERY.toNanos();
    private long turnsAt = lookedAt;
    private int claimed;
    private int claimedLastSecond;
    private volatile boolean newTranches;
    private volatile boolean newDirectMessages = true;
    private volatile boolean mayHaveForgotten = true;

    Dispatcher(Database database, Claimer claimer, Held held, Standing standing, Attempts attempts, String channel) {
        this.database = database;
        this.claimer = claimer;
        this.held = held;
        this.standing = standing;
        this.attempts = attempts;
        this.channel = channel;
    }

    /** Claims what there is room for; false if that was nothing. */
    boolean round() {
        if (!standing.mayClaim()) {
            return false;
        }
        if (mayHaveForgotten) {
            claimer.freeForgotten(held);
            mayHaveForgotten = false;
        }
        boolean isTime = System.nanoTime() - lookedAt >= LOOK_EVERY.toNanos();
        boolean any = false;
        if (isTime || newDirectMessages) {
            newDirectMessages = false;
            any = direct();
        }
        if (isTime) {
            lookedAt = System.nanoTime();
            claimedLastSecond = claimed;
            held.pace(claimed);
            claimed = 0;
            any |= lost();
        }
        return any | turns();
    }

    /** What somebody waits for: pages share the room that there is. */
    private boolean direct() {
        if (held.room(Lane.DIRECT) <= 0) {
            newDirectMessages = true;
            return false;
        }
        var due = database.installation(handle ->
                new DirectoryRepository(handle).dueDirectMessages(channel, Lane.DIRECT, database.now(), PLACES));
        boolean any = false;
        int pages = due.size();
        for (var turn : directTurns.inOrder(due)) {
            int share = Math.min(Math.max(1, held.room(Lane.DIRECT) / pages--), room(turn));
            if (share > 0) {
                directTurns.take(turn);
                any |= start(alone(turn.place(), () -> claimer.direct(turn.place(), Lane.DIRECT, share)));
            }
            if (held.room(Lane.DIRECT) <= 0) {
                break;
            }
        }
        // More may be due than there was room for.
        if (any) {
            newDirectMessages = true;
        }
        return any;
    }

    private boolean lost() {
        if (!standing.mayTakeOver()) {
            return false;
        }
        boolean any = false;
        var found = database.installation(handle -> new DirectoryRepository(handle).lostClaims(PLACES));
        for (var claim : found) {
            if (held.room(Lane.UPDATE) < Relay.TRANCHE_SIZE) {
                lookedAt -= LOOK_EVERY.toNanos();
                break;
            }
            if (!held.has(claim.id()) && held.room(Lane.UPDATE, claim.place().page()) >= Relay.TRANCHE_SIZE) {
                any |= start(alone(claim.place(), () -> claimer.lost(claim.place(), claim.id())));
            }
        }
        return any;
    }

    /** Pages take turns, tranche by tranche, with what is new and with what is tried again; the urgent lanes come first. */
    private boolean turns() {
        int least = leastRoom();
        if (held.room(Lane.FIRST_NOTICE) < least) {
            return false;
        }
        lookForTurns();
        boolean any = false;
        for (var turn : List.copyOf(turns)) {
            // Who finds no room keeps the place, and goes before those who found some.
            if (room(turn) < least) {
                continue;
            }
            var claimed = alone(turn.place(), () -> Optional.of(claim(turn))).orElse(List.of());
            turns.remove(turn);
            if (!claimed.isEmpty()) {
                turns.addLast(turn);
                turnsTaken.take(turn);
                any = true;
            }
            start(claimed);
        }
        return any;
    }

    private int room(Turn turn) {
        return held.room(turn.lane(), turn.place().page());
    }

    private List<Claimed> claim(Turn turn) {
        var place = turn.place();
        return switch (turn.work()) {
            case NOTICES -> {
                int most = Math.min(tranchesAtOnce(turns.size()), room(turn) / Relay.TRANCHE_SIZE);
                yield claimer.tranches(place, turn.lane(), most);
            }
            case RETRIES -> claimer.retries(place, Relay.TRANCHE_SIZE).stream().toList();
            case DIRECT ->
                claimer.direct(place, turn.lane(), Relay.TRANCHE_SIZE).stream().toList();
        };
    }

    /** Where much goes out, room for a twentieth of a second is waited for: a claim of more costs less each. */
    private int leastRoom() {
        return Math.clamp(claimedLastSecond / PARTS_OF_A_SECOND, Relay.TRANCHE_SIZE, AT_ONCE * Relay.TRANCHE_SIZE);
    }

    /** As many as still let each page have its turn about once a second. */
    private int tranchesAtOnce(int pages) {
        return Math.clamp(claimedLastSecond / pages / Relay.TRANCHE_SIZE, 1, AT_ONCE);
    }

    /** New notices are looked for when all are through, or a second has passed; all else every second. */
    private void lookForTurns() {
        boolean isTime = System.nanoTime() - turnsAt >= LOOK_EVERY.toNanos();
        if (!newTranches && !turns.isEmpty() && !isTime) {
            return;
        }
        newTranches = false;
        var found = new LinkedHashSet<Turn>();
        if (isTime) {
            turnsAt = System.nanoTime();
        } else {
            turns.stream().filter(turn -> turn.work() != Work.NOTICES).forEach(found::add);
        }
        database.installation(handle -> {
            var directory = new DirectoryRepository(handle);
            found.addAll(directory.dueTranches(channel, database.now(), PLACES));
            if (isTime) {
                found.addAll(directory.dueRetries(channel, database.now(), PLACES));
                found.addAll(directory.dueDirectMessages(channel, Lane.BULK, database.now(), PLACES));
            }
            return null;
        });
        turns.clear();
        turns.addAll(turnsTaken.inOrder(found));
    }

    /** There may be new direct messages: the next round looks for them. */
    void lookForDirectMessages() {
        newDirectMessages = true;
    }

    /** New tranches were made: the next round looks for them. */
    void look() {
        newTranches = true;
    }

    /** A claim may have been committed without this node knowing: the next round gives it back. */
    void recovered() {
        mayHaveForgotten = true;
    }

    /** What goes wrong with one page must not keep the others waiting; a lost database is no page's fault. */
    private static <T> Optional<T> alone(Place place, Supplier<Optional<T>> claim) {
        try {
            return claim.get();
        } catch (Problem.Unavailable e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("Nothing can be claimed for page {}; it is tried again", place.page(), e);
            return Optional.empty();
        }
    }

    private boolean start(Optional<Claimed> claimed) {
        return claimed.map(this::start).orElse(false);
    }

    private boolean start(Claimed claimed) {
        return start(List.of(claimed));
    }

    private boolean start(List<Claimed> claimed) {
        var items = new ArrayList<Item>();
        for (var one : claimed) {
            if (!one.items().isEmpty()) {
                held.add(one.claim(), one.items().size());
                items.addAll(one.items());
            }
        }
        this.claimed += items.size();
        attempts.start(items);
        return !items.isEmpty();
    }
}
