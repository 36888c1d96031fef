package foghorn.incident;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the words of a search stand in what was found: parts of texts as HTML, with {@code <em>} around each word. */
public final class Highlights {
    /** Characters of a text before the first word that is marked, and of the whole part. */
    private static final int BEFORE = 60;

    private static final int LENGTH = 200;
    private static final int UPDATES = 3;

    private final SearchWords words;

    public Highlights(SearchWords words) {
        this.words = words;
    }

    /** By field of the incident; a field in which none of the words stands is left out. */
    public Map<String, List<String>> of(IncidentDetails details) {
        var found = new LinkedHashMap<String, List<String>>();
        put(found, "name", List.of(details.incident().name()), 1);
        put(found, "status", List.of(details.incident().status().wire()), 1);
        put(
                found,
                "incident_updates",
                details.updates().stream().map(IncidentUpdate::body).toList(),
                UPDATES);
        put(
                found,
                "postmortem_body",
                details
                        .postmortem()
                        .flatMap(Postmortem::published)
                        .map(shown -> shown.text().body())
                        .stream()
                        .toList(),
                1);
        return found;
    }

    private void put(Map<String, List<String>> found, String field, List<String> texts, int most) {
        var parts = texts.stream()
                .flatMap(text -> marked(text).stream())
                .limit(most)
                .toList();
        if (!parts.isEmpty()) {
            found.put(field, parts);
        }
    }

    private record Span(int from, int to) {}

    /** The part of a text in which the first of the words stands; empty if none does. */
    Optional<String> marked(String text) {
        var spans = spans(text);
        if (spans.isEmpty()) {
            return Optional.empty();
        }
        int from = wordBoundary(text, Math.max(0, spans.getFirst().from() - BEFORE));
        int to = Math.max(spans.getFirst().to(), wordBoundary(text, Math.min(text.length(), from + LENGTH)));
        var html = new StringBuilder(from > 0 ? "…" : "");
        int at = from;
        for (var span : spans) {
            if (span.to() <= to) {
                html.append(escaped(text.substring(at, span.from())))
                        .append("<em>")
                        .append(escaped(text.substring(span.from(), span.to())))
                        .append("</em>");
                at = span.to();
            }
        }
        html.append(escaped(text.substring(at, to))).append(to < text.length() ? "…" : "");
        return Optional.of(html.toString());
    }

    /** Whole words that begin with one that is looked for. */
    private List<Span> spans(String text) {
        var spans = new ArrayList<Span>();
        int begin = -1;
        for (int i = 0; i <= text.length(); ) {
            int character = i < text.length() ? text.codePointAt(i) : ' ';
            boolean inWord = i < text.length() && SearchWords.isPartOfWord(character);
            if (inWord && begin < 0) {
                begin = i;
            } else if (!inWord && begin >= 0) {
                var word = SearchWords.lower(text.substring(begin, i));
                if (words.words().stream().anyMatch(word::startsWith)) {
                    spans.add(new Span(begin, i));
                }
                begin = -1;
            }
            i += Character.charCount(character);
        }
        return spans;
    }

    /** The next place, from here on, at which no word is cut. */
    private static int wordBoundary(String text, int at) {
        int place = at;
        if (place > 0 && place < text.length() && Character.isLowSurrogate(text.charAt(place))) {
            place--;
        }
        int tried = place;
        while (tried > 0 && tried < text.length() && SearchWords.isPartOfWord(text.codePointBefore(tried))) {
            tried -= Character.charCount(text.codePointBefore(tried));
        }
        return place - tried > BEFORE / 2 ? place : tried;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
