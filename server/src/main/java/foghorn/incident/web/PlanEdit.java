package foghorn.incident.web;

import foghorn.incident.Series;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.ReadableTime;
import foghorn.kit.web.Shell;
import foghorn.tenant.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The form of a maintenance, new or announced already.
 *
 * @param action where it is sent
 * @param reachAction where the exact reach is asked for while it is filled in
 * @param back the screen from which one comes
 * @param picker the templates that a new one can begin with
 * @param conflict what somebody else has made of it meanwhile
 */
public record PlanEdit(
        Shell shell,
        String action,
        String reachAction,
        Back back,
        Optional<TemplatePicker> picker,
        PlanForm form,
        List<ComponentChoice> choices,
        Effect effect,
        FormErrors errors,
        Optional<Conflict> conflict) {
    /** Dates that are spelled out. */
    private static final int NEXT = 5;

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
        return spelled(form, shell.clock());
    }

    static String spelled(PlanForm form, ReadableTime clock) {
        var read = form.window().read(clock.zone(), Optional.empty(), new ArrayList<>());
        var utc = new ReadableTime(ZoneId.of("UTC"), clock.now());
        return read.map(times -> "From " + utc.at(times.from()) + " to " + utc.at(times.until()) + ": "
                        + ReadableTime.lasting(Duration.between(times.from(), times.until())) + "."
                        + again(form, times.from(), clock) + form.wording(times, clock))
                .orElse("");
    }

    /** The next dates by the rule, in the zone of the page; nothing for what is no rule. */
    private static String again(PlanForm form, Instant begin, ReadableTime clock) {
        try {
            var dates = form.rule()
                    .map(rule -> Series.beginning(rule, begin).following(clock.zone(), NEXT))
                    .orElse(List.of());
            return dates.isEmpty()
                    ? ""
                    : " Again at " + dates.stream().map(clock::at).collect(Collectors.joining("; ")) + " and so on.";
        } catch (Problem.Invalid e) {
            return "";
        }
    }

    /** Rules to choose from, with what people call them; one that was made elsewhere stays. */
    public Map<String, String> repeats() {
        var rules = new LinkedHashMap<String, String>();
        rules.put("", "Once");
        rules.put("FREQ=DAILY", "Every day");
        rules.put("FREQ=WEEKLY", "Every week");
        rules.put("FREQ=WEEKLY;INTERVAL=2", "Every two weeks");
        rules.put("FREQ=MONTHLY", "Every month");
        rules.putIfAbsent(form.recurrence(), "By rule: " + form.recurrence());
        return rules;
    }
}
