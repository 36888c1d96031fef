package foghorn.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/** What became of each run, one line each; lines are also kept in {@code target/crash.txt}. */
final class CrashTable {
    private static final Path FILE = Path.of("target", "crash.txt");
    private static final String FORM = "%4s  %-40s %6s %9s %9s %10s";

    void add(int seed, String what, int lost, int repeated, boolean sameKey, Duration allSent) {
        write(FORM.formatted(
                seed,
                what,
                lost,
                repeated,
                repeated == 0 ? "-" : sameKey ? "yes" : "NO",
                allSent.toMillis() / 100 / 10.0 + " s"));
    }

    private static synchronized void write(String line) {
        try {
            if (!Files.exists(FILE)) {
                Files.createDirectories(FILE.toAbsolutePath().getParent());
                Files.writeString(
                        FILE, FORM.formatted("seed", "what", "lost", "repeated", "same key", "all sent") + "\n");
            }
            Files.write(FILE, List.of(line), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
