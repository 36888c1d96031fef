package foghorn.publicpage.html;

import foghorn.component.uptime.DayUptime;
import foghorn.component.uptime.Downtime;
import foghorn.publicpage.snapshot.Paths;
import foghorn.publicpage.snapshot.UptimePage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns the days of a component into calendars and a table. */
final class UptimeViews {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final int WEEK = 7;

    private final Frame frame;
    private final UptimePage page;
    private final String root;
    private final List<DayUptime> days;
    private final Map<LocalDate, DayUptime> byDate;

    UptimeViews(Frame frame, UptimePage page) {
        this.frame = frame;
        this.page = page;
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
                HistoryViews.range(page.months().getFirst()),
                numbers(),
                page.months().stream().map(this::month).toList(),
                rows(),
                root + Paths.csv(page.path()),
                groups.stream().map(this::choices).toList(),
                page.newer().map(this::turn).orElse(null),
                page.older().map(this::turn).orElse(null));
    }

    /** Quarters are named by their first month; what has no month is the present. */
    private HistoryView.Turn turn(String path) {
        var last = path.substring(path.lastIndexOf('/') + 1);
        boolean isQuarter = !path.equals(Paths.uptime(page.component().id()));
        return new HistoryView.Turn(
                root + path,
                isQuarter ? HistoryViews.range(YearMonth.parse(last).plusMonths(2)) : "The last three months");
    }

    private UptimeView.Choices choices(UptimeGroup group) {
        return new UptimeView.Choices(
                group.name().orElse(null),
                group.components().stream()
                        .map(component -> new UptimeView.Choice(
                                root + Paths.uptime(component.id()),
                                component.name(),
                                component.id().equals(page.component().id())))
                        .toList());
    }

    private List<UptimeView.Number> numbers() {
        var numbers = new ArrayList<UptimeView.Number>();
        numbers.add(number(
                "These three months",
                Downtime.sum(days.stream().map(DayUptime::downtime).toList())));
        if (page.isPresent()) {
            numbers.add(number("Twelve months", page.year()));
            numbers.add(number("Since " + DATE.format(page.since()), page.whole()));
        }
        return numbers;
    }

    private static UptimeView.Number number(String label, Downtime downtime) {
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
        var text = String.join(", ", parts);
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String percent(Downtime downtime) {
        return downtime.isKnown() ? Strips.percent(downtime) + "%" : "No data";
    }

    private UptimeView.Month month(YearMonth month) {
        var downtimes = new ArrayList<Downtime>();
        var cells = new ArrayList<UptimeView.Cell>();
        for (int i = 1; i < month.atDay(1).getDayOfWeek().getValue(); i++) {
            cells.add(UptimeView.Cell.EMPTY);
        }
        for (int day = 1; day <= month.lengthOfMonth(); day++) {
            var its = byDate.get(month.atDay(day));
            if (its != null) {
                downtimes.add(its.downtime());
            }
            cells.add(cell(day, its));
        }
        while (cells.size() % WEEK != 0) {
            cells.add(UptimeView.Cell.EMPTY);
        }
        var weeks = new ArrayList<List<UptimeView.Cell>>();
        for (int at = 0; at < cells.size(); at += WEEK) {
            weeks.add(List.copyOf(cells.subList(at, at + WEEK)));
        }
        return new UptimeView.Month(month.toString(), MONTH.format(month), percent(Downtime.sum(downtimes)), weeks);
    }

    /** @param its null for a day that is still to come */
    private UptimeView.Cell cell(int day, @Nullable DayUptime its) {
        if (its == null) {
            return new UptimeView.Cell(Integer.toString(day), "none", "", null);
        }
        var downtime = its.downtime();
        return new UptimeView.Cell(
                Integer.toString(day),
                Strips.tone(downtime.severity()),
                brief(downtime.major().plus(downtime.partial())),
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
        return new UptimeView.Row(null, PastDays.span(first.day(), last.day()), false, "", "", List.of(), said);
    }

    private UptimeView.Row row(DayUptime day) {
        return new UptimeView.Row(
                "d" + day.day(),
                DATE.format(day.day()),
                day.corrected(),
                lasting(day.downtime().major()),
                lasting(day.downtime().partial()),
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
        var minutes = duration.toMinutesPart() + " min";
        return duration.toMinutes() == 0
                ? "<1 min"
                : duration.toHours() == 0
                        ? minutes
                        : duration.toHours() + " h" + (duration.toMinutesPart() == 0 ? "" : " " + minutes);
    }

    private static String lasting(Duration duration) {
        return Optional.of(duration)
                .filter(given -> !given.isZero())
                .map(given -> Clock.lasting(Instant.EPOCH, Instant.EPOCH.plus(given)))
                .orElse("");
    }
}
