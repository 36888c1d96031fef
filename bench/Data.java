import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** The embedded database of a running product, seen by its superuser: for planting and counting, never for what is measured. */
final class Data implements AutoCloseable {
    final Connection connection;
    private final Path folder;

    Data(Product product) throws IOException, SQLException {
        folder = product.data().resolve("postgres");
        var access = new Properties();
        try (var in = Files.newBufferedReader(folder.resolve("access.properties"))) {
            access.load(in);
        }
        connection = DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + access.getProperty("port") + "/foghorn",
                "postgres", access.getProperty("superuser_password"));
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    /** The first value of the first row; null if there is no row. */
    String text(String sql) throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    /** The process that all others of this database are children of. */
    long postmaster() throws IOException {
        return Long.parseLong(Files.readAllLines(folder.resolve("cluster/postmaster.pid")).getFirst().strip());
    }

    /** A further page of the product's organization; returns its id. */
    String addPage(Product product, String subdomain) throws SQLException {
        var id = foghorn.kit.id.Ids.next();
        execute("""
                insert into page (organization_id, id, subdomain, name, tag_host, created_at, updated_at)
                select organization_id, '%s', '%s', name, tag_host, created_at, updated_at from page where id = '%s'
                """.formatted(id, subdomain, product.pageId));
        return id;
    }

    /** As after a night: statistics are there, and nothing is left for the background to tidy up. */
    void settle() throws SQLException {
        execute("vacuum (analyze)");
        execute("checkpoint");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
