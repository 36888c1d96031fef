package foghorn.kit.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What is kept on disk and how much of it in memory.
 *
 * @param folder absolute
 * @param masterKeyFile absolute; empty while the key lies in the data folder
 * @param publishedMemory bytes of published pages kept in memory, at least 1 MB
 */
public record DataSettings(Path folder, Optional<Path> masterKeyFile, long publishedMemory) {
    private static final long DEFAULT_MEMORY = 64L << 20;
    private static final long LEAST_MEMORY = 1L << 20;

    static DataSettings read(SettingsReader reader) {
        return new DataSettings(
                reader.parsed(Setting.DATA, DataSettings::path, "must be a folder")
                        .orElseGet(() -> path("data")),
                reader.parsed(Setting.MASTER_KEY_FILE, DataSettings::path, "must be a file"),
                reader.parsed(
                                Setting.PUBLISHED_MEMORY,
                                DataSettings::bytes,
                                "must be at least 1m, for example 64m or 1g")
                        .orElse(DEFAULT_MEMORY));
    }

    private static Path path(String text) {
        return Path.of(text).toAbsolutePath().normalize();
    }

    private static long bytes(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        int shift = switch (lower.charAt(lower.length() - 1)) {
            case 'k' -> 10;
            case 'm' -> 20;
            case 'g' -> 30;
            default -> 0;
        };
        long number = Long.parseLong(shift == 0 ? lower : lower.substring(0, lower.length() - 1));
        if (number > Long.MAX_VALUE >> shift || number << shift < LEAST_MEMORY) {
            throw new IllegalArgumentException("out of range");
        }
        return number << shift;
    }
}
