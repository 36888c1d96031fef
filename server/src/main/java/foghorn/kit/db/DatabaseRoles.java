package foghorn.kit.db;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * The three roles of the product's database. {@link #OWNER} runs migrations and owns the tables, {@link #APP} works at run time and owns
 * and bypasses nothing, {@link #DIRECTORY} cannot log in and only owns the functions that find a tenant.
 */
public final class DatabaseRoles {
    public static final String OWNER = "foghorn_owner";
    public static final String APP = "foghorn_app";
    public static final String DIRECTORY = "foghorn_directory";

    private DatabaseRoles() {}

    /** What a database administrator runs once, as superuser, to prepare a server of his own; passwords are to be filled in. */
    public static String instructions() {
        return """
                create role foghorn_owner login password '…' nosuperuser nobypassrls;
                create role foghorn_app login password '…' nosuperuser nobypassrls;
                create role foghorn_directory nologin nosuperuser nobypassrls;
                grant foghorn_directory to foghorn_owner;
                alter role foghorn_app set idle_in_transaction_session_timeout = '10s';
                alter role foghorn_app set lock_timeout = '5s';
                create database foghorn owner foghorn_owner;
                """;
    }

    /** Makes the roles where they are missing and sets their passwords and limits. */
    static void make(DatabaseAccess superuser, String ownerPassword, String appPassword) throws IOException {
        try (var connection = connect(superuser)) {
            for (String role : List.of(OWNER, APP, DIRECTORY)) {
                if (!exists(connection, "select 1 from pg_roles where rolname = ?", role)) {
                    run(connection, "create role " + role);
                }
            }
            run(connection, "alter role foghorn_owner login nosuperuser nobypassrls password '" + ownerPassword + "'");
            run(connection, "alter role foghorn_app login nosuperuser nobypassrls password '" + appPassword + "'");
            run(connection, "grant foghorn_directory to foghorn_owner");
            run(connection, "alter role foghorn_app set idle_in_transaction_session_timeout = '10s'");
            run(connection, "alter role foghorn_app set lock_timeout = '5s'");
        } catch (SQLException e) {
            throw new IOException("the roles of the database cannot be made: " + e.getMessage(), e);
        }
    }

    static void makeDatabase(DatabaseAccess superuser, String name) throws IOException {
        try (var connection = connect(superuser)) {
            if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
                run(connection, "create database " + name + " owner " + OWNER);
            }
        } catch (SQLException e) {
            throw new IOException("the database cannot be made: " + e.getMessage(), e);
        }
    }

    private static Connection connect(DatabaseAccess access) throws SQLException {
        return DriverManager.getConnection(access.url(), access.user(), access.password());
    }

    private static boolean exists(Connection connection, String sql, String name) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            return statement.executeQuery().next();
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
