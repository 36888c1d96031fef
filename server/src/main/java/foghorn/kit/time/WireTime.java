package foghorn.kit.time;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The forms of times in JSON: whole seconds, and exactly three digits of a second. What is finer is cut off. */
public final class WireTime {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter ZONED = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX");

    private WireTime() {}

    /** For example {@code 2026-05-04T09:12:40Z}. */
    public static String seconds(Instant time) {
        return SECONDS.format(time);
    }

    public static @Nullable String seconds(Optional<Instant> time) {
        return time.map(WireTime::seconds).orElse(null);
    }

    /** With the zone's offset at that time, for example {@code 2026-05-04T11:12:40.123+02:00}; {@code Z} for UTC. */
    public static String milliseconds(Instant time, ZoneId zone) {
        return ZONED.format(time.atZone(zone));
    }

    /** For example {@code 2026-05-04T09:12:40.123Z}. */
    public static String milliseconds(Instant time) {
        return MILLISECONDS.format(time);
    }

    public static @Nullable String milliseconds(Optional<Instant> time) {
        return time.map(WireTime::milliseconds).orElse(null);
    }
}
