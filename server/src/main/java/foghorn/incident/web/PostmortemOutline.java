package foghorn.incident.web;

import foghorn.incident.IncidentDetails;
import foghorn.incident.IncidentUpdate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a new postmortem begins with: the questions that readers have, and the timeline as far as it was told. */
final class PostmortemOutline {
    private static final int LONGEST = 120;
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("d MMM, HH:mm z", Locale.ENGLISH);

    private PostmortemOutline() {}

    static String of(IncidentDetails details, ZoneId zone) {
        var incident = details.incident();
        return """
                ## Summary

                %s: what happened, for whom, and for how long, in three sentences.

                ## Impact

                %s

                ## Timeline

                %s

                ## Root cause

                What made it possible, and why it was not noticed earlier.

                ## What we do about it

                - What is done already
                - What will be done, by whom and until when
                """.formatted(literal(incident.name()), impact(details), timeline(details, zone));
    }

    private static String impact(IncidentDetails details) {
        return details.components().isEmpty()
                ? "What people could not do meanwhile."
                : details.components().stream()
                        .map(component -> "- " + literal(component.name()) + ": what people could not do meanwhile")
                        .collect(Collectors.joining("\n"));
    }

    /** Oldest first. */
    private static String timeline(IncidentDetails details, ZoneId zone) {
        return details.updates().reversed().stream()
                .map(update -> "- **" + WHEN.format(update.displayAt().atZone(zone)) + "** "
                        + update.status().label() + beginning(update))
                .collect(Collectors.joining("\n"));
    }

    private static String beginning(IncidentUpdate update) {
        var line = update.body().strip().lines().findFirst().orElse("");
        if (line.isEmpty()) {
            return "";
        }
        boolean isShort = line.codePointCount(0, line.length()) <= LONGEST;
        return ": " + literal(isShort ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…");
    }

    /** Text that Markdown would read as something else stays text. */
    private static String literal(String text) {
        return text.replaceAll("([\\\\`*_\\[\\]<>#|~])", "\\\\$1");
    }
}
