package foghorn.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.kit.db.DatabaseRefused;
import foghorn.kit.db.EmbeddedPostgres;
import foghorn.kit.db.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database that is away when the node starts. */
class DatabaseGateTest {
    @TempDir
    Path folder;

    private EmbeddedPostgres postgres;
    private MasterKey key;

    @BeforeEach
    void prepareAndStop() throws Exception {
        postgres = TestDatabase.startServer(folder.resolve("postgres"));
        key = new MasterKey(folder.resolve("master.key"));
        try (var gate = gate()) {
            assertThat(gate.tryToOpen()).isTrue();
            assertThat(gate.dataSource().getConnection().isValid(1)).isTrue();
        }
        postgres.close();
    }

    @AfterEach
    void stop() throws Exception {
        postgres.close();
    }

    @Test
    void itOpensAndStartsTheWorkWhenTheDatabaseComes() throws Exception {
        var worked = new CountDownLatch(1);
        try (var gate = gate()) {
            gate.openMeanwhile(DatabaseGateTest::unexpected);
            gate.whenOpen(worked::countDown);
            gate.awaitFirstAttempt();

            assertThat(gate.isOpen()).isFalse();
            assertThatThrownBy(() -> gate.dataSource().getConnection())
                    .isInstanceOf(SQLTransientConnectionException.class);

            postgres = TestDatabase.startServer(folder.resolve("postgres"));
            assertThat(worked.await(60, TimeUnit.SECONDS)).isTrue();
            try (var connection = gate.dataSource().getConnection()) {
                assertThat(connection.isValid(1)).isTrue();
            }
        }
    }

    @Test
    void aWrongKeyIsToldWhenTheDatabaseComes() throws Exception {
        Files.writeString(folder.resolve("master.key"), "A".repeat(43) + "=");
        var refusal = new CompletableFuture<Exception>();
        try (var gate = gate()) {
            gate.openMeanwhile(refusal::complete);
            postgres = TestDatabase.startServer(folder.resolve("postgres"));

            assertThat(refusal.get(60, TimeUnit.SECONDS)).isInstanceOf(DatabaseRefused.class);
            assertThat(gate.isOpen()).isFalse();
        }
    }

    private DatabaseGate gate() {
        return new DatabaseGate(postgres.app(), postgres.app(), Optional.of(postgres.owner()), key);
    }

    private static void unexpected(Exception e) {
        throw new AssertionError("not expected here", e);
    }
}
