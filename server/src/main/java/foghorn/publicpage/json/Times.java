package foghorn.publicpage.json;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Times as the public status API writes them: in the page's zone with exactly three fraction digits, {@code Z} only where the zone is UTC
 * itself; London in winter is {@code +00:00} (contract: public-v2, section 0).
 */
final class Times {
    private static final Set<String> UTC = Set.of("Z", "UTC", "Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu");

    private final DateTimeFormatter format;

    Times(ZoneId zone) {
        var offset = UTC.contains(zone.getId()) ? "'Z'" : "xxx";
        this.format = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS" + offset, Locale.ROOT)
                .withZone(zone);
    }

    String of(Instant at) {
        return format.format(at);
    }

    @Nullable
    String of(Optional<Instant> at) {
        return at.map(format::format).orElse(null);
    }
}
