package foghorn.kit.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The PostgreSQL processes that live in one data folder. PostgreSQL makes the data folder its working directory, so the processes whose
 * working directory it is are the truth; a pid in {@code postmaster.pid} may be a zombie's or belong to somebody else by now.
 */
final class ClusterProcesses {
    private static final Duration FAST_STOP = Duration.ofSeconds(60);
    private static final Duration IMMEDIATE_STOP = Duration.ofSeconds(20);

    private final Path cluster;

    ClusterProcesses(Path cluster) throws IOException {
        this.cluster = cluster.toRealPath();
    }

    /**
     * Stops the postmaster if one runs, waits until its last process is gone and removes a {@code postmaster.pid} that was left
     * behind. The caller holds the lock of the data folder, so nobody else uses the database.
     */
    void stopAll() throws IOException, InterruptedException {
        if (!stop("INT", FAST_STOP) && !stop("QUIT", IMMEDIATE_STOP)) {
            throw new IOException("PostgreSQL in " + cluster + " does not stop; its processes are " + pids());
        }
        Files.deleteIfExists(cluster.resolve("postmaster.pid"));
    }

    private boolean stop(String signal, Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        long postmaster = postmasterPid();
        if (pids().contains(postmaster)) {
            new ProcessBuilder("kill", "-" + signal, Long.toString(postmaster))
                    .start()
                    .waitFor();
        }
        while (!pids().isEmpty()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(10);
        }
        return true;
    }

    /** The pid in {@code postmaster.pid}, 0 without one. */
    private long postmasterPid() throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        try {
            return Long.parseLong(Files.readAllLines(file).getFirst().strip());
        } catch (NoSuchFileException | NumberFormatException | NoSuchElementException e) {
            return 0;
        }
    }

    private List<Long> pids() throws IOException {
        List<Long> found = new ArrayList<>();
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (livesHere(process)) {
                    found.add(Long.parseLong(process.getFileName().toString()));
                }
            }
        }
        return found;
    }

    private boolean livesHere(Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).equals(cluster)
                    && Files.readString(process.resolve("comm")).startsWith("postgres");
        } catch (IOException e) {
            // Gone, a zombie, or another user's: not one of ours.
            return false;
        }
    }
}
