package foghorn.audit.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import foghorn.audit.AuditEntry;
import foghorn.audit.Differences;
import foghorn.kit.web.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * One entry as people read it.
 *
 * @param what the action in words
 * @param name what the thing was called; its id where no name was written down
 * @param who the actor in words
 * @param changes what is another since
 * @param facts what else there is to know
 */
public record Activity(
        Instant at,
        String what,
        String subject,
        String name,
        String actor,
        String who,
        List<Change> changes,
        List<Fact> facts) {
    /** Details that are shown in a way of their own, or say nothing to people. */
    private static final Set<String> SHOWN_ELSEWHERE = Set.of("name", Differences.DETAIL, "version", "update");

    /** Fields whose values are words of ours; all other values are shown as they were written. */
    private static final Set<String> OUR_WORDS = Set.of("status", "role", "scopes", "permissions", "visibility");

    private static final Map<String, String> LABELS = Map.of(
            "page_description", "about text",
            "support_url", "support link",
            "url", "website",
            "notify", "told subscribers");

    public Activity {
        changes = List.copyOf(changes);
        facts = List.copyOf(facts);
    }

    /**
     * A field that is another since.
     *
     * @param before empty for a text, of which only the change is known
     */
    public record Change(String field, Optional<String> before, Optional<String> after) {}

    /** Something else that was written down. */
    public record Fact(String label, String value) {}

    static Activity of(AuditEntry entry, Map<String, String> actors, Map<String, String> subjects) {
        var details = details(entry.details());
        return new Activity(
                entry.at(),
                sentence(entry.action()),
                entry.subject(),
                details.path("name").asText(subjects.getOrDefault(entry.subject(), entry.subject())),
                entry.actor(),
                actors.getOrDefault(entry.actor(), entry.actor()),
                changes(details.path(Differences.DETAIL)),
                facts(details));
    }

    private static JsonNode details(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** For example {@code Component status changed} of {@code component.status_changed}. */
    private static String sentence(String action) {
        var words = action.replace("api_key", "API key").replace('.', ' ').replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String label(String field) {
        return LABELS.getOrDefault(field, field.replace('_', ' '));
    }

    private static List<Change> changes(JsonNode changed) {
        var changes = new ArrayList<Change>();
        changed.properties()
                .forEach(field -> changes.add(new Change(
                        label(field.getKey()),
                        value(field.getKey(), field.getValue().path(Differences.BEFORE)),
                        value(field.getKey(), field.getValue().path(Differences.AFTER)))));
        return changes;
    }

    private static List<Fact> facts(JsonNode details) {
        var facts = new ArrayList<Fact>();
        details.properties().forEach(detail -> {
            boolean isShown = SHOWN_ELSEWHERE.contains(detail.getKey())
                    || details.path(Differences.DETAIL).has(detail.getKey());
            if (!isShown) {
                value(detail.getKey(), detail.getValue())
                        .filter(value -> !value.isEmpty())
                        .ifPresent(value -> facts.add(new Fact(label(detail.getKey()), value)));
            }
        });
        return facts;
    }

    /** A value, or several with commas; empty where none was written down. */
    private static Optional<String> value(String field, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        var text = value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(", "))
                : value.asText();
        return Optional.of(
                switch (text) {
                    case "true" -> "yes";
                    case "false" -> "no";
                    default -> OUR_WORDS.contains(field) ? text.replace('_', ' ') : text;
                });
    }
}
