package foghorn.incident.web;

import foghorn.incident.IncidentDetails;
import foghorn.kit.web.ReadableTime;
import java.time.Duration;
import java.time.Instant;

/** What a list says of one incident. */
public final class Lines {
    /** Silence after which an open incident is marked. */
    private static final Duration STALE = Duration.ofMinutes(45);

    private Lines() {}

    /** The incident's address in the console. */
    public static String href(IncidentDetails details) {
        return Composers.base(details.incident().pageId(), details.incident().id());
    }

    public static Instant lastUpdate(IncidentDetails details) {
        return details.updates().stream()
                .map(update -> update.displayAt())
                .findFirst()
                .orElse(details.incident().startedAt());
    }

    /** Whether visitors have been waiting for news for long. */
    public static boolean isStale(IncidentDetails details, ReadableTime clock) {
        return Duration.between(lastUpdate(details), clock.now()).compareTo(STALE) > 0;
    }

    /** Whether a promise to write again has passed. */
    public static boolean isLate(IncidentDetails details, ReadableTime clock) {
        return details.incident().nextUpdateAt().filter(clock.now()::isAfter).isPresent();
    }
}
