package foghorn.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.Cast;
import foghorn.audit.ChainState.Broken;
import foghorn.audit.ChainState.Intact;
import foghorn.kit.db.Database;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import foghorn.kit.web.Json;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.Problem;
import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditTest {
    /** Entries that a new organization has: its own and its owner's. */
    private static final int FIRST = 2;

    private final TestDatabase test = TestDatabase.create();
    private final Database database = test.database(InstantSource.system());
    private final Cast cast = Cast.on(database);
    private final AuditVerifier verifier = new AuditVerifier(database);
    private final AuditReader reader = new AuditReader(database);
    private Call call = cast.alice();

    @AfterAll
    void close() {
        test.close();
    }

    @BeforeEach
    void aChainOfTwelve() {
        call = cast.found("Harbour", Ids.next() + "@harbour.example");
        for (int i = 0; i < 12 - FIRST; i++) {
            record("thing.changed", "thing-" + i);
        }
    }

    @Test
    void anUntouchedChainIsIntact() {
        assertThat(verifier.verify(call.organization()))
                .isEqualTo(new Intact(call.organization().value(), 12));
    }

    @Test
    void anEditedEntryIsNamed() throws SQLException {
        for (var column : List.of("actor", "action", "subject", "details", "request_id")) {
            aChainOfTwelve();
            tamper("update audit_entry set " + column + " = " + column
                    + " || 'x' where seq = 5 and organization_id = ?");
            assertThat(firstBad()).as(column).isEqualTo(5);
        }
        aChainOfTwelve();
        tamper("update audit_entry set at = at + interval '1 millisecond' where seq = 5 and organization_id = ?");
        assertThat(firstBad()).isEqualTo(5);
    }

    @Test
    void anEntryTakenOutIsNamed() throws SQLException {
        tamper("delete from audit_entry where seq = 5 and organization_id = ?");

        assertThat(verifier.verify(call.organization()))
                .isEqualTo(new Broken(call.organization().value(), 5, "is missing; the next one there is number 6"));
    }

    @Test
    void anEntryTakenOutUnderRenumberingIsNamed() throws SQLException {
        tamper("delete from audit_entry where seq = 5 and organization_id = ?");
        tamper("update audit_entry set seq = seq - 1 where seq > 5 and organization_id = ?");

        assertThat(firstBad()).isEqualTo(5);
    }

    @Test
    void aSwapIsNamedByItsFirstEntry() throws SQLException {
        tamper("update audit_entry set seq = -4 where seq = 4 and organization_id = ?");
        tamper("update audit_entry set seq = 4 where seq = 9 and organization_id = ?");
        tamper("update audit_entry set seq = 9 where seq = -4 and organization_id = ?");

        assertThat(firstBad()).isEqualTo(4);
    }

    @Test
    void anEntrySlippedInIsNamed() throws SQLException {
        tamper("update audit_entry set seq = -seq - 1 where seq >= 5 and organization_id = ?");
        tamper("update audit_entry set seq = -seq where seq < 0 and organization_id = ?");
        tamper("""
                insert into audit_entry
                select organization_id, 5, at, actor, action, 'forged', details, request_id, hash, hash
                  from audit_entry where seq = 4 and organization_id = ?
                """);

        assertThat(firstBad()).isEqualTo(5);
    }

    @Test
    void theInstallationsChainIsVerifiedWithAllOthers() throws SQLException {
        for (int i = 0; i < 3; i++) {
            database.change(call, tx -> {
                new InstallationAuditLog(tx)
                        .record("organization.created", call.organization().value(), Map.of());
                return null;
            });
        }
        assertThat(state("installation")).isInstanceOf(Intact.class);
        assertThat(verifier.verifyAll())
                .extracting(ChainState::chain)
                .contains(cast.mallory().organization().value());

        tamperInstallation("update installation_audit_entry set actor = 'nobody' where seq = 2");
        assertThat(state("installation")).isEqualTo(new Broken("installation", 2, "is not what was written"));
        tamperInstallation("delete from installation_audit_entry");
    }

    @Test
    void theAppRoleCanNeitherEditNorDelete() {
        for (var sql : List.of(
                "update audit_entry set actor = 'x'",
                "delete from audit_entry",
                "truncate audit_entry",
                "update installation_audit_entry set actor = 'x'",
                "delete from installation_audit_entry")) {
            assertThatThrownBy(() ->
                            database.change(call, tx -> tx.createUpdate(sql).execute()))
                    .as(sql)
                    .hasMessageContaining("permission denied");
        }
        assertThat(verifier.verify(call.organization())).isInstanceOf(Intact.class);
    }

    @Test
    void fiftyWritersAtOnceKeepTheChainGapless() throws InterruptedException {
        var writers = IntStream.range(0, 50)
                .mapToObj(i -> Thread.ofVirtual().start(() -> record("thing.changed", "parallel-" + i)))
                .toList();
        for (var writer : writers) {
            writer.join();
        }

        assertThat(verifier.verify(call.organization()))
                .isEqualTo(new Intact(call.organization().value(), 12 + 50));
    }

    @Test
    void aChangeThatFailsLeavesNoEntry() {
        assertThatThrownBy(() -> database.change(call, tx -> {
                    new AuditLog(tx).record("thing.changed", "x");
                    throw new Problem.Conflict("no");
                }))
                .isInstanceOf(Problem.Conflict.class);

        assertThat(verifier.verify(call.organization()))
                .isEqualTo(new Intact(call.organization().value(), 12));
    }

    @Test
    void anOrganizationReadsItsOwnLogPageByPageAndReadingIsRecorded() {
        var first = reader.before(call, AuditReader.NEWEST, 5);
        var second = reader.before(call, first.getLast().seq(), 5);

        assertThat(first).extracting(AuditEntry::seq).containsExactly(12L, 11L, 10L, 9L, 8L);
        assertThat(second).extracting(AuditEntry::seq).containsExactly(7L, 6L, 5L, 4L, 3L);
        assertThat(second)
                .extracting(AuditEntry::chain)
                .containsOnly(call.organization().value());
        assertThat(reader.before(call, AuditReader.NEWEST, 1))
                .extracting(AuditEntry::action)
                .containsExactly("audit.read");
        assertThatThrownBy(() -> reader.before(cast.bob(), AuditReader.NEWEST, 5))
                .isInstanceOf(Problem.Forbidden.class);
    }

    @Test
    void anExportHoldsWhatTheChainIsMadeOf() throws IOException {
        var out = new StringBuilder();
        long entries = reader.export(call, out);

        assertThat(entries).isEqualTo(13);
        byte[] hash = AuditEntry.NO_HASH;
        for (var line : out.toString().lines().toList()) {
            var json = Json.MAPPER.readTree(line);
            var entry = new AuditEntry(
                    json.get("chain").asText(),
                    json.get("seq").asLong(),
                    java.time.Instant.parse(json.get("at").asText()),
                    json.get("actor").asText(),
                    json.get("action").asText(),
                    json.get("subject").asText(),
                    json.get("details").asText(),
                    json.get("request_id").asText());
            assertThat(json.get("prev_hash").asText()).isEqualTo(HexFormat.of().formatHex(hash));
            hash = entry.hash(hash);
            assertThat(json.get("hash").asText()).isEqualTo(HexFormat.of().formatHex(hash));
        }
    }

    private void record(String action, String subject) {
        database.change(call, tx -> {
            new AuditLog(tx).record(action, subject);
            return null;
        });
    }

    private long firstBad() {
        return ((Broken) verifier.verify(call.organization())).seq();
    }

    private ChainState state(String chain) {
        return verifier.verifyAll().stream()
                .filter(state -> state.chain().equals(chain))
                .findFirst()
                .orElseThrow();
    }

    /** What only an administrator of the database can do: the triggers are off. */
    private void tamper(String sql) throws SQLException {
        OrganizationId organization = ((Actor.TeamMember) call.actor()).organization();
        tamperInstallation(sql.replace("?", "'" + organization + "'"));
    }

    private void tamperInstallation(String sql) throws SQLException {
        try (var superuser = test.superuser();
                var statement = superuser.createStatement()) {
            statement.execute("set session_replication_role = replica");
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }
}
