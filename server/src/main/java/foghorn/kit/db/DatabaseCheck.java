package foghorn.kit.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.flywaydb.core.api.FlywayException;

/**
 * What must be true of a database before anything is read from it: its version, its schema, and that the role of run time can do no more
 * than it should.
 */
public final class DatabaseCheck {
    private static final int LEAST_VERSION = 150_000;
    private static final String CONNECT_SECONDS = "3";

    private final DatabaseAccess app;
    private final Optional<DatabaseAccess> owner;

    /** @param owner migrates over a direct way; without one the schema must be current already */
    public DatabaseCheck(DatabaseAccess app, Optional<DatabaseAccess> owner) {
        this.app = app;
        this.owner = owner;
    }

    /**
     * Brings the schema up to date if that is ours to do, and checks the rest.
     *
     * @return false if the database cannot be reached now
     */
    public boolean run() throws DatabaseRefused {
        try {
            refuseOldVersion();
            if (owner.isPresent()) {
                migrate(owner.get());
            } else if (!Schema.isCurrent(app)) {
                throw new DatabaseRefused(
                        "The schema of the database is not the one this Foghorn needs. Set"
                                + " FOGHORN_DATABASE_OWNER_USER and FOGHORN_DATABASE_OWNER_PASSWORD and start again, so that it is migrated.");
            }
            refusePowerfulRole();
            return true;
        } catch (SQLException e) {
            return refuseOrWait(app, e);
        } catch (FlywayException e) {
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException sql && isConnection(sql)) {
                    return refuseOrWait(owner.orElse(app), sql);
                }
            }
            throw new DatabaseRefused("The schema of the database cannot be migrated: " + e.getMessage(), e);
        }
    }

    private void refuseOldVersion() throws SQLException, DatabaseRefused {
        try (var connection = connect(app)) {
            int version = Integer.parseInt(
                    column(connection, "show server_version_num").getFirst());
            if (version < LEAST_VERSION) {
                throw new DatabaseRefused("The database is PostgreSQL "
                        + column(connection, "show server_version").getFirst() + ", but Foghorn needs 15 or newer.");
            }
        }
    }

    private static void migrate(DatabaseAccess owner) throws SQLException, DatabaseRefused {
        try (var connection = connect(owner)) {
            var missing = column(connection, """
                    select name from unnest(array['foghorn_app', 'foghorn_directory']) name
                     where not exists (select 1 from pg_roles where rolname = name)
                        or name = 'foghorn_directory' and not pg_has_role(current_user, 'foghorn_directory', 'member')
                    """);
            if (!missing.isEmpty()) {
                throw new DatabaseRefused("The database lacks roles or memberships (" + String.join(", ", missing)
                        + "). As a superuser run:\n\n" + DatabaseRoles.instructions());
            }
        }
        Schema.migrate(owner);
    }

    private void refusePowerfulRole() throws SQLException, DatabaseRefused {
        try (var connection = connect(app)) {
            var reasons = column(connection, """
                    select case when r.rolname = current_user then 'it ' else 'it is a member of ' || r.rolname || ', which ' end
                           || case when r.rolsuper then 'is a superuser'
                                   when r.rolbypassrls then 'bypasses row-level security'
                                   when r.rolname = 'foghorn_directory' then 'sees the directory of all organizations'
                                   else 'owns the database or its tables' end
                      from pg_roles r
                     where (r.rolname = current_user or pg_has_role(current_user, r.oid, 'member'))
                       and (r.rolname = current_user
                            or not (select rolsuper from pg_roles where rolname = current_user))
                       and (r.rolsuper or r.rolbypassrls or r.rolname = 'foghorn_directory'
                            or exists (select 1 from pg_database d where d.datname = current_database() and d.datdba = r.oid)
                            or exists (select 1 from pg_namespace n where n.nspname = 'public' and n.nspowner = r.oid)
                            or exists (select 1 from pg_class c
                                        where c.relnamespace = 'public'::regnamespace and c.relowner = r.oid))
                     order by r.rolname <> current_user, r.rolname
                    """);
            if (!reasons.isEmpty()) {
                throw new DatabaseRefused(
                        "Foghorn does not work as the database role " + app.user() + ": " + String.join("; ", reasons)
                                + ". Organizations would not be kept apart. Use a role without such rights; as a superuser run:\n\n"
                                + DatabaseRoles.instructions());
            }
        }
    }

    private boolean refuseOrWait(DatabaseAccess who, SQLException e) throws DatabaseRefused {
        var state = String.valueOf(e.getSQLState());
        if (state.startsWith("28") || state.startsWith("3D")) {
            throw new DatabaseRefused("The database does not let " + who.user() + " in: " + e.getMessage()
                    + ". If the roles are not there yet, run as a superuser:\n\n" + DatabaseRoles.instructions());
        }
        if (isConnection(e)) {
            return false;
        }
        throw new DatabaseRefused("The database refuses: " + e.getMessage(), e);
    }

    /** Connection lost or refused, resources short, starting up or shutting down, or not let in. */
    private static boolean isConnection(SQLException e) {
        var state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.startsWith("53") || state.startsWith("57P") || state.startsWith("28");
    }

    private static Connection connect(DatabaseAccess access) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", access.user());
        properties.setProperty("password", access.password());
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("prepareThreshold", "0");
        return DriverManager.getConnection(access.url(), properties);
    }

    private static List<String> column(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
