package foghorn.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** The embedded database of a data folder, seen by its superuser: for counting and for planting, never for what is tested. */
final class EmbeddedData {
    private final Path data;

    EmbeddedData(Path data) {
        this.data = data;
    }

    Connection superuser() {
        try (var files = Files.walk(data)) {
            var file = files.filter(one -> one.endsWith("access.properties"))
                    .findFirst()
                    .orElseThrow();
            var access = new Properties();
            try (var in = Files.newBufferedReader(file)) {
                access.load(in);
            }
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + access.getProperty("port") + "/foghorn",
                    "postgres",
                    access.getProperty("superuser_password"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(String sql) {
        try (var connection = superuser();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long number(String sql) {
        return Long.parseLong(text(sql));
    }

    /** The first value of the first row. */
    String text(String sql) {
        try (var connection = superuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
