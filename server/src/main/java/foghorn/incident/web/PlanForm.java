package foghorn.incident.web;

import foghorn.component.ComponentId;
import foghorn.incident.ComponentChanges;
import foghorn.incident.DueSteps;
import foghorn.incident.IncidentDetails;
import foghorn.incident.Maintenance;
import foghorn.incident.MaintenancePatch;
import foghorn.incident.Recurrence;
import foghorn.incident.RemindersBefore;
import foghorn.incident.SeriesWords;
import foghorn.incident.template.FilledTemplate;
import foghorn.incident.template.Placeholders;
import foghorn.kit.patch.Change;
import foghorn.kit.web.Body;
import foghorn.kit.web.ReadableTime;
import foghorn.tenant.IdForm;
import foghorn.tenant.Problem;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The form of a maintenance exactly as it was filled in, so that whatever is wrong with it, it can be shown again with nothing lost.
 *
 * @param body what is said with it; of one that is announced already, it may be empty, and then nobody is told
 * @param components the ids of those that are ticked
 * @param reminders how many minutes before it subscribers are reminded, each as it was sent
 * @param recurrence the rule by which it comes again, or empty
 * @param seen the version that the writer has seen; empty for a new one
 */
public record PlanForm(
        String name,
        String body,
        PlanWindow window,
        Set<String> components,
        Set<PlanOption> options,
        Set<String> reminders,
        String recurrence,
        boolean notifies,
        String seen) {
    private static final Pattern MINUTES = Pattern.compile("[1-9][0-9]{0,5}");

    /** A week, a day, three hours, an hour and a quarter of one. */
    private static final List<Integer> CHOICES = List.of(10_080, 1_440, 180, 60, 15);

    private static final Set<Placeholders> TIMES = Set.of(Placeholders.SCHEDULED_FOR, Placeholders.SCHEDULED_UNTIL);

    private static final Set<String> USUAL = texts(RemindersBefore.USUAL);

    public PlanForm {
        components = Set.copyOf(components);
        options = Set.copyOf(options);
        reminders = Set.copyOf(reminders);
    }

    static PlanForm read(Body body) {
        return new PlanForm(
                body.text("name").orElse(""),
                body.text("body").orElse(""),
                new PlanWindow(
                        body.text("scheduled_for").orElse("").strip(),
                        body.text("scheduled_until").orElse("").strip(),
                        body.text("lasts").orElse("").strip()),
                Set.copyOf(body.texts("component_ids").orElse(List.of())),
                PlanOption.where(option -> body.flag(option.field()).orElse(false)),
                Set.copyOf(body.texts("scheduled_reminders").orElse(List.of())),
                body.text("recurrence").orElse(""),
                body.flag("notify").orElse(false),
                body.text("seen").orElse(""));
    }

    /** What the form of a new one begins with. */
    static PlanForm fresh(Instant now, ZoneId zone) {
        return new PlanForm("", "", PlanWindow.fresh(now, zone), Set.of(), PlanOption.all(), USUAL, "", true, "");
    }

    /**
     * What the form of a new one begins with if a template was chosen. Begin and end stay in double braces: they are chosen after it, and
     * put into its words when it is sent.
     */
    static PlanForm filled(FilledTemplate filled, Instant now, ZoneId zone) {
        var template = filled.template();
        return new PlanForm(
                filled.title(),
                filled.body(),
                PlanWindow.fresh(now, zone),
                template.components().stream()
                        .map(component -> component.id().value())
                        .collect(Collectors.toUnmodifiableSet()),
                PlanOption.all(),
                USUAL,
                "",
                template.notifies(),
                "");
    }

    /** The same with begin and end put into its words. */
    PlanForm worded(PlanWindow.Read times, ReadableTime clock) {
        var values = values(times, clock);
        return new PlanForm(
                Placeholders.fill(name, values),
                Placeholders.fill(body, values),
                window,
                components,
                options,
                reminders,
                recurrence,
                notifies,
                seen);
    }

    private static Map<Placeholders, String> values(PlanWindow.Read times, ReadableTime clock) {
        return Placeholders.times(times.from(), times.until(), clock);
    }

    /** What will be put into its words, for people; empty if nothing will. */
    String wording(PlanWindow.Read times, ReadableTime clock) {
        var words = name + "\n" + body;
        return values(times, clock).entrySet().stream()
                .filter(value ->
                        !Placeholders.fill(words, Map.of(value.getKey(), "")).equals(words))
                .sorted(Map.Entry.comparingByKey())
                .map(value -> " " + value.getKey().written() + " will read " + value.getValue() + ".")
                .collect(Collectors.joining());
    }

    /** What stands in double braces and will be published so. */
    List<String> left() {
        return Placeholders.left(name + "\n" + body, TIMES);
    }

    /** One that is announced already, as it is now. */
    static PlanForm of(IncidentDetails details, ZoneId zone) {
        var plan = details.incident().maintenance().orElseThrow();
        return new PlanForm(
                details.incident().name(),
                "",
                PlanWindow.of(plan, zone),
                details.components().stream()
                        .map(component -> component.id().value())
                        .collect(Collectors.toUnmodifiableSet()),
                PlanOption.of(plan),
                texts(plan.reminders()),
                plan.series().map(series -> series.rule().rule()).orElse(""),
                true,
                Integer.toString(details.incident().version()));
    }

    PlanForm having(int version) {
        return new PlanForm(
                name, body, window, components, options, reminders, recurrence, notifies, Integer.toString(version));
    }

    public boolean has(PlanOption option) {
        return options.contains(option);
    }

    /** What can be ticked, in minutes: what is usual, and what it has besides. */
    public List<Integer> reminderChoices() {
        return Stream.concat(CHOICES.stream(), numbers())
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    public boolean reminds(int minutes) {
        return numbers().anyMatch(number -> number == minutes);
    }

    /** Throws {@link Problem.Invalid} for more than there may be, or what is no such time. */
    RemindersBefore remindersBefore() {
        var numbers = numbers().toList();
        if (numbers.size() < reminders.size()) {
            throw new Problem.Invalid("scheduled_reminders", "must be chosen from the list");
        }
        return new RemindersBefore(numbers);
    }

    private Stream<Integer> numbers() {
        return reminders.stream()
                .filter(text -> MINUTES.matcher(text).matches())
                .map(Integer::valueOf);
    }

    private static Set<String> texts(RemindersBefore reminders) {
        return reminders.minutes().stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    public boolean names(ComponentId component) {
        return components.contains(component.value());
    }

    /** The ids among what is ticked; what cannot be one is left out. */
    List<ComponentId> componentIds() {
        return components.stream()
                .filter(IdForm::matches)
                .sorted()
                .map(ComponentId::new)
                .toList();
    }

    /** Throws {@link Problem.Invalid} for what is no such rule. */
    Optional<Recurrence> rule() {
        return Optional.of(recurrence).filter(rule -> !rule.isEmpty()).map(Recurrence::new);
    }

    /** The maintenance affects what is ticked and nothing else. */
    ComponentChanges changes() {
        return new ComponentChanges(Map.of(), Optional.of(componentIds()));
    }

    Maintenance plan(PlanWindow.Read times) {
        var plan = new Maintenance(
                times.from(),
                times.until(),
                remindersBefore(),
                Optional.empty(),
                has(PlanOption.BEGIN),
                has(PlanOption.COMPLETE),
                Optional.of(has(PlanOption.TO_MAINTENANCE)),
                Optional.of(has(PlanOption.TO_OPERATIONAL)),
                Optional.of(has(PlanOption.NOTIFY_AT_START)),
                Optional.of(has(PlanOption.NOTIFY_AT_END)),
                DueSteps.none(),
                Optional.empty());
        return rule().map(rule -> plan.repeating(rule, SeriesWords.of(name, body)))
                .orElse(plan);
    }

    /** @param typed with the double braces in it; the name is kept so where it says the times */
    MaintenancePatch patch(PlanWindow.Read times, PlanForm typed) {
        return new MaintenancePatch(
                Change.to(times.from()),
                Change.to(times.until()),
                Change.keep(),
                Change.to(has(PlanOption.BEGIN)),
                Change.to(has(PlanOption.COMPLETE)),
                Change.to(Optional.of(has(PlanOption.TO_MAINTENANCE))),
                Change.to(Optional.of(has(PlanOption.TO_OPERATIONAL))),
                Change.to(Optional.of(has(PlanOption.NOTIFY_AT_START))),
                Change.to(Optional.of(has(PlanOption.NOTIFY_AT_END))),
                Change.to(rule()),
                Change.to(remindersBefore()),
                typed.name().equals(name) ? Change.keep() : Change.to(typed.name()));
    }
}
