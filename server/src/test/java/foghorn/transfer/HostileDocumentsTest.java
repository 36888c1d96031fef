package foghorn.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import foghorn.kit.http.GuardedClient;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents of somebody who means harm: what cannot be stored or shown is left out and said, and the rest is taken over. */
class HostileDocumentsTest {
    private static final Removal REMOVAL = new Removal();

    private Path folder;
    private PageId page;

    @BeforeEach
    void makePage(@TempDir Path temporary) {
        folder = temporary;
        page = REMOVAL.newPage();
    }

    @AfterAll
    static void close() {
        REMOVAL.close();
    }

    @Test
    void whatMovesATerminalIsNotPrinted() throws IOException {
        var file = changed(document -> {
            component(document).put("id", "\u001b[2J\u202e" + "x".repeat(9_000)).put("\u001b]0;evil\u0007", "x");
            component(document).put("status", "\u001b[31mred");
        });

        REMOVAL.run(page, file);

        assertThat(REMOVAL.lines)
                .hasSize(2)
                .allSatisfy(
                        line -> assertThat(line).doesNotContainPattern("\\p{C}").hasSizeLessThan(file.length() + 900));
    }

    @ParameterizedTest
    @ValueSource(ints = {0xd800, 0})
    void whatCannotBeStoredIsLeftOut(int character) throws IOException {
        var text = "half a " + (char) character;
        var file = changed(document -> {
            component(document).put("name", text);
            incident(document).put("name", text);
        });

        var report = REMOVAL.run(page, file);

        assertThat(REMOVAL.lines)
                .filteredOn(line -> line.endsWith("name has characters that cannot be stored"))
                .hasSize(2);
        assertThat(report.components().made()).isEqualTo(4);
        assertThat(report.incidents().made()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-01-01T00:00:00Z", "-0044-03-15T00:00:00Z", "9999-12-31T23:59:59Z"})
    void aTimeFarAwayIsLeftOut(String time) throws IOException {
        var file = changed(document -> {
            incident(document).put("started_at", time);
            component(document).put("start_date", time.substring(0, time.indexOf('T')));
        });

        REMOVAL.run(page, file);

        assertThat(REMOVAL.lines)
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).endsWith("must be between the years 1970 and 2199"));
    }

    @Test
    void aGroupWhoseComponentsAreNotTakenIsNotTakenEither() throws IOException {
        var file = changed(document -> {
            document.withArray("components").forEach(node -> {
                if (!node.path("group_id").isNull()) {
                    ((ObjectNode) node).put("name", " ");
                }
            });
            document.withArray("incidents").removeAll();
            document.withArray("scheduled_maintenances").removeAll();
        });

        REMOVAL.run(page, file);

        assertThat(REMOVAL.lines)
                .anySatisfy(line ->
                        assertThat(line).endsWith("components are none: a group without components is not kept"));
        assertThat(served().path("components"))
                .noneMatch(component -> component.path("group").booleanValue());
    }

    @Test
    void anUpdateThatComesTwiceIsTakenOnce() throws IOException {
        var file = changed(document -> {
            var updates = updates(incident(document));
            updates.add(updates.path(0).deepCopy());
            ((ObjectNode) updates(document.path("incidents").path(1)).path(0))
                    .put("id", updates.path(0).path("id").textValue());
        });
        int before = updates(incident(summary())).size();

        REMOVAL.run(page, file);

        assertThat(REMOVAL.lines).hasSize(2);
        assertThat(REMOVAL.lines.getFirst()).endsWith("/id comes twice");
        assertThat(REMOVAL.lines.getLast()).endsWith("/id is that of an update of another incident");
        assertThat(served().path("incidents"))
                .anySatisfy(incident -> assertThat(updates(incident)).hasSize(before));
    }

    @Test
    void anIncidentWithMoreUpdatesThanAnybodyWroteIsLeftOut() throws IOException {
        var file = changed(document -> {
            var updates = updates(incident(document));
            var one = updates.path(0);
            for (int i = 0; i < 1_001; i++) {
                updates.add(((ObjectNode) one.deepCopy()).put("id", "another" + i));
            }
        });

        REMOVAL.run(page, file);

        assertThat(REMOVAL.lines).singleElement().asString().endsWith("incident_updates must be at most 1000");
    }

    @Test
    void markupIsTextLikeAnyOther() throws IOException {
        var markup = "<script>alert(1)</script><a href=\"javascript:alert(2)\">x</a>";
        var file = changed(document -> {
            component(document).put("name", markup).put("description", markup);
            incident(document).put("name", markup);
            ((ObjectNode) updates(incident(document)).path(0)).put("body", "[x](javascript:alert(3))" + markup);
        });

        REMOVAL.run(page, file);

        assertThat(REMOVAL.lines).isEmpty();
        assertThat(REMOVAL.html(page)).contains("&lt;script").doesNotContain("<script>alert", "<a href=\"javascript:");
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 100_000})
    void aDocumentThatIsTooDeepIsRefused(int depth) throws IOException {
        var file = Files.writeString(folder.resolve("deep.json"), "[".repeat(depth) + "]".repeat(depth));

        assertThatThrownBy(() -> REMOVAL.run(page, file.toString()))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("deep.json is no JSON");
    }

    @Test
    void aDocumentOfManySmallThingsIsRefused() throws IOException {
        var file = Files.writeString(folder.resolve("many.json"), "[" + "{},".repeat(1_000_000) + "{}]");

        assertThatThrownBy(() -> REMOVAL.run(page, file.toString()))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("many.json is no JSON");
    }

    @Test
    void aFileThatIsTooLargeIsRefusedUnread() throws IOException {
        var file = folder.resolve("large.json");
        try (var large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(GuardedClient.MOST_DOCUMENT + 1L);
        }

        assertThatThrownBy(() -> REMOVAL.run(page, file.toString()))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("is larger than 16 MB");
    }

    private String changed(Consumer<ObjectNode> change) throws IOException {
        var document = summary();
        change.accept(document);
        return Files.writeString(folder.resolve("summary.json"), ascii(document.toString()))
                .toString();
    }

    /** Everything beyond ASCII is escaped, since half a character cannot be written otherwise. */
    private static String ascii(String json) {
        var escaped = new StringBuilder();
        json.chars().forEach(c -> escaped.append(c < 128 ? String.valueOf((char) c) : String.format("\\u%04x", c)));
        return escaped.toString();
    }

    private static ObjectNode summary() {
        return (ObjectNode) Removal.read(Removal.MADE_UP.resolve("summary.json"));
    }

    /** The last one of the page, which stands in no group and which no incident names. */
    private static ObjectNode component(JsonNode document) {
        return (ObjectNode) document.path("components").path(4);
    }

    private static ObjectNode incident(JsonNode document) {
        return (ObjectNode) document.path("incidents").path(0);
    }

    private static ArrayNode updates(JsonNode incident) {
        return (ArrayNode) incident.path("incident_updates");
    }

    private JsonNode served() {
        return Optional.ofNullable(REMOVAL.served(page).get("summary.json")).orElseThrow();
    }
}
