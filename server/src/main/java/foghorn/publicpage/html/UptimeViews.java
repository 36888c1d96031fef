package foghorn.publicpage.html;

import foghorn.component.uptime.DayUptime;
import foghorn.component.uptime.Downtime;
import foghorn.component.uptime.UptimeRule;
import foghorn.kit.web.Json;
import foghorn.publicpage.snapshot.Paths;
import foghorn.publicpage.snapshot.RecentUptime;
import foghorn.publicpage.snapshot.UptimePage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns the days of a component into calendars and a table. */
final class UptimeViews {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final int WEEK = 7;
    private static final BigDecimal MINUTES_OF_AN_HOUR = BigDecimal.valueOf(60);

    private final Frame frame;
    private final UptimePage page;
    private final UptimeRule rule;
    private final String root;
    private final List<DayUptime> days;
    private final Map<LocalDate, DayUptime> byDate;

    UptimeViews(Frame frame, UptimePage page, UptimeRule rule) {
        this.frame = frame;
        this.page = page;
        this.rule = rule;
        this.root =
                page.path().chars().filter(c -> c == '/').mapToObj(c -> "../").collect(Collectors.joining());
        this.days = page.days();
        this.byDate = days.stream().collect(Collectors.toMap(DayUptime::day, Function.identity()));
    }

    /** @param groups the components that can be chosen instead */
    UptimeView view(List<UptimeGroup> groups) {
        return new UptimeView(
                frame,
                root,
                page.component().name(),
                HistoryViews.range(page.months().getLast(), page.months().getFirst()),
                numbers(),
                script(),
                page.months().stream().map(this::month).toList(),
                rows(),
                root + Paths.csv(page.path()),
                Counting.of(rule),
                groups.stream().map(this::choices).toList(),
                page.newer().map(this::turn).orElse(null),
                page.older().map(this::turn).orElse(null));
    }

    private UptimeView.Script script() {
        var events = days.stream()
                .map(DayUptime::day)
                .filter(day -> !page.eventsOf(day).isEmpty())
                .collect(Collectors.toMap(Function.identity(), this::eventIds));
        var names = new TreeMap<String, String>();
        page.events().forEach(event -> names.put(event.id(), event.name()));
        return new UptimeView.Script(
                days.getLast().day().toString(),
                Strips.unknown(days),
                Strips.details(new RecentUptime.Strip(days, events)),
                Json.MAPPER.valueToTree(names).toString());
    }

    private List<String> eventIds(LocalDate day) {
        return page.eventsOf(day).stream().map(UptimePage.Event::id).toList();
    }

    /** Quarters are named by their first month; what has no month is the present. */
    private HistoryView.Turn turn(String path) {
        var last = path.substring(path.lastIndexOf('/') + 1);
        boolean isQuarter = !path.equals(Paths.uptime(page.component().id()));
        return new HistoryView.Turn(
                root + path,
                isQuarter ? HistoryViews.range(YearMonth.parse(last).plusMonths(2)) : "The latest months");
    }

    private UptimeView.Choices choices(UptimeGroup group) {
        return new UptimeView.Choices(
                group.name().orElse(null),
                group.components().stream()
                        .map(component -> new UptimeView.Choice(
                                component.id(),
                                component.name(),
                                component.id().equals(page.component().id())))
                        .toList());
    }

    private List<UptimeView.Number> numbers() {
        var numbers = new ArrayList<UptimeView.Number>();
        numbers.add(number(
                page.months().size() == 3 ? "These three months" : "These four months",
                Downtime.sum(days.stream().map(DayUptime::downtime).toList())));
        if (page.isPresent()) {
            numbers.add(number("Twelve months", page.year()));
            numbers.add(number("Since " + DATE.format(page.since()), page.whole()));
        }
        rule.target()
                .ifPresent(target -> numbers.add(
                        new UptimeView.Number("Target for each month", target.toPlainString() + "%", promise())));
        return numbers;
    }

    /** Whether what is promised for each month was kept. */
    private String promise() {
        var missed = page.months().stream()
                .filter(month -> !rule.isMet(downtime(month)).orElse(true))
                .map(MONTH::format)
                .toList();
        if (!missed.isEmpty()) {
            return "Missed in " + String.join(", ", missed);
        }
        boolean isKnown = days.stream().anyMatch(day -> day.downtime().isKnown());
        return isKnown ? "Kept in each of these months" : "";
    }

    private Downtime downtime(YearMonth month) {
        return Downtime.sum(days.stream()
                .filter(day -> YearMonth.from(day.day()).equals(month))
                .map(DayUptime::downtime)
                .toList());
    }

    private UptimeView.Number number(String label, Downtime downtime) {
        return new UptimeView.Number(label, percent(downtime), down(downtime));
    }

    private static String down(Downtime downtime) {
        var parts = new ArrayList<String>();
        if (!downtime.major().isZero()) {
            parts.add("major outage " + lasting(downtime.major()));
        }
        if (!downtime.partial().isZero()) {
            parts.add("partial outage " + lasting(downtime.partial()));
        }
        if (parts.isEmpty()) {
            return downtime.isKnown() ? "No outage" : "";
        }
        return sentence(String.join(", ", parts));
    }

    private static String sentence(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private String percent(Downtime downtime) {
        return downtime.isKnown() ? Strips.percent(downtime, rule) + "%" : "No data";
    }

    private UptimeView.Month month(YearMonth month) {
        var cells = new ArrayList<UptimeView.Cell>();
        for (int i = 1; i < month.atDay(1).getDayOfWeek().getValue(); i++) {
            cells.add(UptimeView.Cell.EMPTY);
        }
        for (int day = 1; day <= month.lengthOfMonth(); day++) {
            cells.add(cell(day, byDate.get(month.atDay(day))));
        }
        while (cells.size() % WEEK != 0) {
            cells.add(UptimeView.Cell.EMPTY);
        }
        var weeks = new ArrayList<List<UptimeView.Cell>>();
        for (int at = 0; at < cells.size(); at += WEEK) {
            weeks.add(List.copyOf(cells.subList(at, at + WEEK)));
        }
        return new UptimeView.Month(month.toString(), MONTH.format(month), percent(downtime(month)), weeks);
    }

    /** @param its null for a day that is still to come */
    private UptimeView.Cell cell(int day, @Nullable DayUptime its) {
        if (its == null) {
            return new UptimeView.Cell(Integer.toString(day), "none", "", null, null);
        }
        var downtime = its.downtime();
        return new UptimeView.Cell(
                Integer.toString(day),
                Strips.tone(rule.severity(downtime)),
                brief(downtime.major().plus(downtime.partial())),
                Long.toString(ChronoUnit.DAYS.between(days.getFirst().day(), its.day())),
                isWorthARow(its) ? "#d" + its.day() : null);
    }

    private boolean isWorthARow(DayUptime day) {
        return !day.downtime().major().isZero()
                || !day.downtime().partial().isZero()
                || day.corrected()
                || !page.eventsOf(day.day()).isEmpty();
    }

    private List<UptimeView.Row> rows() {
        var rows = new ArrayList<UptimeView.Row>();
        int at = days.size() - 1;
        while (at >= 0) {
            var newest = days.get(at);
            int next = at - 1;
            if (isWorthARow(newest)) {
                rows.add(row(newest));
            } else {
                while (next >= 0 && isAsQuiet(days.get(next), newest)) {
                    next--;
                }
                rows.add(quiet(days.get(next + 1), newest));
            }
            at = next;
        }
        return rows;
    }

    private boolean isAsQuiet(DayUptime day, DayUptime other) {
        return !isWorthARow(day) && day.downtime().isKnown() == other.downtime().isKnown();
    }

    private static UptimeView.Row quiet(DayUptime first, DayUptime last) {
        var said = last.downtime().isKnown() ? "No outage, no incident" : "No data";
        return new UptimeView.Row(null, span(first.day(), last.day()), false, "", "", List.of(), said);
    }

    /** Days from the first to the last, short enough for a table on a telephone. */
    private static String span(LocalDate first, LocalDate last) {
        return first.equals(last) ? SHORT.format(last) : SHORT.format(first) + " – " + SHORT.format(last);
    }

    private UptimeView.Row row(DayUptime day) {
        return new UptimeView.Row(
                "d" + day.day(),
                SHORT.format(day.day()),
                day.corrected(),
                sentence(lasting(day.downtime().major())),
                sentence(lasting(day.downtime().partial())),
                page.eventsOf(day.day()).stream()
                        .map(event -> new UptimeView.Event(event.id(), event.name()))
                        .toList(),
                null);
    }

    /** As much as a day of a calendar has room for. */
    private static String brief(Duration duration) {
        if (duration.isZero()) {
            return "";
        }
        if (duration.toHours() == 0) {
            return duration.toMinutes() == 0 ? "<1 min" : duration.toMinutes() + " min";
        }
        var hours = BigDecimal.valueOf(duration.toMinutes()).divide(MINUTES_OF_AN_HOUR, 1, RoundingMode.HALF_UP);
        return hours.stripTrailingZeros().toPlainString() + " h";
    }

    private static String lasting(Duration duration) {
        return Optional.of(duration)
                .filter(given -> !given.isZero())
                .map(given -> Clock.lasting(Instant.EPOCH, Instant.EPOCH.plus(given)))
                .orElse("");
    }
}
