package foghorn.incident;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An incident is either happening now or planned, and each kind has a status line of its own. */
public sealed interface IncidentStatus {
    /** The line of an incident that happens now. */
    enum Realtime implements IncidentStatus {
        INVESTIGATING("Investigating"),
        IDENTIFIED("Identified"),
        MONITORING("Monitoring"),
        RESOLVED("Resolved");

        private final String label;

        Realtime(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** The line of a scheduled maintenance. */
    enum Scheduled implements IncidentStatus {
        SCHEDULED("Scheduled"),
        IN_PROGRESS("In progress"),
        VERIFYING("Verifying"),
        COMPLETED("Completed");

        private final String label;

        Scheduled(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    String name();

    /** The English words people read, for example {@code In progress}. */
    String label();

    /** The name in JSON and in the database, for example {@code in_progress}. */
    default String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Resolved or completed. */
    default boolean isOver() {
        return this == Realtime.RESOLVED || this == Scheduled.COMPLETED;
    }

    /** Begun and not over: an open incident, or a maintenance in progress or being verified. */
    default boolean isRunning() {
        return !isOver() && this != Scheduled.SCHEDULED;
    }

    default boolean isScheduledKind() {
        return this instanceof Scheduled;
    }

    /** The status of this wire name in either line, if there is one. */
    static Optional<IncidentStatus> parse(String wire) {
        return Optional.ofNullable(Wire.STATUSES.get(wire));
    }

    /** Both lines by their wire names; a class of its own, for it can be made only once both are. */
    final class Wire {
        private static final Map<String, IncidentStatus> STATUSES = Stream.<IncidentStatus>concat(
                        Stream.of(Realtime.values()), Stream.of(Scheduled.values()))
                .collect(Collectors.toUnmodifiableMap(IncidentStatus::wire, status -> status));

        private Wire() {}
    }
}
