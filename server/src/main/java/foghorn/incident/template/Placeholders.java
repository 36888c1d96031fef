package foghorn.incident.template;

import foghorn.kit.web.ReadableTime;
import foghorn.tenant.Problem;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names in double braces that stand for something only the moment knows, for example {@code {{page}}}. They are exchanged once, for text;
 * what comes out is never looked through again, and there is nothing else that a template can do.
 */
public enum Placeholders {
    PAGE("page", "the name of this page"),
    COMPONENT("component", "the components that were chosen"),
    INCIDENT_NAME("incident.name", "the title"),
    SCHEDULED_FOR("scheduled_for", "the begin of a maintenance"),
    SCHEDULED_UNTIL("scheduled_until", "the end of a maintenance");

    private static final Pattern BRACES = Pattern.compile("\\{\\{([^{}]*)}}");

    private final String wire;
    private final String meaning;

    Placeholders(String wire, String meaning) {
        this.wire = wire;
        this.meaning = meaning;
    }

    /** As it is written. */
    public String written() {
        return "{{" + wire + "}}";
    }

    /** What it stands for, for people. */
    public String meaning() {
        return meaning;
    }

    private static Optional<Placeholders> of(String text) {
        return Arrays.stream(values())
                .filter(name -> name.wire.equals(text.strip()))
                .findFirst();
    }

    /** Refuses a text that holds a name which is none, or not of these, unless the same stood in the texts from before. */
    static String check(String field, String text, Set<Placeholders> known, String before) {
        var names = BRACES.matcher(text);
        while (names.find()) {
            if (of(names.group(1)).filter(known::contains).isEmpty() && !before.contains(names.group())) {
                throw new Problem.Invalid(
                        field,
                        "has a placeholder that is not known here; known are "
                                + known.stream()
                                        .sorted()
                                        .map(Placeholders::written)
                                        .collect(Collectors.joining(", ")));
            }
        }
        return text;
    }

    /** What stands in double braces in these texts and is none of those that are still to be filled in, each once. */
    public static List<String> left(String texts, Set<Placeholders> filledLater) {
        return BRACES.matcher(texts)
                .results()
                .filter(found ->
                        of(found.group(1)).filter(filledLater::contains).isEmpty())
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    /** The begin and the end of a maintenance, as people read them. */
    public static Map<Placeholders, String> times(Instant from, Instant until, ReadableTime clock) {
        return Map.of(SCHEDULED_FOR, clock.at(from), SCHEDULED_UNTIL, clock.at(until));
    }

    /** The text with what is known put in; what is not known stays as it is written. */
    public static String fill(String text, Map<Placeholders, String> values) {
        return BRACES.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        of(found.group(1)).map(values::get).orElse(found.group())));
    }
}
