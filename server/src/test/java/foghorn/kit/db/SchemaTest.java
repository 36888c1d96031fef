package foghorn.kit.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SchemaTest {
    private static final String ALICES = "bbbbbbbbbbbb";
    private static final String MALLORYS = "cccccccccccc";

    private static TestDatabase database;

    @BeforeAll
    static void open() throws SQLException {
        database = TestDatabase.create();
        try (var owner = database.ownerConnection()) {
            insertOrganization(owner, ALICES);
            insertOrganization(owner, MALLORYS);
        }
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void withoutATenantTheAppRoleSeesNothing() throws SQLException {
        try (var app = database.appConnection()) {
            assertThat(text(app, "select current_user")).isEqualTo("foghorn_app");
            assertThat(text(app, "select count(*) from organization")).isEqualTo("0");
        }
    }

    @Test
    void aTenantSeesItsOwnRowsOnly() throws SQLException {
        try (var app = database.appConnection()) {
            app.setAutoCommit(false);
            text(app, "select set_config('app.organization', '" + ALICES + "', true)");
            assertThat(text(app, "select string_agg(organization_id, ',') from organization"))
                    .isEqualTo(ALICES);
            app.commit();
            assertThat(text(app, "select count(*) from organization")).isEqualTo("0");
        }
    }

    @Test
    void aRowOfAnotherTenantCannotBeWritten() throws SQLException {
        try (var app = database.appConnection()) {
            app.setAutoCommit(false);
            text(app, "select set_config('app.organization', '" + ALICES + "', true)");
            assertThatThrownBy(() -> insertOrganization(app, "dddddddddddd"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
    }

    @Test
    void theAppRoleCarriesItsLimits() throws SQLException {
        try (var app = database.appConnection()) {
            assertThat(text(app, "show idle_in_transaction_session_timeout")).isEqualTo("10s");
            assertThat(text(app, "show lock_timeout")).isEqualTo("5s");
        }
    }

    private static void insertOrganization(Connection connection, String id) throws SQLException {
        try (var statement = connection.prepareStatement("""
                insert into organization (organization_id, name, created_at) values (?, 'Some', '2026-01-01T00:00:00Z')
                """)) {
            statement.setString(1, id);
            statement.execute();
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
