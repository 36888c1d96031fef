package foghorn.kit.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder that JUnit makes is its owner's alone, so as root this shows as well that PostgreSQL's user needs no way into it. */
class EmbeddedPostgresTest {
    @TempDir
    static Path folder;

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
        try (var owner = connect(postgres.owner())) {
            run(owner, "create table kept (n int)");
            run(owner, "insert into kept values (1)");
        }
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void startAgainIfStopped() throws Exception {
        if (!Files.exists(pidFile())) {
            restart();
        }
    }

    @Test
    void commitsAreDurable() throws SQLException {
        try (var owner = connect(postgres.owner())) {
            assertThat(text(owner, "show fsync")).isEqualTo("on");
            assertThat(text(owner, "show synchronous_commit")).isEqualTo("on");
            assertThat(text(owner, "show full_page_writes")).isEqualTo("on");
            assertThat(text(owner, "show data_checksums")).isEqualTo("on");
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        var wrong = new DatabaseAccess(postgres.app().url(), "foghorn_app", "wrong");
        assertThatThrownBy(() -> connect(wrong)).isInstanceOf(SQLException.class);
    }

    @Test
    void passwordsAreReadableByTheOwnerOnly() throws IOException {
        var permissions = Files.getPosixFilePermissions(folder.resolve("postgres/access.properties"));
        assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
    }

    @Test
    void aDatabaseThatIsKilledRunsAgainAtItsPort() throws Exception {
        postgres.keepRunning();
        var killed = ProcessHandle.of(postmasterPid()).orElseThrow();
        killed.destroyForcibly();
        killed.onExit().get(10, TimeUnit.SECONDS);

        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            while (!answers()) {
                Thread.sleep(20);
            }
        });
        assertThatTheRowIsThere();
    }

    private static boolean answers() {
        try (var owner = connect(postgres.owner())) {
            return owner.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    @Test
    void aStoppedDatabaseKeepsItsPortAndItsRows() throws Exception {
        String url = postgres.owner().url();
        postgres.close();

        restart();

        assertThat(postgres.owner().url()).isEqualTo(url);
        assertThatTheRowIsThere();
    }

    @Test
    void aPortThatSomebodyTookIsReplaced() throws Exception {
        String url = postgres.owner().url();
        int port = Integer.parseInt(url.replaceAll(".*:(\\d+)/.*", "$1"));
        postgres.close();
        try (var taken = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(taken.isBound()).isTrue();
            restart();
        }
        assertThat(postgres.owner().url()).isNotEqualTo(url);
        assertThatTheRowIsThere();
    }

    @Test
    void oneThatStillRunsIsTakenOver() throws Exception {
        restart();

        assertThatTheRowIsThere();
    }

    @Test
    void oneThatWasKilledLosesNothing() throws Exception {
        kill(postmasterPid());

        restart();

        assertThatTheRowIsThere();
    }

    @Test
    void aPidFileWhosePidBelongsToAnotherProcessDoesNotBlock() throws Exception {
        postgres.close();
        var other = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(pidFile(), other.pid() + "\n/elsewhere\n1\n5432\n\n127.0.0.1\n  1 1\nready\n");

            restart();

            assertThatTheRowIsThere();
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void aPidFileOfAZombieDoesNotBlock() throws Exception {
        postgres.close();
        // The shell starts a child that ends at once, and is then replaced by a program that never waits for it.
        var parent = new ProcessBuilder("sh", "-c", "sleep 0 & echo $!; exec sleep 600").start();
        try {
            String zombie = parent.inputReader().readLine();
            Files.writeString(pidFile(), zombie + "\n/elsewhere\n1\n5432\n\n127.0.0.1\n  1 1\nready\n");

            restart();

            assertThatTheRowIsThere();
        } finally {
            parent.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void aHalfMadeDatabaseIsMadeAnew() throws Exception {
        Path other = folder.resolve("other");
        Files.createDirectories(other.resolve("cluster.unfinished/base"));

        try (var made = EmbeddedPostgres.start(
                        other, folder.resolve("postgres"), EmbeddedPostgres.Durability.NONE_FOR_TESTS);
                var owner = connect(made.owner())) {
            assertThat(text(owner, "select current_database()")).isEqualTo("foghorn");
        }
        assertThat(other.resolve("cluster.unfinished")).doesNotExist();
    }

    @Test
    void aDatabaseOfAnotherMajorVersionIsRefused() throws Exception {
        Path old = folder.resolve("old");
        Files.createDirectories(old.resolve("cluster"));
        Files.writeString(old.resolve("cluster/PG_VERSION"), "17\n");

        assertThatThrownBy(() -> EmbeddedPostgres.start(old))
                .hasMessageContaining("made by PostgreSQL 17")
                .hasMessageContaining("FOGHORN_DATABASE_URL");
    }

    private static void restart() throws Exception {
        postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
    }

    private static void assertThatTheRowIsThere() throws SQLException {
        try (var owner = connect(postgres.owner())) {
            assertThat(text(owner, "select count(*) from kept")).isEqualTo("1");
        }
    }

    private static Path pidFile() {
        return folder.resolve("postgres/cluster/postmaster.pid");
    }

    private static long postmasterPid() throws IOException {
        return Long.parseLong(Files.readAllLines(pidFile()).getFirst().strip());
    }

    private static void kill(long pid) throws Exception {
        new ProcessBuilder("kill", "-KILL", Long.toString(pid)).start().waitFor();
    }

    private static Connection connect(DatabaseAccess access) throws SQLException {
        return DriverManager.getConnection(access.url(), access.user(), access.password());
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
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
