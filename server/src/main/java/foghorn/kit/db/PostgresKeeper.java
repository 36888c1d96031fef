package foghorn.kit.db;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a PostgreSQL again that ended by itself: killed, or given up because its log could not grow on a full disk. It comes back at the
 * port where it was, so whoever uses it only loses connections.
 */
final class PostgresKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresKeeper.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final PostgresCluster cluster;
    private final int port;
    private final Path log;
    private final Thread thread;

    PostgresKeeper(PostgresCluster cluster, int port, Path log) {
        this.cluster = cluster;
        this.port = port;
        this.log = log;
        this.thread = Thread.ofPlatform().name("postgres-keeper").daemon().start(this::keep);
    }

    private void keep() {
        try {
            while (true) {
                cluster.awaitEnd();
                LOG.warn("The embedded database has ended by itself; it is started again");
                while (!startedAgain()) {
                    Thread.sleep(RETRY);
                }
                LOG.warn("The embedded database runs again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean startedAgain() throws InterruptedException {
        try {
            cluster.stop();
            return cluster.start(port, log);
        } catch (IOException e) {
            LOG.debug("The embedded database cannot be started yet", e);
            return false;
        }
    }

    /** Returns when nothing is started any more. */
    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
