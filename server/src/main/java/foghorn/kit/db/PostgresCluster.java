package foghorn.kit.db;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One data folder of PostgreSQL: made, started, stopped. PostgreSQL runs with the folder as its working directory and knows it as
 * {@code /proc/self/cwd}, so the unprivileged user needs no way through the folders above, which may be root's alone.
 */
final class PostgresCluster {
    private static final Duration START_PATIENCE = Duration.ofSeconds(120);
    private static final String HERE = "/proc/self/cwd";
    private static final File NOWHERE = new File("/dev/null");

    private final Path folder;
    private final PostgresBinaries binaries;
    private final EmbeddedPostgres.Durability durability;
    private final RunAs runAs;
    private volatile @Nullable Process running;

    PostgresCluster(Path folder, PostgresBinaries binaries, EmbeddedPostgres.Durability durability) throws IOException {
        this.folder = folder;
        this.binaries = binaries;
        this.durability = durability;
        this.runAs = RunAs.forFolder(folder);
    }

    /** Makes the data folder, whole or not at all; one that exists is only asked for its version. */
    void makeOrCheck(String superuserPassword) throws IOException, InterruptedException {
        if (Files.exists(folder)) {
            refuseOtherVersion();
            return;
        }
        Path unfinished = folder.resolveSibling("cluster.unfinished");
        Path password = folder.resolveSibling("password.unfinished");
        Folders.delete(unfinished);
        Files.deleteIfExists(password);
        Files.createDirectory(unfinished, permissions("rwx------"));
        Files.createFile(password, permissions("rw-------"));
        Files.writeString(password, superuserPassword);
        runAs.own(unfinished);
        runAs.own(password);
        initdb(unfinished, "../" + password.getFileName());
        Files.delete(password);
        Files.move(unfinished, folder);
    }

    private void initdb(Path target, String passwordFile) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                binaries.program("initdb").toString(),
                "--pgdata=" + HERE,
                "--username=postgres",
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--data-checksums"));
        if (durability == EmbeddedPostgres.Durability.NONE_FOR_TESTS) {
            command.add("--no-sync");
        }
        var process = runAs.command(command).directory(target.toFile()).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("PostgreSQL's initdb failed in " + target + ": " + output.strip());
        }
    }

    private void refuseOtherVersion() throws IOException {
        String made = Files.readString(folder.resolve("PG_VERSION")).strip();
        int present = binaries.majorVersion();
        if (!made.equals(Integer.toString(present))) {
            throw new IOException("The database in " + folder + " was made by PostgreSQL " + made
                    + ", but this Foghorn brings PostgreSQL " + present
                    + ", which cannot open it. Keep using the Foghorn that made"
                    + " it, or move the database to a server of your own (pg_dump of PostgreSQL " + made
                    + ", then pg_restore) and set FOGHORN_DATABASE_URL.");
        }
    }

    /** Starts PostgreSQL and waits until it answers. False if it ended instead, for example because somebody took the port. */
    boolean start(int port, Path log) throws IOException, InterruptedException {
        var process = runAs.command(serverCommand(port))
                .directory(folder.toFile())
                .redirectInput(NOWHERE)
                .redirectOutput(log.toFile())
                .start();
        running = process;
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (process.isAlive()) {
            if (isReady(process.pid())) {
                return true;
            }
            if (System.nanoTime() > deadline) {
                process.destroy();
                throw new IOException(
                        "PostgreSQL in " + folder + " is not ready after " + START_PATIENCE.toSeconds() + " seconds.");
            }
            Thread.sleep(5);
        }
        return false;
    }

    private List<String> serverCommand(int port) {
        String durable = durability == EmbeddedPostgres.Durability.FULL ? "on" : "off";
        List<String> command =
                new ArrayList<>(List.of(binaries.program("postgres").toString(), "-D", HERE));
        for (String setting : List.of(
                "listen_addresses=127.0.0.1",
                "port=" + port,
                "unix_socket_directories=",
                "fsync=" + durable,
                "synchronous_commit=" + durable,
                "full_page_writes=" + durable,
                "timezone=UTC",
                "log_timezone=UTC",
                "log_checkpoints=off",
                // A statement or a key's value would carry into the log what people wrote.
                "log_min_error_statement=panic",
                "log_error_verbosity=terse")) {
            command.add("-c");
            command.add(setting);
        }
        return command;
    }

    /** Returns when the PostgreSQL that was started last has ended, for whatever reason. */
    void awaitEnd() throws InterruptedException {
        var process = running;
        if (process != null) {
            process.waitFor();
        }
    }

    /** PostgreSQL writes {@code ready} into the eighth line of its pid file once it answers. */
    private boolean isReady(long pid) throws IOException {
        Path file = folder.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return false;
        }
        var lines = Files.readAllLines(file);
        return lines.size() >= 8
                && lines.getFirst().strip().equals(Long.toString(pid))
                && lines.get(7).strip().equals("ready");
    }

    void stop() throws IOException, InterruptedException {
        new ClusterProcesses(folder).stopAll();
    }

    Path folder() {
        return folder;
    }

    private static FileAttribute<Set<PosixFilePermission>> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }
}
