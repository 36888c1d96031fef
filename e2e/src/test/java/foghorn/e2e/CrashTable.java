package foghorn.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * What became of each run: a line each in {@code target/crash.txt}, to which several processes may add. Seed, what, lost, repeated, whether
 * repeats carry the same key, and seconds until all was sent are divided by tabs; {@code bin/crash} prints them.
 */
final class CrashTable {
    private static final Path FILE = Path.of("target", "crash.txt");

    private CrashTable() {}

    static void add(int seed, String what, int lost, int repeated, boolean sameKey, Duration allSent) {
        var line = String.join(
                "\t",
                Integer.toString(seed),
                what,
                Integer.toString(lost),
                Integer.toString(repeated),
                repeated == 0 ? "-" : sameKey ? "yes" : "NO",
                Double.toString(allSent.toMillis() / 100 / 10.0));
        try {
            Files.createDirectories(FILE.toAbsolutePath().getParent());
            // One write at the end of the file, so that lines of several processes stay whole.
            Files.writeString(FILE, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
