package foghorn.kit.db;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A real PostgreSQL of our own: its programs come from the class path, its data lie in a folder, it listens on 127.0.0.1 only and every
 * role has a random password. What was committed is on disk ({@code fsync} and {@code synchronous_commit} are on). The caller holds the
 * lock of the data folder; a postmaster that outlived its server is stopped and started again, whatever state it was left in.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    /** The product's database in this server. */
    public static final String DATABASE = "foghorn";

    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final int PORT_ATTEMPTS = 5;

    private final Path folder;
    private final Path cluster;
    private final PostgresBinaries binaries;
    private final Durability durability;
    private final RunAs runAs;
    private PostgresAccess access;

    /** Whether commits survive a crash of the machine. Only tests may do without, for speed. */
    public enum Durability {
        FULL,
        NONE_FOR_TESTS
    }

    private EmbeddedPostgres(Path folder, PostgresBinaries binaries, Durability durability) throws IOException {
        this.folder = folder;
        this.cluster = folder.resolve("cluster");
        this.binaries = binaries;
        this.durability = durability;
        this.runAs = RunAs.forFolder(cluster);
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
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        var postgres = new EmbeddedPostgres(folder, PostgresBinaries.unpackedBelow(programs), durability);
        postgres.initialise();
        new ClusterProcesses(postgres.cluster).stopAll();
        postgres.startOnFreePort();
        try {
            postgres.makeRoles();
        } catch (IOException e) {
            postgres.close();
            throw e;
        }
        return postgres;
    }

    /** How to reach the database that another process runs in this folder. */
    public static DatabaseAccess runningOwner(Path folder) throws IOException {
        var access = PostgresAccess.read(folder);
        return new DatabaseAccess(url(access.port(), DATABASE), DatabaseRoles.OWNER, access.ownerPassword());
    }

    /** As {@link #runningOwner}, for the role of run time. */
    public static DatabaseAccess runningApp(Path folder) throws IOException {
        var access = PostgresAccess.read(folder);
        return new DatabaseAccess(url(access.port(), DATABASE), DatabaseRoles.APP, access.appPassword());
    }

    public DatabaseAccess owner() {
        return owner(DATABASE);
    }

    public DatabaseAccess owner(String database) {
        return new DatabaseAccess(url(access.port(), database), DatabaseRoles.OWNER, access.ownerPassword());
    }

    public DatabaseAccess app() {
        return app(DATABASE);
    }

    public DatabaseAccess app(String database) {
        return new DatabaseAccess(url(access.port(), database), DatabaseRoles.APP, access.appPassword());
    }

    /** For making roles and databases; the product itself never works as this role. */
    public DatabaseAccess superuser(String database) {
        return new DatabaseAccess(url(access.port(), database), "postgres", access.superuserPassword());
    }

    /** Lets running transactions be cut off, writes everything down and ends. May be called twice. */
    @Override
    public void close() throws IOException {
        try {
            new ClusterProcesses(cluster).stopAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL was stopping", e);
        }
    }

    /** The data folder of PostgreSQL itself. */
    Path cluster() {
        return cluster;
    }

    private void initialise() throws IOException, InterruptedException {
        if (Files.exists(cluster)) {
            refuseOtherVersion();
            return;
        }
        Path unfinished = folder.resolve("cluster.unfinished");
        Folders.delete(unfinished);
        Files.createDirectory(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        runAs.own(unfinished);
        Path password = unfinished.resolveSibling("password.unfinished");
        Files.deleteIfExists(password);
        Files.createFile(password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(password, access.superuserPassword());
        runAs.own(password);
        List<String> command = new ArrayList<>(List.of(
                binaries.program("initdb").toString(),
                "--pgdata=" + unfinished,
                "--username=postgres",
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--data-checksums"));
        if (durability == Durability.NONE_FOR_TESTS) {
            command.add("--no-sync");
        }
        var process = runAs.command(command.toArray(String[]::new))
                .directory(new File("/"))
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("PostgreSQL's initdb failed in " + folder + ": " + output.strip());
        }
        Files.delete(password);
        Files.move(unfinished, cluster);
    }

    private void refuseOtherVersion() throws IOException {
        String made = Files.readString(cluster.resolve("PG_VERSION")).strip();
        int present = binaries.majorVersion();
        if (!made.equals(Integer.toString(present))) {
            throw new IOException(
                    "The database in " + folder + " was made by PostgreSQL " + made
                            + ", but this Foghorn brings PostgreSQL "
                            + present
                            + ", which cannot open it. Keep using the Foghorn that made it, or run PostgreSQL " + made
                            + " on "
                            + cluster
                            + ", move its database to a server of your own with pg_dump and pg_restore and set FOGHORN_DATABASE_URL.");
        }
    }

    private void startOnFreePort() throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            access = access.withPort(isFree(access.port()) ? access.port() : freePort());
            access.write(folder);
            if (startOn(access.port())) {
                return;
            }
            if (attempt == PORT_ATTEMPTS || isFree(access.port())) {
                throw new IOException("PostgreSQL did not start in " + folder + ": " + lastWords());
            }
        }
    }

    private boolean startOn(int port) throws IOException, InterruptedException {
        String durable = durability == Durability.FULL ? "on" : "off";
        var process = runAs.command(
                        binaries.program("postgres").toString(),
                        "-D",
                        cluster.toString(),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "port=" + port,
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "fsync=" + durable,
                        "-c",
                        "synchronous_commit=" + durable,
                        "-c",
                        "full_page_writes=" + durable,
                        "-c",
                        "timezone=UTC",
                        "-c",
                        "log_timezone=UTC",
                        // Statements and key values would carry what people wrote into the log.
                        "-c",
                        "log_min_error_statement=panic",
                        "-c",
                        "log_error_verbosity=terse",
                        "-c",
                        "log_checkpoints=off",
                        "-c",
                        "max_connections=100")
                .directory(new File("/"))
                .redirectInput(new File("/dev/null"))
                .redirectOutput(log().toFile())
                .start();
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (process.isAlive()) {
            if (isReady(process.pid())) {
                return true;
            }
            if (System.nanoTime() > deadline) {
                process.destroy();
                throw new IOException("PostgreSQL in " + folder + " is not ready after " + START_PATIENCE.toSeconds()
                        + " seconds: " + lastWords());
            }
            Thread.sleep(5);
        }
        return false;
    }

    private boolean isReady(long pid) throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return false;
        }
        var lines = Files.readAllLines(file);
        return lines.size() >= 8
                && lines.getFirst().strip().equals(Long.toString(pid))
                && lines.get(7).strip().equals("ready");
    }

    private void makeRoles() throws IOException {
        DatabaseRoles.make(superuser("postgres"), access.ownerPassword(), access.appPassword());
        DatabaseRoles.makeDatabase(superuser("postgres"), DATABASE);
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
        try (var socket = new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }
}
