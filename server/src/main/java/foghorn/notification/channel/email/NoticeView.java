package foghorn.notification.channel.email;

import foghorn.incident.IncidentImpact;
import foghorn.notification.Notice;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A notice as its mail shows it: words and times, ready to print.
 *
 * @param tone the colour of the stripe, as CSS
 * @param impact empty where it says nothing more than the kind
 * @param window empty for incidents
 * @param choices where recipients decide for themselves
 */
public record NoticeView(
        String pageName,
        String home,
        String kind,
        String tone,
        String name,
        String impact,
        String window,
        List<String> components,
        Update update,
        List<Update> earlier,
        String link,
        Choices choices) {
    /** Characters of a postmortem in a mail. */
    private static final int POSTMORTEM = 10_000;

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm z", Locale.ENGLISH);

    public NoticeView {
        components = List.copyOf(components);
        earlier = List.copyOf(earlier);
    }

    /** Whole URLs, or the markers of slots. */
    public record Choices(String manage, String unsubscribe) {}

    /**
     * One update.
     *
     * @param lines the body, line by line
     * @param next when the next one is promised; empty if it is not
     */
    public record Update(String status, String at, List<String> lines, String next) {
        public Update {
            lines = List.copyOf(lines);
        }
    }

    /** @param zone in which times are told */
    static NoticeView of(Notice notice, ZoneId zone, String address, Choices choices) {
        return new NoticeView(
                notice.page().name(),
                address + "/",
                kind(notice.kind()),
                tone(notice),
                notice.name(),
                impact(notice),
                notice.window()
                        .map(window -> when(window.from(), zone) + " to " + when(window.until(), zone))
                        .orElse(""),
                notice.components().stream()
                        .map(component -> component.name() + ": "
                                + component.status().label().toLowerCase(Locale.ENGLISH))
                        .toList(),
                newest(notice, zone),
                notice.earlier().stream()
                        .map(update -> update(update, zone, false))
                        .toList(),
                address + "/incidents/" + notice.incident(),
                choices);
    }

    /** The same with its link to the incident leading elsewhere. */
    NoticeView leadingTo(String address) {
        return new NoticeView(
                pageName, home, kind, tone, name, impact, window, components, update, earlier, address, choices);
    }

    /** The update that is told; of a postmortem that is long, what a mail can hold, and the link leads to the rest. */
    private static Update newest(Notice notice, ZoneId zone) {
        var update = update(notice.update(), zone, !notice.update().status().isOver());
        if (notice.kind() != Notice.Kind.POSTMORTEM) {
            return update;
        }
        var body = notice.update().body();
        var told = body.codePointCount(0, body.length()) <= POSTMORTEM
                ? body
                : body.substring(0, body.offsetByCodePoints(0, POSTMORTEM)) + "…";
        return new Update("Postmortem", update.at(), told.lines().toList(), "");
    }

    private static Update update(Notice.Update update, ZoneId zone, boolean promises) {
        Optional<Instant> next = promises ? update.nextUpdateAt() : Optional.empty();
        return new Update(
                update.status().label(),
                when(update.at(), zone),
                update.body().lines().toList(),
                next.map(at -> when(at, zone)).orElse(""));
    }

    private static String when(Instant at, ZoneId zone) {
        return WHEN.format(at.atZone(zone));
    }

    private static String kind(Notice.Kind kind) {
        return switch (kind) {
            case OPENED -> "New incident";
            case UPDATED -> "Update";
            case RESOLVED -> "Resolved";
            case SCHEDULED -> "Scheduled maintenance";
            case STARTED -> "Maintenance has begun";
            case COMPLETED -> "Maintenance is complete";
            case POSTMORTEM -> "Postmortem";
            case COMPONENT_CHANGED -> "Component status";
        };
    }

    private static String impact(Notice notice) {
        boolean says = notice.impact() != IncidentImpact.NONE
                && notice.impact() != IncidentImpact.MAINTENANCE
                && notice.kind() != Notice.Kind.RESOLVED;
        return says ? notice.impact().label() + " impact" : "";
    }

    /** The colours of the status page (light), where green is for what is over. */
    private static String tone(Notice notice) {
        if (notice.update().status().isOver()) {
            return "#1B7F4B";
        }
        return switch (notice.impact()) {
            case NONE -> "#545D6B";
            case MAINTENANCE -> "#1F5FBF";
            case MINOR -> "#8F6400";
            case MAJOR -> "#B4520B";
            case CRITICAL -> "#B42318";
        };
    }
}
