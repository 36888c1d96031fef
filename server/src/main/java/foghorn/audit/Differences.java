package foghorn.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a change has made another, field by field, for the details of an entry. The log keeps for ever what it is told: names and
 * choices are told as they were and are, of texts only that they are others now, for a text may name a person.
 */
public final class Differences {
    /** Under this name they stand in the details. */
    public static final String DETAIL = "changed";

    /** The value before, by this name. */
    public static final String BEFORE = "before";

    /** The value after, by this name. */
    public static final String AFTER = "after";

    private final Map<String, Map<String, String>> fields = new LinkedHashMap<>();

    /** Notes both values of a field, if they differ; an empty value is the empty text. */
    public Differences of(String field, Object before, Object after) {
        if (!before.equals(after)) {
            var values = new LinkedHashMap<String, String>();
            values.put(BEFORE, written(before));
            values.put(AFTER, written(after));
            fields.put(field, values);
        }
        return this;
    }

    /** Notes that a text is another, if it is. */
    public Differences ofText(String field, Object before, Object after) {
        if (!before.equals(after)) {
            fields.put(field, Map.of());
        }
        return this;
    }

    private static String written(Object value) {
        return value instanceof Optional<?> optional
                ? optional.map(Objects::toString).orElse("")
                : value.toString();
    }

    /** The details of an entry on the thing of this name. */
    public Map<String, Object> on(String name) {
        var details = new LinkedHashMap<String, Object>();
        details.put("name", name);
        details.putAll(onSomebody());
        return details;
    }

    /** The details of an entry on a person, or on what else is not to be named for ever; none where nothing differs. */
    public Map<String, Object> onSomebody() {
        return fields.isEmpty() ? Map.of() : Map.of(DETAIL, fields);
    }
}
