package foghorn.kit.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** The connections of run time: bounded, and quick to say that there is none. */
public final class Pools {
    /** Connections to the database that one node holds at most. */
    public static final int MAX_CONNECTIONS = 16;

    /** Milliseconds after which a request without a connection is answered with 503. */
    private static final long CONNECTION_PATIENCE = 3_000;

    private Pools() {}

    /** A pool that opens connections when they are needed; the database may be down meanwhile. */
    public static HikariDataSource open(DatabaseAccess access) {
        return open(access, MAX_CONNECTIONS);
    }

    static HikariDataSource open(DatabaseAccess access, int maxConnections) {
        var config = new HikariConfig();
        config.setPoolName("foghorn");
        config.setJdbcUrl(access.url());
        config.setUsername(access.user());
        config.setPassword(access.password());
        config.setMaximumPoolSize(maxConnections);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_PATIENCE);
        config.setValidationTimeout(1_000);
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("connectTimeout", "2");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        // Its details hold values of rows, which do not belong into the log.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        if (!access.url().contains("prepareThreshold=")) {
            // A transaction pooler gives each transaction another server connection, which does not know our
            // statements.
            config.addDataSourceProperty("prepareThreshold", "0");
        }
        return new HikariDataSource(config);
    }
}
