package foghorn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.kit.db.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What one organization can reach of another's rows: nothing, in any table or partition that the catalogue knows, without any filter of
 * the application. Works as the run-time role; the subclass runs the same behind a pooler.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolationTest {
    /** Tables that belong to the installation, each for a reason that the plan of the data names. */
    private static final Set<String> WITHOUT_ORGANIZATION = Set.of(
            "account",
            "account_key",
            "credential",
            "account_link",
            "session",
            "installation_setting",
            "installation_audit_entry",
            "node",
            "target_pause",
            "suppression",
            "limit_counter",
            "flyway_schema_history");

    /** Counts over all organizations, from which nothing of one can be told. */
    private static final String NUMBERS_OF_NOBODY =
            "directory_delivery_counts: TABLE(channel text, standing text, deliveries bigint)";

    private static final String ALICES = "rg0000000001";
    private static final String MALLORYS = "rg0000000002";
    private static final String MALLORYS_PAGE = "pg0000000002";

    private TestDatabase database;
    private List<String> tables = List.of();
    private List<String> partitions = List.of();

    @BeforeAll
    void fillEveryTableForTwoOrganizations() throws SQLException {
        database = TestDatabase.create();
        try (var owner = database.ownerConnection();
                var statement = owner.createStatement()) {
            statement.execute("select delivery_partition_make('2026-11-15')");
            statement.execute(rows("1"));
            statement.execute(rows("2"));
            tables = names(owner, """
                    select relname from pg_class c
                     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
                     order by 1
                    """);
            partitions = names(owner, """
                    select relname from pg_class
                     where relnamespace = 'public'::regnamespace and relkind = 'r' and relispartition
                     order by 1
                    """);
        }
        open(database);
    }

    @AfterAll
    void stop() {
        shut();
        database.close();
    }

    /** The way to the database that is tested. */
    DataSource app() {
        return database.dataSource();
    }

    void open(TestDatabase made) {}

    void shut() {}

    Stream<String> tenantTables() {
        return tables.stream().filter(table -> !WITHOUT_ORGANIZATION.contains(table));
    }

    Stream<String> tenantTablesWithPage() {
        return tenantTables().filter(table -> hasColumn(table, "page_id") && !table.equals("api_key"));
    }

    Stream<String> allPartitions() {
        return partitions.stream();
    }

    @Test
    void everyTableCarriesItsOrganizationOrIsOnTheNamedList() {
        assertThat(tables)
                .allSatisfy(table -> assertThat(hasColumn(table, "organization_id"))
                        .as(table)
                        .isEqualTo(!WITHOUT_ORGANIZATION.contains(table)));
        assertThat(tables).containsAll(WITHOUT_ORGANIZATION);
    }

    @Test
    void rowLevelSecurityBindsEveryTenantTableAndItsOwner() throws SQLException {
        try (var owner = database.ownerConnection()) {
            var open = names(owner, """
                    select relname from pg_class
                     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
                       and not (relrowsecurity and relforcerowsecurity)
                    """);
            assertThat(open).containsExactlyInAnyOrderElementsOf(WITHOUT_ORGANIZATION);
        }
    }

    @ParameterizedTest
    @MethodSource("tenantTables")
    void withoutATenantThereAreNoRows(String table) throws SQLException {
        assertThat(count(null, table, "true")).isZero();
    }

    @ParameterizedTest
    @MethodSource("tenantTables")
    void aTenantSeesItsOwnRowsAndNoOthers(String table) throws SQLException {
        assertThat(count(ALICES, table, "true")).as("rows of its own").isPositive();
        assertThat(count(ALICES, table, "organization_id = '" + MALLORYS + "'")).isZero();
        assertThat(count(MALLORYS, table, "organization_id = '" + MALLORYS + "'"))
                .isPositive();
        assertThat(count(MALLORYS, table, "organization_id = '" + ALICES + "'")).isZero();
    }

    @ParameterizedTest
    @MethodSource("tenantTables")
    void aRowForAnotherOrganizationIsRefused(String table) {
        var columns = columns(table);
        var values = columns.stream()
                .map(column -> column.equals("organization_id") ? "'" + MALLORYS + "'" : column)
                .toList();
        refused("insert into %s (%s) select %s from %s limit 1"
                .formatted(table, String.join(", ", columns), String.join(", ", values), table));
    }

    @ParameterizedTest
    @MethodSource("tenantTables")
    void aRowCannotBeMovedToAnotherOrganization(String table) {
        refused("update %s set organization_id = '%s'".formatted(table, MALLORYS));
    }

    @ParameterizedTest
    @MethodSource("tenantTablesWithPage")
    void aRowCannotBeAttachedToAPageOfAnotherOrganization(String table) {
        refused("update %s set page_id = '%s'".formatted(table, MALLORYS_PAGE));
    }

    @Test
    void anApiKeyCannotBeBoundToAPageOfAnotherOrganization() {
        refused("update api_key set page_id = '%s'".formatted(MALLORYS_PAGE));
    }

    @ParameterizedTest
    @MethodSource("allPartitions")
    void aPartitionHoldsRowsOfBothAndIsClosedToTheRunTimeRole(String partition) throws SQLException {
        try (var superuser = database.superuser()) {
            assertThat(names(superuser, "select distinct organization_id from " + partition))
                    .containsExactlyInAnyOrder(ALICES, MALLORYS);
        }
        assertThatThrownBy(() -> count(ALICES, partition, "true"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }

    @Test
    void tenantsThatShareConnectionsNeverSeeEachOther() throws SQLException {
        for (int i = 0; i < 200; i++) {
            var tenant = i % 2 == 0 ? ALICES : MALLORYS;
            assertThat(seen(tenant, "select distinct organization_id from page"))
                    .containsExactly(tenant);
            assertThat(seen(null, "select organization_id from page")).isEmpty();
        }
    }

    @Test
    void theDirectoryIsThisListAndReturnsIdsAndSequencesOnly() throws SQLException {
        try (var owner = database.ownerConnection()) {
            var functions = names(owner, """
                    select proname || ': ' || pg_get_function_result(oid) from pg_proc
                     where pronamespace = 'public'::regnamespace and prosecdef
                       and pg_get_userbyid(proowner) = 'foghorn_directory' order by 1
                    """);
            assertThat(functions)
                    .allMatch(function -> function.matches(
                                    "directory_\\w+: TABLE\\(((\\w+_id public_id|page_seq bigint|claim_no bigint|lane smallint|due_at timestamp with time zone)(, )?)+\\)")
                            || function.equals(NUMBERS_OF_NOBODY));
            assertThat(functions)
                    .extracting(function -> function.replaceFirst(":.*", ""))
                    .containsExactly(
                            "directory_api_key",
                            "directory_delivery_counts",
                            "directory_direct_message",
                            "directory_due_direct_pages",
                            "directory_due_maintenances",
                            "directory_due_reminders",
                            "directory_due_retries",
                            "directory_due_retry_events",
                            "directory_due_team_mails",
                            "directory_due_tranches",
                            "directory_invitation",
                            "directory_lost_claims",
                            "directory_memberships",
                            "directory_node_claims",
                            "directory_node_direct_messages",
                            "directory_oldest_due",
                            "directory_organizations",
                            "directory_pages",
                            "directory_pending",
                            "directory_subscriber");
            assertThat(names(owner, """
                            select proname from pg_proc
                             where pronamespace = 'public'::regnamespace and prosecdef
                               and (has_function_privilege('public', oid, 'execute') or proconfig is null)
                            """)).isEmpty();
        }
    }

    private void refused(String sql) {
        assertThatThrownBy(() -> {
                    try (var connection = app().getConnection()) {
                        connection.setAutoCommit(false);
                        try (var statement = connection.createStatement()) {
                            tenant(connection, ALICES);
                            statement.executeUpdate(sql);
                        } finally {
                            connection.rollback();
                        }
                    }
                })
                .as(sql)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isIn("42501", "23503"));
    }

    private long count(@Nullable String tenant, String table, String where) throws SQLException {
        return Long.parseLong(seen(tenant, "select count(*) from %s where %s".formatted(table, where))
                .getFirst());
    }

    private List<String> seen(@Nullable String tenant, String sql) throws SQLException {
        try (var connection = app().getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (tenant != null) {
                    tenant(connection, tenant);
                }
                return names(connection, sql);
            } finally {
                connection.rollback();
            }
        }
    }

    private static void tenant(Connection connection, String organization) throws SQLException {
        try (var statement = connection.prepareStatement("select set_config('app.organization', ?, true)")) {
            statement.setString(1, organization);
            statement.execute();
        }
    }

    private boolean hasColumn(String table, String column) {
        return columns(table).contains(column);
    }

    private List<String> columns(String table) {
        try (var owner = database.ownerConnection()) {
            return names(owner, """
                    select column_name from information_schema.columns
                     where table_schema = 'public' and table_name = '%s' and is_generated = 'NEVER'
                     order by ordinal_position
                    """.formatted(table));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> names(Connection connection, String sql) throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static String rows(String digit) {
        try (var in = IsolationTest.class.getResourceAsStream("/foghorn/tenant-rows.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("$1", digit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
