package foghorn.incident;

import foghorn.incident.template.Placeholders;
import foghorn.kit.web.ReadableTime;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * What the maintenances of a series are called and say, with begin and end still in double braces, so that each says its own times.
 *
 * @param name empty where the name holds no times: then it is that of the one before
 * @param body the same of the text that announces it
 */
public record SeriesWords(Optional<String> name, Optional<String> body) {
    public static final SeriesWords NONE = new SeriesWords(Optional.empty(), Optional.empty());

    /** Keeps of these words those that name the begin or the end. */
    public static SeriesWords of(String name, String body) {
        return new SeriesWords(
                Optional.of(name).filter(SeriesWords::namesTimes).map(IncidentRules::name),
                Optional.of(body)
                        .filter(SeriesWords::namesTimes)
                        .map(text -> IncidentRules.body("incident.body", text)));
    }

    private static boolean namesTimes(String text) {
        var none = Map.of(Placeholders.SCHEDULED_FOR, "", Placeholders.SCHEDULED_UNTIL, "");
        return !Placeholders.fill(text, none).equals(text);
    }

    /** Somebody has given the maintenance another name, which the next ones have too. */
    SeriesWords renamed() {
        return new SeriesWords(Optional.empty(), body);
    }

    /** The same, where the other name says the times too. */
    SeriesWords named(String other) {
        return new SeriesWords(of(other, "").name(), body);
    }

    /** The same of the text. */
    SeriesWords reworded() {
        return new SeriesWords(name, Optional.empty());
    }

    /** What is said of this window. Filled in, it may be longer than it was before; a step by the clock must not fail by that. */
    SeriesWords filled(Instant from, Instant until, ZoneId zone) {
        var clock = new ReadableTime(zone, from);
        var times = Placeholders.times(from, until, clock);
        return new SeriesWords(
                name.map(text -> cut(Placeholders.fill(text, times), IncidentRules.MAX_NAME)),
                body.map(text -> cut(Placeholders.fill(text, times), IncidentRules.MAX_BODY)));
    }

    private static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }
}
