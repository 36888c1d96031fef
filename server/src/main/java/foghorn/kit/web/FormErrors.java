package foghorn.kit.web;

import foghorn.tenant.Problem;
import foghorn.tenant.Problem.FieldError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is wrong with a form that is shown again: a summary at its top, each line linked to its field, and the same words at the field. */
public record FormErrors(List<Line> lines) {
    public static final FormErrors NONE = new FormErrors(List.of());

    /**
     * @param field the field's name in the form, empty for the form as a whole
     * @param label what the reader knows the field as
     */
    public record Line(String field, String label, String message) {
        public String sentence() {
            return field.isEmpty() ? message : label + " " + message;
        }
    }

    public FormErrors {
        lines = List.copyOf(lines);
    }

    /** The errors of a refused verb; {@code labels} holds the words that people read for the fields, by the last part of their name. */
    public static FormErrors of(Problem.Invalid problem, Map<String, String> labels) {
        return new FormErrors(
                problem.errors().stream().map(error -> line(error, labels)).toList());
    }

    /** One error of one field. */
    public static FormErrors of(String field, String label, String message) {
        return new FormErrors(List.of(new Line(field, label, message)));
    }

    /** An error of the form as a whole. */
    public static FormErrors of(String message) {
        return of("", "", message);
    }

    private static Line line(FieldError error, Map<String, String> labels) {
        var field = error.field().substring(error.field().lastIndexOf('.') + 1);
        return new Line(
                field, Optional.ofNullable(labels.get(field)).orElseGet(() -> readable(field)), error.message());
    }

    private static String readable(String field) {
        var words = field.replace('_', ' ');
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** What is wrong with this field, or null. */
    public @Nullable String on(String field) {
        return lines.stream()
                .filter(line -> line.field().equals(field))
                .map(Line::sentence)
                .findFirst()
                .orElse(null);
    }

    /** The ids of what describes a field, for {@code aria-describedby}; null if nothing does. */
    public @Nullable String describedBy(String field, @Nullable String hint) {
        var id = id(field);
        var hintId = hint == null ? "" : id + "-hint";
        var errorId = on(field) == null ? "" : id + "-error";
        var ids = (hintId + " " + errorId).strip();
        return ids.isEmpty() ? null : ids;
    }

    /** The id of a field's control. */
    public static String id(String field) {
        return "field-" + field.replaceAll("[^A-Za-z0-9_-]+", "-").replaceAll("-$", "");
    }
}
