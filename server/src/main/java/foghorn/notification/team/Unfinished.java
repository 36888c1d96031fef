package foghorn.notification.team;

import foghorn.organization.ReminderOf;
import foghorn.tenant.Permission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something of which the team is reminded until it is done.
 *
 * @param since from when the hours count
 * @param hours after how many hours the team is reminded, rising
 */
record Unfinished(Kind kind, String id, Instant since, List<Integer> hours) {
    /** What it is, and what takes care of it. */
    enum Kind {
        /** An incident that is open. */
        INCIDENT(ReminderOf.INCIDENT, Permission.MANAGE_INCIDENTS, Duration.ofHours(24)),
        /** A maintenance that is to begin; the one reminder is due when its hours begin to count. */
        MAINTENANCE(ReminderOf.MAINTENANCE, Permission.MANAGE_MAINTENANCE, UnfinishedRepository.BEFORE_MAINTENANCE),
        /** A component that is not operational, unless a running maintenance has it so. */
        COMPONENT(ReminderOf.COMPONENT, Permission.MANAGE_COMPONENTS, Duration.ofHours(24));

        private final ReminderOf reminder;
        private final Permission needed;
        private final Duration usefulFor;

        Kind(ReminderOf reminder, Permission needed, Duration usefulFor) {
            this.reminder = reminder;
            this.needed = needed;
            this.usefulFor = usefulFor;
        }

        /** A reminder that is later than this helps nobody. */
        Duration usefulFor() {
            return usefulFor;
        }

        /** What people choose, who do not want it. */
        ReminderOf reminder() {
            return reminder;
        }

        /** Whoever has this on the page is reminded. */
        Permission needed() {
            return needed;
        }

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }

    Unfinished {
        hours = List.copyOf(hours);
    }

    /** When the team is reminded first after this time. */
    Optional<Instant> firstAfter(Instant time) {
        return hours.stream().map(this::at).filter(at -> at.isAfter(time)).findFirst();
    }

    /** The newest reminder that is due by now, in hours. Those before it are needless with it. */
    Optional<Integer> newestDue(Instant now) {
        return hours.stream().filter(hour -> !at(hour).isAfter(now)).reduce((before, later) -> later);
    }

    Instant at(int hour) {
        return since.plus(Duration.ofHours(hour));
    }
}
