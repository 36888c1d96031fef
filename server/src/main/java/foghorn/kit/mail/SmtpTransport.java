package foghorn.kit.mail;

import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import javax.net.ssl.SSLContext;

/**
 * Sends mail to one server over a bounded number of kept connections. A call waits for its own message only; the connections take the
 * waiting messages in turn, so more callers than connections make full use of PIPELINING.
 *
 * <p>A message is sent a second time by itself only when a kept connection proves dead before the message was complete.
 */
public final class SmtpTransport implements MailTransport {
    /** Connections to one server at a time, of all nodes together. */
    public static final int CONNECTIONS = 10;

    /** The longest that one attempt takes, with the wait for a connection. */
    public static final Duration ATTEMPT = Duration.ofSeconds(45);

    private static final Duration WATCH = Duration.ofMillis(250);
    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private final SmtpSettings settings;
    private final SSLContext tls;
    private final IntSupplier bound;
    private final SmtpTimes times;
    private final SmtpQueue queue = new SmtpQueue();
    private final Set<SmtpWorker> workers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Thread watch;
    private volatile boolean closed;

    /** With this many connections, however many nodes there are. */
    public SmtpTransport(SmtpSettings settings, int connections) {
        this(settings, () -> connections);
    }

    /**
     * Certificates are verified against the system's trust store.
     *
     * @param bound how many connections there may be now, at least one; asked again and again, and those beyond it are closed as soon
     *     as their messages are through
     */
    public SmtpTransport(SmtpSettings settings, IntSupplier bound) {
        this(settings, bound, systemTrust(), SmtpTimes.DEFAULT);
    }

    SmtpTransport(SmtpSettings settings, IntSupplier bound, SSLContext tls, SmtpTimes times) {
        this.settings = settings;
        this.bound = bound;
        this.tls = tls;
        this.times = times;
        this.watch = Thread.ofVirtual().name("smtp-watch").start(this::watch);
    }

    /** This node's part of {@link #CONNECTIONS}; at least one is left. */
    public static int share(int nodes) {
        return Math.max(1, CONNECTIONS / nodes);
    }

    @Override
    public MailOutcome send(Envelope envelope, byte[] message) throws InterruptedException {
        var job = new SmtpJob(
                envelope,
                message,
                System.nanoTime() + times.attempt().minus(WATCH).toNanos());
        waiting.incrementAndGet();
        try {
            queue.add(job);
            if (closed) {
                queue.close();
            }
            startWorkerIfNeeded();
            return job.await();
        } finally {
            waiting.decrementAndGet();
        }
    }

    @Override
    public boolean leavesTheMachine() {
        return true;
    }

    /** Messages that have a connection are finished, for ten seconds at most; those that have none are given back. */
    @Override
    public void close() {
        closed = true;
        queue.close();
        long end = System.nanoTime() + FAREWELL.toNanos();
        try {
            synchronized (workers) {
                while (!workers.isEmpty() && end - System.nanoTime() > 0) {
                    workers.wait(WATCH.toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers.forEach(SmtpWorker::cut);
        watch.interrupt();
    }

    /** As many connections as messages are on their way, up to the bound. */
    private void startWorkerIfNeeded() {
        int running = started.get();
        while (running < bound.getAsInt() && running < waiting.get()) {
            if (started.compareAndSet(running, running + 1)) {
                var worker = new SmtpWorker(queue, () -> new SmtpConnection(settings, tls, times), this::isOver);
                workers.add(worker);
                // A thread of the system: the kernel wakes it with the answer, without a poller in between.
                Thread.ofPlatform().daemon().name("smtp").start(() -> work(worker));
                return;
            }
            running = started.get();
        }
    }

    private boolean isOver() {
        return started.get() > bound.getAsInt();
    }

    private void work(SmtpWorker worker) {
        try {
            worker.run(times.kept());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            started.decrementAndGet();
            workers.remove(worker);
            synchronized (workers) {
                workers.notifyAll();
            }
            // One that came between the last look into the queue and now has found nobody else.
            if (!closed && !queue.isEmpty()) {
                startWorkerIfNeeded();
            }
        }
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(WATCH);
                long now = System.nanoTime();
                queue.cutOverdue(now);
                workers.forEach(worker -> worker.cutOverdue(now));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static SSLContext systemTrust() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
