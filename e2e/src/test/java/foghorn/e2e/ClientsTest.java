package foghorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Clients of the wire format that others wrote, unmodified, from their package registry. Where npm is missing or its registry
 * away these tests are reported as skipped, since that says nothing about the product.
 */
@Timeout(600)
class ClientsTest {
    private static final Path SOURCES = Foghorn.HOME.resolve("e2e/src/test/clients");
    private static final Path FOLDER = Foghorn.HOME.resolve("e2e/target/clients");
    private static final String PLUGIN = "@axis-backstage/plugin-statuspage-backend@0.10.6";

    private static Foghorn foghorn;
    private static Harbour harbour;
    private static Team.Made made;

    @BeforeAll
    static void open() throws Exception {
        install();
        foghorn = new Foghorn().serve();
        try (var chromium = new Chromium("http://localhost:" + foghorn.port)) {
            made = new Team(chromium.person()).setUp(foghorn);
        }
        harbour = new Harbour(foghorn, made);
        Await.until(
                "the page is published",
                Duration.ofSeconds(20),
                () -> Http.get(made.pageUrl() + "/api/v2/scheduled-maintenances/upcoming.json")
                        .body()
                        .contains("Dredging of the basin"));
    }

    private static void install() throws Exception {
        Files.createDirectories(FOLDER.resolve("plugin"));
        for (var name : List.of(
                "package.json", "package-lock.json", "statuspage-io.mjs", "status-widget.mjs", "backstage.mjs")) {
            Files.copy(SOURCES.resolve(name), FOLDER.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        assumeTrue(Program.works(FOLDER, "npm", "ping"), "there is no npm here, or it cannot reach its registry");
        succeed("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        // Its other half is types alone, so the package is unpacked without what it names.
        var packed = succeed("npm", "pack", "--silent", PLUGIN).strip();
        succeed("tar", "xzf", packed, "-C", "plugin");
    }

    @AfterAll
    static void close() {
        try (var server = foghorn) {
            if (server != null) {
                assertThat(server.printed()).doesNotContain("ERROR");
            }
        }
    }

    @Test
    void aClientOfThePublicDocumentsReadsThePage() throws Exception {
        var read = Http.json(succeed("node", "statuspage-io.mjs", made.pageId(), made.pageUrl()));

        assertThat(read.at("/summary/page/id").asText()).isEqualTo(made.pageId());
        assertThat(read.at("/summary/status/indicator").asText()).isEqualTo("major");
        assertThat(read.at("/status/status")).isEqualTo(read.at("/summary/status"));
        assertThat(byId(read.at("/components/components"), harbour.quay)
                        .get("status")
                        .asText())
                .isEqualTo("major_outage");
        var group = byId(read.at("/summary/components"), harbour.group);
        assertThat(group.get("group").asBoolean()).isTrue();
        assertThat(group.get("components")).hasSize(2);
        assertThat(ids(read.at("/incidents/incidents"))).containsExactly(harbour.incident, harbour.resolved);
        assertThat(ids(read.at("/unresolved/incidents"))).containsExactly(harbour.incident);
        assertThat(ids(read.at("/summary/incidents"))).containsExactly(harbour.incident);
        assertThat(ids(read.at("/upcoming/scheduled_maintenances"))).hasSize(1);
        assertThat(ids(read.at("/summary/scheduled_maintenances")))
                .isEqualTo(ids(read.at("/upcoming/scheduled_maintenances")));
    }

    @Test
    void theWidgetShowsTheStatusOnAnotherSite() throws Exception {
        var status =
                Http.json(Http.get(made.pageUrl() + "/api/v2/summary.json")).get("status");

        var shown = Http.json(succeed("node", "status-widget.mjs", made.pageUrl()));

        for (var appearance : List.of("basic", "badge")) {
            var widget = shown.get(appearance);
            assertThat(texts(widget.get("faults"))).isEmpty();
            assertThat(texts(widget.get("indicator")))
                    .contains(status.get("indicator").asText());
            assertThat(widget.get("text").asText())
                    .contains(status.get("description").asText());
        }
    }

    @Test
    void backstageReadsComponentsAndGroups() throws Exception {
        var read = Http.json(succeed("node", "backstage.mjs", foghorn.url(""), made.pageId(), made.apiKey()));

        assertThat(byId(read.get("components"), harbour.quay).get("status").asText())
                .isEqualTo("major_outage");
        var members = byId(read.get("groups"), harbour.group).get("components");
        assertThat(members).hasSize(2);
        for (var member : members) {
            var component = byId(read.get("components"), member.asText());
            assertThat(component.get("group_id").asText()).isEqualTo(harbour.group);
            assertThat(component.get("group").asBoolean()).isFalse();
        }
        assertThat(read.get("asked")).hasSize(2);
    }

    private static JsonNode byId(JsonNode list, String id) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(element -> element.get("id").asText().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not listed: " + id));
    }

    private static List<String> ids(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(element -> element.get("id").asText())
                .toList();
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private static String succeed(String... command) throws Exception {
        return Program.succeed(FOLDER, command);
    }
}
