package foghorn.kit.db;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The schema's versions: {@code db/migration} on the class path, applied in order by the owner role over a direct connection. Several
 * nodes may try at once; a lock in the database lets one after another.
 */
public final class Schema {
    private static final int CONNECT_SECONDS = 3;

    private Schema() {}

    /** Brings the schema to the newest version this program knows, and lets the app role see which one it is. */
    public static void migrate(DatabaseAccess owner) {
        flyway(owner).migrate();
        Jdbi.create(owner.url(), owner.user(), owner.password())
                .useHandle(handle -> handle.execute("grant select on flyway_schema_history to foghorn_app"));
    }

    /** Whether every migration this program knows was applied. A schema newer than the program is current, too: old and new nodes work side by side. */
    public static boolean isCurrent(DatabaseAccess anyRole) {
        MigrationInfo[] pending = flyway(anyRole).info().pending();
        return pending.length == 0;
    }

    private static Flyway flyway(DatabaseAccess access) throws FlywayException {
        var source = new PGSimpleDataSource();
        source.setUrl(access.url());
        source.setUser(access.user());
        source.setPassword(access.password());
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setPrepareThreshold(0);
        return Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .load();
    }
}
