package foghorn.kit.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseCheckTest {
    private static TestDatabase database;

    @BeforeAll
    static void open() throws SQLException {
        database = TestDatabase.create();
        var server = TestPostgres.instance();
        for (String role : new String[] {"too_super", "too_free", "too_wide", "too_close", "too_far"}) {
            server.runAsSuperuser("create role " + role + " login password 'x'");
        }
        server.runAsSuperuser("alter role too_super superuser");
        server.runAsSuperuser("alter role too_free bypassrls");
        server.runAsSuperuser("grant foghorn_directory to too_wide");
        server.runAsSuperuser("grant foghorn_owner to too_close");
        server.runAsSuperuser("grant too_close to too_far");
        server.runAsSuperuser("grant foghorn_app to too_super, too_free, too_wide, too_close, too_far");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void theAppRoleOnACurrentSchemaIsRight() throws Exception {
        assertThat(new DatabaseCheck(database.app(), Optional.empty()).run()).isTrue();
    }

    @Test
    void itIsRightThroughAPoolerToo() throws Exception {
        try (var pooler = PgBouncer.before(database.app())) {
            assertThat(new DatabaseCheck(pooler.access(), Optional.of(database.owner())).run())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "too_super, is a superuser",
        "too_free, bypasses row-level security",
        "too_wide, member of foghorn_directory",
        "too_close, member of foghorn_owner",
        "too_far, member of foghorn_owner",
    })
    void aRoleThatCouldSeeTooMuchIsRefused(String role, String why) {
        var app = new DatabaseAccess(database.app().url(), role, "x");

        assertThatThrownBy(() -> new DatabaseCheck(app, Optional.empty()).run())
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining(why)
                .hasMessageContaining("create role foghorn_app login");
    }

    @Test
    void theOwnerIsNotARoleOfRunTime() {
        assertThatThrownBy(() -> new DatabaseCheck(database.owner(), Optional.empty()).run())
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("owns the database or its tables");
    }

    @Test
    void aWrongPasswordIsRefusedAndNotShown() {
        var app = new DatabaseAccess(database.app().url(), "foghorn_app", "hunter2");

        assertThatThrownBy(() -> new DatabaseCheck(app, Optional.empty()).run())
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("does not let foghorn_app in")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aDatabaseThatIsAwayIsWorthAnotherTry() throws Exception {
        var nowhere = new DatabaseAccess("jdbc:postgresql://127.0.0.1:1/foghorn", "foghorn_app", "x");

        assertThat(new DatabaseCheck(nowhere, Optional.of(nowhere)).run()).isFalse();
    }

    @Test
    void aSchemaThatIsNotCurrentIsRefusedWithoutAnOwner() throws Exception {
        TestPostgres.instance().runAsSuperuser("create database unmigrated owner foghorn_owner");
        var app = TestPostgres.instance().access().app("unmigrated");

        assertThatThrownBy(() -> new DatabaseCheck(app, Optional.empty()).run())
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("FOGHORN_DATABASE_OWNER_USER");
    }

    @Test
    void twoNodesMayMigrateAtOnce() throws Exception {
        TestPostgres.instance().runAsSuperuser("create database twice owner foghorn_owner");
        var access = TestPostgres.instance().access();
        try (var nodes = Executors.newFixedThreadPool(2)) {
            Future<Boolean> one = nodes.submit(
                    () -> new DatabaseCheck(access.app("twice"), Optional.of(access.owner("twice"))).run());
            Future<Boolean> two = nodes.submit(
                    () -> new DatabaseCheck(access.app("twice"), Optional.of(access.owner("twice"))).run());
            assertThat(one.get()).isTrue();
            assertThat(two.get()).isTrue();
        }
        assertThat(Schema.isCurrent(access.app("twice"))).isTrue();
    }
}
