package foghorn.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a served document says what was read: the same fields with the same values in the same order, ids by a map that is one to one.
 * Only what is ours by its nature may differ: the page's address and time, and short links. Served documents may say more.
 */
final class SameDocument {
    private static final Set<String> IDS = Set.of("id", "page_id", "group_id", "incident_id", "code");
    private static final Set<String> OURS = Set.of("page/url", "page/updated_at", "shortlink");

    private final Map<String, String> ours = new HashMap<>();
    private final Map<String, String> theirs = new HashMap<>();

    void check(String path, JsonNode read, JsonNode served) {
        if (read.isObject()) {
            read.properties().forEach(field -> check(path, field.getKey(), field.getValue(), served));
        } else if (read.isArray()) {
            assertThat(served).as(path).hasSameSizeAs(read);
            for (int i = 0; i < read.size(); i++) {
                check(path + "/" + i, read.path(i), served.path(i));
            }
        } else {
            assertThat(served).as(path).isEqualTo(read);
        }
    }

    private void check(String path, String name, JsonNode read, JsonNode served) {
        if (OURS.contains(name) || OURS.contains(path + "/" + name)) {
            return;
        }
        var value = served.path(name);
        assertThat(served.has(name)).as(path + "/" + name).isTrue();
        if (IDS.contains(name)) {
            id(path + "/" + name, read, value);
        } else if (name.equals("components") && read.path(0).isTextual()) {
            assertThat(value).as(path).hasSameSizeAs(read);
            for (int i = 0; i < read.size(); i++) {
                id(path + "/components", read.path(i), value.path(i));
            }
        } else if (name.equals("components")) {
            components(path + "/components", read, value);
        } else {
            check(path.isEmpty() ? name : path + "/" + name, read, value);
        }
    }

    /** Equal positions stand in no fixed order at the source. */
    private void components(String path, JsonNode read, JsonNode served) {
        var positions = new ArrayList<Integer>();
        served.forEach(component -> positions.add(component.path("position").intValue()));
        assertThat(positions).as(path).isSorted();
        assertThat(served).as(path).hasSameSizeAs(read);
        var left = paired(read);
        var right = paired(served);
        for (int i = 0; i < left.size(); i++) {
            check(path + "/" + left.get(i).path("name").textValue(), left.get(i), right.get(i));
        }
    }

    private static List<JsonNode> paired(JsonNode components) {
        var sorted = new ArrayList<JsonNode>();
        components.forEach(sorted::add);
        sorted.sort(
                Comparator.comparing((JsonNode node) -> node.path("position").intValue())
                        .thenComparing(node -> node.path("name").textValue())
                        .thenComparing(node -> node.path("created_at").textValue()));
        return sorted;
    }

    private void id(String path, JsonNode read, JsonNode served) {
        if (read.isNull()) {
            assertThat(served.isNull()).as(path).isTrue();
            return;
        }
        assertThat(ours.merge(read.textValue(), served.textValue(), (before, now) -> before))
                .as(path)
                .isEqualTo(served.textValue());
        assertThat(theirs.merge(served.textValue(), read.textValue(), (before, now) -> before))
                .as(path)
                .isEqualTo(read.textValue());
    }
}
