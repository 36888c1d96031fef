package foghorn.notification;

import foghorn.kit.db.Database;
import foghorn.tenant.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of one node: relay, dispatcher, recorder, and the keeper of leases. */
final class Engine {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT_EVERY = Duration.ofSeconds(5);
    private static final Duration PARTITIONS_EVERY = Duration.ofHours(6);
    private static final int MONTHS_AHEAD = 3;
    private static final Duration STOP_THREADS = Duration.ofSeconds(5);

    private final Database database;
    private final String node;
    private final Relay relay;
    private final Dispatcher dispatcher;
    private final Attempts attempts;
    private final Recorder recorder;
    private final Leases leases;
    private final Held held;
    private final Standing standing;
    private final Claimer claimer;
    private final Signal toRelay;
    private final Signal toDispatch;
    private final Signal toLeases = new Signal();
    private final List<Thread> workers = new ArrayList<>();
    private final Instant startedAt;
    private Thread recording = Thread.currentThread();
    private volatile boolean claiming = true;
    private volatile boolean leasing = true;
    private long heartbeatAt;
    private long partitionsAt;

    /** What an engine is made of. */
    record Parts(
            Database database,
            String node,
            Relay relay,
            Dispatcher dispatcher,
            Claimer claimer,
            Attempts attempts,
            Recorder recorder,
            Leases leases,
            Held held,
            Standing standing,
            Signal toRelay,
            Signal toDispatch) {}

    Engine(Parts parts) {
        this.database = parts.database();
        this.node = parts.node();
        this.relay = parts.relay();
        this.dispatcher = parts.dispatcher();
        this.claimer = parts.claimer();
        this.attempts = parts.attempts();
        this.recorder = parts.recorder();
        this.leases = parts.leases();
        this.held = parts.held();
        this.standing = parts.standing();
        this.toRelay = parts.toRelay();
        this.toDispatch = parts.toDispatch();
        this.startedAt = database.now();
        this.heartbeatAt = System.nanoTime() - HEARTBEAT_EVERY.toNanos();
        this.partitionsAt = System.nanoTime() - PARTITIONS_EVERY.toNanos();
    }

    void start() {
        workers.add(thread("keeper", this::keep));
        workers.add(thread("relay", () -> work(toRelay, relay::round)));
        workers.add(thread("dispatcher", () -> work(toDispatch, dispatcher::round)));
        recording = thread("recorder", recorder);
    }

    private static Thread thread(String name, Runnable work) {
        return Thread.ofPlatform().name("notification-" + name).daemon().start(work);
    }

    /** One round of work; true if there may be more. */
    private interface Round {
        boolean go();
    }

    private void work(Signal signal, Round round) {
        try {
            while (claiming) {
                if (!tried(round)) {
                    signal.await(POLL);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean tried(Round round) {
        try {
            return round.go();
        } catch (Problem.Unavailable e) {
            standing.databaseLost();
            toLeases.ring();
        } catch (RuntimeException e) {
            LOG.error("Notification work failed; it is tried again", e);
        }
        return false;
    }

    /** Renews leases, says that the node is alive, makes room for the months to come. */
    private void keep() {
        try {
            while (leasing) {
                tried(this::keepOnce);
                toLeases.await(Standing.RETRY_DATABASE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean keepOnce() {
        if (leases.isDue() && leases.renew()) {
            dispatcher.recovered();
            toDispatch.ring();
        }
        if (System.nanoTime() - heartbeatAt >= HEARTBEAT_EVERY.toNanos()) {
            database.installation(handle -> {
                new DirectoryRepository(handle).heartbeat(node, startedAt);
                return null;
            });
            heartbeatAt = System.nanoTime();
        }
        if (System.nanoTime() - partitionsAt >= PARTITIONS_EVERY.toNanos()) {
            makePartitions();
            partitionsAt = System.nanoTime();
        }
        return false;
    }

    /** Makes the partitions of this month and the next ones. */
    private void makePartitions() {
        var month = database.now().atZone(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
        for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
            var wanted = month.plusMonths(ahead);
            database.installation(handle -> {
                new DirectoryRepository(handle).makePartition(wanted);
                return null;
            });
        }
    }

    /** Stops claiming, waits for the attempts under way, records what became of them, and gives back the rest. */
    void stop(Duration atMost) throws InterruptedException {
        claiming = false;
        toRelay.ring();
        toDispatch.ring();
        long until = System.nanoTime() + atMost.toNanos();
        attempts.stop(atMost);
        while (!held.isEmpty() && System.nanoTime() < until) {
            Thread.sleep(Duration.ofMillis(10));
        }
        recording.interrupt();
        leasing = false;
        toLeases.ring();
        for (var worker : workers) {
            worker.join(STOP_THREADS);
        }
        tried(() -> {
            claimer.freeForgotten(new Held());
            return false;
        });
    }
}
