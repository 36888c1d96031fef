package foghorn.app;

import foghorn.kit.db.Database;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.util.function.BooleanSupplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A pool that gives no connection until the database was found to be right.
 *
 * @param isDiskFull asked for the reason when no connection can be had
 */
record GatedDataSource(DataSource pool, BooleanSupplier isOpen, BooleanSupplier isDiskFull) implements DataSource {
    @Override
    public Connection getConnection() throws SQLException {
        if (!isOpen.getAsBoolean()) {
            throw new SQLTransientConnectionException("The database was not reached yet.", "08001");
        }
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            throw isDiskFull.getAsBoolean() ? new SQLException(e.getMessage(), Database.DISK_FULL, e) : e;
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("connections are made as the app role only");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException("this pool logs by slf4j");
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("the pool has its own bound");
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return pool.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return pool.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return pool.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return pool.isWrapperFor(type);
    }
}
