package foghorn.notification;

import foghorn.kit.db.Database;
import foghorn.tenant.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The threads of one channel on one node: dispatcher, recorder, and the keeper of leases. What ails one channel stops no other. */
final class ChannelEngine {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration STOP_THREADS = Duration.ofSeconds(5);

    private final Database database;
    private final Channel channel;
    private final Held held;
    private final Standing standing = new Standing();
    private final Progress progress;
    private final Signal toDispatch = new Signal();
    private final Signal toLeases = new Signal();
    private final Claimer claimer;
    private final Recorder recorder;
    private final Attempts attempts;
    private final Dispatcher dispatcher;
    private final Leases leases;
    private final List<Thread> workers = new ArrayList<>();
    private Thread recording = Thread.currentThread();
    private volatile boolean claiming = true;
    private volatile boolean leasing = true;
    private volatile ChannelHealth health;

    ChannelEngine(NotificationRoom.Needs needs, Channel channel) {
        var database = needs.database();
        var subscribers = needs.subscribers();
        this.database = database;
        this.channel = channel;
        this.held = held(channel);
        this.progress = new Progress(channel.hasOneHost());
        this.health = new ChannelHealth(
                channel.name(),
                ChannelHealth.State.OK,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Map.of());
        recorder = new Recorder(
                new Recorder.Needs(database, needs.vault(), subscribers.quarantine(), channel, progress),
                standing,
                this::over,
                toDispatch::ring);
        attempts = new Attempts(database, channel, new MessageKeys(needs.key()), held, recorder, pauses(database));
        claimer = new Claimer(database, subscribers.audience(), needs.vault(), needs.nodeId(), channel);
        dispatcher = new Dispatcher(database, claimer, held, standing, attempts, channel.name());
        leases = new Leases(database, held, standing, needs.nodeId());
    }

    private static Held held(Channel channel) {
        return new Held(!channel.hasOneHost());
    }

    private void over(Item item) {
        attempts.over(item);
    }

    private Pauses pauses(Database database) {
        return new Pauses(database, channel.name(), new Hosts(channel.sendersPerHost()));
    }

    Standing standing() {
        return standing;
    }

    /** Looks how long work has been waiting, and judges. */
    void examine(boolean clockIsRight) {
        var now = database.now();
        var oldest = database.installation(handle -> new DirectoryRepository(handle).oldestDue(channel.name(), now))
                .map(due -> Duration.between(due, now));
        var delivered = progress.deliveredAt();
        var failing = progress.failingSince(now).map(since -> Duration.between(since, now));
        var attempts = new HashMap<String, Long>();
        progress.counts().forEach((result, count) -> attempts.put(result.name().toLowerCase(Locale.ROOT), count));
        health = new ChannelHealth(
                channel.name(),
                ChannelHealth.state(clockIsRight, oldest, delivered.map(at -> Duration.between(at, now)), failing),
                oldest,
                delivered,
                failing,
                held.size(),
                attempts);
    }

    ChannelHealth health() {
        return health;
    }

    void start() {
        workers.add(thread("keeper", this::keep));
        workers.add(thread("dispatcher", this::dispatch));
        recording = thread("recorder", recorder);
    }

    private Thread thread(String name, Runnable work) {
        return Thread.ofPlatform().name(channel.name() + "-" + name).daemon().start(work);
    }

    /** There is something new to send. */
    void wake() {
        dispatcher.lookForDirectMessages();
        toDispatch.ring();
    }

    /** New tranches were made. */
    void look() {
        dispatcher.look();
        toDispatch.ring();
    }

    /** So many nodes share the channel's bounds. */
    void share(int nodes) {
        attempts.share(nodes);
    }

    private void dispatch() {
        try {
            while (claiming) {
                if (!Engine.tried(dispatcher::round, this::databaseLost)) {
                    toDispatch.await(POLL);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep() {
        try {
            while (leasing) {
                Engine.tried(this::keepOnce, this::databaseLost);
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
        attempts.readPauses();
        return false;
    }

    private void databaseLost() {
        standing.databaseLost();
        toLeases.ring();
    }

    /** Stops claiming, waits for the attempts under way, records what became of them, and gives back the rest. */
    void stop(Duration atMost) throws InterruptedException {
        claiming = false;
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
        try {
            claimer.freeForgotten(held(channel));
        } catch (Problem.Unavailable e) {
            // Given back by the next start, or by another node when the leases are over.
            standing.databaseLost();
        }
    }
}
