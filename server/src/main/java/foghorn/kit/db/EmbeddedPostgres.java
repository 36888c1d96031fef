package foghorn.kit.db;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL of our own: its programs come from the class path, its data lie in a folder, it listens on 127.0.0.1 only and every
 * role has a random password. What was committed is on disk ({@code fsync} and {@code synchronous_commit} are on). The caller holds the
 * lock of the data folder; a PostgreSQL that outlived its server is stopped and started again, whatever state it was left in.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    /** The product's database in this server. */
    public static final String DATABASE = "foghorn";

    /** Where the programs go when the user that runs PostgreSQL has no way into the data folder. */
    private static final Path SHARED_PROGRAMS = Path.of("/var/cache/foghorn");

    private static final int PORT_ATTEMPTS = 5;
    /** Two files of the write-ahead log, in bytes: one being written, one being made. */
    private static final long ROOM_FOR_LOG = 32L << 20;

    private final Path folder;
    private final PostgresCluster cluster;
    private PostgresAccess access;
    private @Nullable PostgresKeeper keeper;

    /** Whether commits survive a crash of the machine. Only tests may do without, for speed. */
    public enum Durability {
        FULL,
        NONE_FOR_TESTS
    }

    private EmbeddedPostgres(Path folder, PostgresCluster cluster) throws IOException {
        this.folder = folder;
        this.cluster = cluster;
        this.access = PostgresAccess.readOrMake(folder);
    }

    /** Starts the database that lies in {@code folder}, and makes it first if there is none. */
    public static EmbeddedPostgres start(Path folder) throws IOException, InterruptedException {
        return start(folder, folder, Durability.FULL);
    }

    /** As {@link #start(Path)}, with a folder for the unpacked programs that several databases share. */
    public static EmbeddedPostgres start(Path folder, Path programs, Durability durability)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        // The user that root steps down to must reach what is his in here, and see nothing else.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        var binaries = PostgresBinaries.unpackedBelow(reachable(programs));
        var cluster = new PostgresCluster(folder.resolve("cluster"), binaries, durability);
        var postgres = new EmbeddedPostgres(folder, cluster);
        cluster.makeOrCheck(postgres.access.superuserPassword());
        cluster.stop();
        postgres.startOnFreePort();
        postgres.makeRolesOrStop();
        return postgres;
    }

    /** How to reach, as the app role, the database that another process runs in this folder; empty before it was first started. */
    public static Optional<DatabaseAccess> runningApp(Path folder) throws IOException {
        return PostgresAccess.exists(folder)
                ? Optional.of(PostgresAccess.read(folder).app(DATABASE))
                : Optional.empty();
    }

    public DatabaseAccess owner() {
        return access.owner(DATABASE);
    }

    public DatabaseAccess app() {
        return access.app(DATABASE);
    }

    /** The roles' passwords and the port, for other databases of this server. */
    PostgresAccess access() {
        return access;
    }

    /** From now on the database is started again whenever it ends by itself, until {@link #close}. */
    public synchronized void keepRunning() {
        if (keeper == null) {
            keeper = new PostgresKeeper(cluster, access.port(), log());
        }
    }

    /** Whether the disk has too little room for PostgreSQL to go on with its log. */
    public boolean isDiskFull() {
        try {
            return Files.getFileStore(folder).getUsableSpace() < ROOM_FOR_LOG;
        } catch (IOException e) {
            return false;
        }
    }

    /** Cuts off running transactions, writes everything down and ends. May be called twice. */
    @Override
    public synchronized void close() throws IOException {
        try {
            if (keeper != null) {
                keeper.stop();
            }
            cluster.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL was stopping", e);
        }
    }

    /** The data folder of PostgreSQL itself. */
    Path clusterFolder() {
        return cluster.folder();
    }

    private void startOnFreePort() throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            access = access.withPort(isFree(access.port()) ? access.port() : freePort());
            access.write(folder);
            if (cluster.start(access.port(), log())) {
                return;
            }
            if (attempt == PORT_ATTEMPTS || isFree(access.port())) {
                throw new IOException("PostgreSQL did not start in " + folder + ": " + lastWords());
            }
        }
    }

    private void makeRolesOrStop() throws IOException {
        try {
            var superuser = access.superuser("postgres");
            DatabaseRoles.make(superuser, access.ownerPassword(), access.appPassword());
            DatabaseRoles.makeDatabase(superuser, DATABASE);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private static Path reachable(Path programs) throws IOException {
        if (!RunAs.isRoot()) {
            return programs;
        }
        Files.createDirectories(programs);
        for (Path step = programs.toRealPath(); step != null; step = step.getParent()) {
            if (!Files.getPosixFilePermissions(step).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return SHARED_PROGRAMS;
            }
        }
        return programs;
    }

    private Path log() {
        return folder.resolve("postgres.log");
    }

    private String lastWords() throws IOException {
        var lines = Files.readAllLines(log(), StandardCharsets.UTF_8);
        return String.join(" / ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }

    private static boolean isFree(int port) {
        if (port == 0) {
            return false;
        }
        try (var socket = new ServerSocket(port, 1, loopback())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, loopback())) {
            return socket.getLocalPort();
        }
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }
}
