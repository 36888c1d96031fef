package foghorn.kit.time;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The two forms of times in JSON, always UTC: whole seconds, and exactly three digits of a second. What is finer is cut off. */
public final class WireTime {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private WireTime() {}

    /** For example {@code 2026-05-04T09:12:40Z}. */
    public static String seconds(Instant time) {
        return SECONDS.format(time);
    }

    public static @Nullable String seconds(Optional<Instant> time) {
        return time.map(WireTime::seconds).orElse(null);
    }

    /** For example {@code 2026-05-04T09:12:40.123Z}. */
    public static String milliseconds(Instant time) {
        return MILLISECONDS.format(time);
    }

    public static @Nullable String milliseconds(Optional<Instant> time) {
        return time.map(WireTime::milliseconds).orElse(null);
    }
}
