package foghorn.incident.web;

import foghorn.kit.web.FormErrors;
import foghorn.kit.web.ReadableTime;
import foghorn.kit.web.Shell;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The form of a maintenance, new or announced already.
 *
 * @param action where it is sent
 * @param reachAction where the exact reach is asked for while it is filled in
 * @param back the screen from which one comes
 * @param conflict what somebody else has made of it meanwhile
 */
public record PlanEdit(
        Shell shell,
        String action,
        String reachAction,
        Back back,
        PlanForm form,
        List<ComponentChoice> choices,
        Effect effect,
        FormErrors errors,
        Optional<Conflict> conflict) {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    /** A link back. */
    public record Back(String href, String label) {}

    public PlanEdit {
        choices = List.copyOf(choices);
    }

    public boolean isNew() {
        return form.seen().isEmpty();
    }

    /** The address of the screen on which it stands. */
    public String screen() {
        return isNew() ? action + "/new" : action;
    }

    public boolean isRefused() {
        return !errors.isEmpty() || conflict.isPresent();
    }

    public String title() {
        return isNew() ? "Schedule maintenance" : "Change the plan";
    }

    /** In which zone times are written, and what the time is there and in UTC. */
    public String zone() {
        var clock = shell.clock();
        var name = clock.zone().getId().replaceFirst("^Etc/", "");
        var utc = CLOCK.format(clock.now().atZone(ZoneOffset.UTC)) + " UTC";
        return clock.zone().getRules().getOffset(clock.now()).equals(ZoneOffset.UTC)
                ? "In the zone of the page, " + name + ". There it is " + utc + "."
                : "In the zone of the page, " + name + ". There it is "
                        + CLOCK.format(clock.now().atZone(clock.zone())) + ", which is " + utc + ".";
    }

    /** What the window comes to, in UTC too, as far as it can be understood. */
    public String spelled() {
        return spelled(form.window(), shell.clock());
    }

    static String spelled(PlanWindow window, ReadableTime clock) {
        var read = window.read(clock.zone(), Optional.empty(), new ArrayList<>());
        var utc = new ReadableTime(ZoneId.of("UTC"), clock.now());
        return read.map(times -> "From " + utc.at(times.from()) + " to " + utc.at(times.until()) + ": "
                        + ReadableTime.lasting(Duration.between(times.from(), times.until())) + ".")
                .orElse("");
    }
}
