package foghorn.incident.web;

import foghorn.incident.IncidentStatus;
import foghorn.kit.web.FormErrors;
import java.util.List;
import java.util.Optional;

/**
 * One composer: what was typed, what can be chosen, what it would do and what is wrong.
 *
 * @param action where the form is sent
 * @param reachAction where the exact reach is asked for while the form is filled in
 * @param kind whose updates are written
 */
public record Composer(
        String action,
        String reachAction,
        Kind kind,
        IncidentForm form,
        List<ComponentChoice> choices,
        Effect effect,
        FormErrors errors,
        Optional<Conflict> conflict) {
    /** A new incident, an update of one, or an update of a maintenance. */
    public enum Kind {
        NEW,
        UPDATE,
        MAINTENANCE
    }

    public Composer {
        choices = List.copyOf(choices);
    }

    /** The address of the screen on which it stands. */
    public String screen() {
        return isNew() ? action + "/new" : action.substring(0, action.lastIndexOf('/'));
    }

    /** Whether it shows what was sent and not taken. */
    public boolean isRefused() {
        return !errors.isEmpty() || conflict.isPresent();
    }

    public boolean isNew() {
        return kind == Kind.NEW;
    }

    public List<? extends IncidentStatus> statuses() {
        return kind == Kind.MAINTENANCE
                ? List.of(IncidentStatus.Scheduled.values())
                : List.of(IncidentStatus.Realtime.values());
    }

    /** What the message says until somebody writes it. */
    public static String defaultBody(IncidentStatus status) {
        return switch (status) {
            case IncidentStatus.Realtime realtime ->
                switch (realtime) {
                    case INVESTIGATING -> "We are looking into a problem and will say more as soon as we know more.";
                    case IDENTIFIED -> "We have found the cause and are working on a fix.";
                    case MONITORING -> "A fix is in place, and we are watching the results.";
                    case RESOLVED -> "The problem is solved.";
                };
            case IncidentStatus.Scheduled scheduled ->
                switch (scheduled) {
                    case SCHEDULED -> "The maintenance is planned as announced.";
                    case IN_PROGRESS -> "The maintenance has begun.";
                    case VERIFYING -> "The work is done, and we are checking the results.";
                    case COMPLETED -> "The maintenance is complete.";
                };
        };
    }
}
