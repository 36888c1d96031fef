package foghorn.publicpage;

import foghorn.kit.db.DatabaseAccess;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears from the database which pages other nodes changed, and sweeps once a second besides: notifications are lost while no connection
 * is open, and never arrive behind a transaction pooler. One thread does both.
 */
final class PageNotifications implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PageNotifications.class);
    private static final Duration SWEEP = Duration.ofSeconds(1);

    private final DatabaseAccess direct;
    private final Publisher publisher;
    private final Thread thread = Thread.ofVirtual().name("publish").unstarted(this::run);
    private volatile boolean closed;
    private volatile boolean isAway;

    PageNotifications(DatabaseAccess direct, Publisher publisher) {
        this.direct = direct;
        this.publisher = publisher;
    }

    /** Whether the last comparison with the database succeeded, or none was made yet. */
    boolean reachesDatabase() {
        return !isAway;
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!closed) {
            try (var connection = connect()) {
                while (!closed) {
                    sweep();
                    listen(connection.unwrap(PGConnection.class));
                }
            } catch (SQLException e) {
                LOG.debug("no notifications of changed pages", e);
                sweep();
                pause();
            }
        }
    }

    private Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", direct.user());
        properties.setProperty("password", direct.password());
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "foghorn listen");
        var connection = DriverManager.getConnection(direct.url(), properties);
        try (var statement = connection.createStatement()) {
            statement.execute("listen foghorn_page");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /** Takes what arrives until the next sweep is due. */
    private void listen(PGConnection connection) throws SQLException {
        long end = System.nanoTime() + SWEEP.toNanos();
        for (long left = SWEEP.toMillis(); left > 0 && !closed; left = (end - System.nanoTime()) / 1_000_000) {
            var arrived = connection.getNotifications((int) left);
            for (var notification : arrived == null ? new PGNotification[0] : arrived) {
                heard(notification.getParameter());
            }
        }
    }

    /** The text is "organization page page_seq". */
    private void heard(String text) {
        var parts = text.split(" ", -1);
        try {
            publisher.changed(new OrganizationId(parts[0]), new PageId(parts[1]), Long.parseLong(parts[2]));
        } catch (Problem | IndexOutOfBoundsException | NumberFormatException e) {
            LOG.warn("a notification of a changed page cannot be read: {}", text);
        }
    }

    private void sweep() {
        try {
            publisher.sweep();
            if (isAway) {
                LOG.info("the database is back; pages are published again");
            }
            isAway = false;
        } catch (Problem.Unavailable e) {
            if (!isAway && !closed) {
                LOG.warn("the database cannot be reached; pages are shown as they were last published");
            }
            isAway = true;
        } catch (RuntimeException e) {
            LOG.error("changed pages cannot be found", e);
        }
    }

    private void pause() {
        try {
            Thread.sleep(SWEEP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        if (!thread.isAlive()) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
