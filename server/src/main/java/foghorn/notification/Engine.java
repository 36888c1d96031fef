package foghorn.notification;

import foghorn.kit.db.Database;
import foghorn.kit.db.SteadyClock;
import foghorn.tenant.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people, on one node: the relay, the channels, and what keeps the node in step with the others. */
final class Engine {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT_EVERY = Duration.ofSeconds(5);
    /** A node that was silent for so long takes no part in the bounds. */
    private static final Duration ALIVE = Duration.ofSeconds(15);

    private static final Duration CLOCK_EVERY = Duration.ofSeconds(30);
    private static final Duration UPKEEP_EVERY = Duration.ofHours(6);
    private static final int MONTHS_AHEAD = 3;
    private static final Duration STOP_THREADS = Duration.ofSeconds(5);

    private final Database database;
    private final String node;
    private final SteadyClock clock;
    private final Duration clockBound;
    private final Relay relay;
    private final List<ChannelEngine> channels;
    private final Signal toRelay;
    private final Signal toKeep = new Signal();
    private final List<Thread> workers = new ArrayList<>();
    private final Instant startedAt;
    private volatile boolean working = true;
    private volatile Duration clockOff = Duration.ZERO;
    private volatile boolean clockCompared;
    private volatile int liveNodes = 1;
    private final Due heartbeat = new Due(HEARTBEAT_EVERY);
    private final Due comparison = new Due(CLOCK_EVERY);
    private final Due partitions = new Due(UPKEEP_EVERY);
    private final Due pauses = new Due(UPKEEP_EVERY);

    Engine(NotificationRoom.Needs needs, Relay relay, List<ChannelEngine> channels, Signal toRelay) {
        this.database = needs.database();
        this.node = needs.nodeId();
        this.clock = needs.clock();
        this.clockBound = needs.clockBound();
        this.relay = relay;
        this.channels = List.copyOf(channels);
        this.toRelay = toRelay;
        this.startedAt = database.now();
    }

    void start() {
        workers.add(thread("node", this::keep));
        workers.add(thread("relay", this::relay));
        channels.forEach(ChannelEngine::start);
    }

    private static Thread thread(String name, Runnable work) {
        return Thread.ofPlatform().name("notification-" + name).daemon().start(work);
    }

    /** One round of work; true if there may be more. */
    interface Round {
        boolean go();
    }

    /** Does a round; a lost database is told to whom it concerns, and anything else is our own fault and is tried again. */
    static boolean tried(Round round, Runnable databaseLost) {
        try {
            return round.go();
        } catch (Problem.Unavailable e) {
            databaseLost.run();
        } catch (RuntimeException e) {
            LOG.error("Notification work failed; it is tried again", e);
        }
        return false;
    }

    private void relay() {
        try {
            while (working) {
                if (!tried(relay::round, () -> {})) {
                    toRelay.await(POLL);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How far the node's clock was off the database's when they were last compared. */
    Duration clockOff() {
        return clockOff;
    }

    /** How many nodes divide the bounds among them, this one included. */
    int liveNodes() {
        return liveNodes;
    }

    private void keep() {
        try {
            while (working) {
                tried(this::keepOnce, () -> {});
                toKeep.await(POLL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean keepOnce() {
        if (clock.hasLeapt() || !isClockRight()) {
            comparison.hasten();
        }
        comparison.run(this::compareClocks);
        heartbeat.run(this::beat);
        partitions.run(this::makePartitions);
        pauses.run(this::forgetPauses);
        return false;
    }

    /** Says that the node is alive, and learns how many others are. One whose clock is wrong sends nothing, so it has no share. */
    private void beat() {
        int alive = database.installation(handle -> {
            var directory = new DirectoryRepository(handle);
            if (isClockRight()) {
                directory.heartbeat(node, startedAt);
            }
            return directory.liveNodes(ALIVE);
        });
        int nodes = Math.max(1, alive);
        liveNodes = nodes;
        channels.forEach(channel -> {
            channel.share(nodes);
            channel.examine(isClockRight());
        });
    }

    boolean isClockKnownRight() {
        return clockCompared && isClockRight();
    }

    private boolean isClockRight() {
        return clockOff.compareTo(clockBound) <= 0;
    }

    private record Compared(SteadyClock.Look seen, Duration off) {}

    /** A node whose clock is wrong would write wrong times down: it claims nothing until it is right again. */
    private void compareClocks() {
        var compared = database.installation(handle -> {
            var seen = clock.look();
            return new Compared(
                    seen, new DirectoryRepository(handle).aheadOf(seen.time()).abs());
        });
        var off = compared.off();
        boolean wasRight = isClockRight();
        boolean isRight = off.compareTo(clockBound) <= 0;
        clockOff = off;
        clockCompared = true;
        if (isRight) {
            clock.follow(compared.seen());
        } else if (wasRight) {
            LOG.warn(
                    "This node's clock is {} s off the database's; nothing is sent until it is right", off.toSeconds());
        }
        channels.forEach(channel -> {
            channel.standing().clock(isRight);
            channel.wake();
        });
        if (isRight != wasRight) {
            channels.forEach(channel -> channel.examine(isRight));
        }
    }

    private void forgetPauses() {
        database.installation(handle -> {
            new PauseRepository(handle).sweep();
            return null;
        });
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

    /** Work that is due from time to time, first at once; what fails is due again. */
    private static final class Due {
        private final Duration every;
        private long doneAt;

        Due(Duration every) {
            this.every = every;
            this.doneAt = System.nanoTime() - every.toNanos();
        }

        void hasten() {
            doneAt = System.nanoTime() - every.toNanos();
        }

        void run(Runnable work) {
            if (System.nanoTime() - doneAt >= every.toNanos()) {
                work.run();
                doneAt = System.nanoTime();
            }
        }
    }

    /** Stops all channels at the same time; attempts under way get this long. */
    void stop(Duration atMost) throws InterruptedException {
        working = false;
        toRelay.ring();
        toKeep.ring();
        var stopping = new ArrayList<Thread>();
        for (var channel : channels) {
            stopping.add(Thread.ofVirtual().start(() -> stop(channel, atMost)));
        }
        for (var thread : stopping) {
            thread.join();
        }
        for (var worker : workers) {
            worker.join(STOP_THREADS);
        }
    }

    private static void stop(ChannelEngine channel, Duration atMost) {
        try {
            channel.stop(atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
