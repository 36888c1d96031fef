package foghorn.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import foghorn.component.ComponentId;
import foghorn.component.ComponentPatch;
import foghorn.component.ComponentStatus;
import foghorn.incident.ComponentChanges;
import foghorn.incident.IncidentEvent;
import foghorn.incident.IncidentId;
import foghorn.incident.IncidentPatch;
import foghorn.incident.IncidentStatus.Realtime;
import foghorn.incident.PostmortemDraft;
import foghorn.kit.http.Receiver;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicPageImportTest {
    private static final Removal REMOVAL = new Removal();
    private static final String SUMMARY = Removal.madeUp("summary.json");
    private static final String INCIDENTS = Removal.madeUp("incidents.json");
    private static final String MAINTENANCES = Removal.madeUp("scheduled-maintenances.json");
    private static final String SLOW = "3r8yzk1d6wfb";

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
    void aSecondImportFindsEverythingAndWritesNothing() {
        var first = REMOVAL.run(page, SUMMARY, INCIDENTS, MAINTENANCES);
        var served = REMOVAL.served(page);

        var second = REMOVAL.run(page, SUMMARY, INCIDENTS, MAINTENANCES);

        assertThat(first.components().made()).isEqualTo(5);
        assertThat(first.incidents().made()).isEqualTo(6);
        assertThat(second.components().unchanged()).isEqualTo(5);
        assertThat(second.incidents().unchanged()).isEqualTo(6);
        assertThat(second.incidents().made() + second.incidents().changed()).isZero();
        assertThat(REMOVAL.served(page)).isEqualTo(served);
    }

    @Test
    void whatIsNewAtTheSourceComesAlongUnderTheSameIds() throws IOException {
        REMOVAL.run(page, SUMMARY, INCIDENTS, MAINTENANCES);
        var before = incident("Slow checkout");
        var file = changed("incidents.json", document -> {
            var incident = (ObjectNode) document.path("incidents").path(0);
            incident.put("status", "resolved").put("resolved_at", "2026-05-04T12:00:01.000+01:00");
            incident.put("updated_at", "2026-05-04T12:00:01.500+01:00");
            var updates = (ArrayNode) incident.path("incident_updates");
            ((ObjectNode) updates.path(0)).put("body", "Corrected.").put("updated_at", "2026-05-04T11:59:00.000+01:00");
            var resolving = (ObjectNode) updates.path(0).deepCopy();
            resolving.put("id", "r3s0lv1ngvpd").put("status", "resolved").put("body", "All is well.");
            List.of("created_at", "updated_at", "display_at")
                    .forEach(name -> resolving.put(name, "2026-05-04T12:00:01.000+01:00"));
            updates.insert(0, resolving);
        });

        var report = REMOVAL.run(page, file);

        assertThat(REMOVAL.lines).isEmpty();
        assertThat(report.incidents().changed()).isEqualTo(1);
        assertThat(report.incidents().unchanged()).isEqualTo(2);
        var after = incident("Slow checkout");
        assertThat(after.path("id")).isEqualTo(before.path("id"));
        assertThat(after.path("incident_updates").path(1).path("id"))
                .isEqualTo(before.path("incident_updates").path(0).path("id"));
        new SameDocument().check("", Removal.read(Path.of(file)), served("incidents.json"));
    }

    @Test
    void aPostmortemIsTakenAsOneAndPublished() throws IOException {
        REMOVAL.run(page, SUMMARY, INCIDENTS, MAINTENANCES);

        assertThat(REMOVAL.lines).isEmpty();
        var id = new IncidentId(incident("Gates stuck").path("id").textValue());
        var taken = REMOVAL.incidents.postmortems().find(REMOVAL.cast.alice(), page, id);
        assertThat(taken.draft().body()).startsWith("## Why the gates stuck");
        assertThat(taken.isAhead()).isFalse();
        assertThat(taken.published().orElseThrow().at()).isEqualTo(Instant.parse("2025-12-03T14:00:00.125Z"));
        assertThat(taken.toldAt()).isPresent();
        assertThat(REMOVAL.html(page, id.value())).contains("Why the gates stuck", "<strong>one</strong>");
        assertThat(REMOVAL.incidents
                        .incidents()
                        .find(REMOVAL.cast.alice(), page, id)
                        .updates())
                .hasSize(3);

        var file = changed("incidents.json", document -> {
            var incident = (ObjectNode) document.path("incidents").path(2);
            incident.put("updated_at", "2025-12-05T10:00:00.000+00:00");
            ((ObjectNode) incident.path("incident_updates").path(0))
                    .put("body", "It was the other sensor.")
                    .put("updated_at", "2025-12-05T10:00:00.000+00:00");
        });
        var report = REMOVAL.run(page, file);

        assertThat(REMOVAL.lines).isEmpty();
        assertThat(report.incidents().changed()).isEqualTo(1);
        var changed = REMOVAL.incidents.postmortems().find(REMOVAL.cast.alice(), page, id);
        assertThat(changed.published().orElseThrow().text().body()).isEqualTo("It was the other sensor.");
        assertThat(changed.updateId()).isEqualTo(taken.updateId());
        assertThat(changed.previewKey()).isEqualTo(taken.previewKey());
        new SameDocument().check("", Removal.read(Path.of(file)), served("incidents.json"));
    }

    @Test
    void aPostmortemThatWasRewrittenHereOrCannotBeOneIsLeftOut() throws IOException {
        REMOVAL.run(page, SUMMARY, INCIDENTS);
        var alice = REMOVAL.cast.alice();
        var id = new IncidentId(incident("Gates stuck").path("id").textValue());
        REMOVAL.incidents
                .postmortems()
                .write(alice, page, id, new PostmortemDraft(ExpectedVersion.any(), "Our own words."));
        var file = changed("incidents.json", document -> {
            var gates = (ObjectNode) document.path("incidents").path(2);
            gates.put("updated_at", "2025-12-05T10:00:00.000+00:00");
            ((ObjectNode) gates.path("incident_updates").path(0))
                    .put("body", "Theirs.")
                    .put("updated_at", "2025-12-05T10:00:00.000+00:00");
            var slow = (ObjectNode) document.path("incidents").path(0);
            slow.put("updated_at", "2026-05-05T00:00:00.000Z");
            var early = (ObjectNode) slow.path("incident_updates").path(0).deepCopy();
            early.put("id", "3arlyp0stm0r").put("status", "postmortem").putNull("affected_components");
            ((ArrayNode) slow.path("incident_updates")).insert(0, early);
        });

        REMOVAL.run(page, SUMMARY, file);

        assertThat(REMOVAL.lines)
                .containsExactlyInAnyOrder(
                        file
                                + ": incident 0ldst0rm9xcv: incident_updates/d4tzp0stm0rt/body was changed here since it was"
                                + " imported",
                        file + ": incident " + SLOW + ": incident_updates/3arlyp0stm0r/status is that of a postmortem,"
                                + " which belongs to what is over");
        assertThat(REMOVAL.incidents.postmortems().find(alice, page, id).draft().body())
                .isEqualTo("Our own words.");
        assertThat(incident("Slow checkout").path("incident_updates")).hasSize(2);
    }

    @Test
    void aNewerComponentChangesAndAnOlderWordDoesNot() throws IOException {
        REMOVAL.run(page, SUMMARY);
        var newer = changed(
                "components.json",
                document -> ((ObjectNode) document.path("components").path(0))
                        .put("name", "Booking")
                        .put("status", "operational")
                        .put("updated_at", "2026-05-04T12:00:00.000+01:00"));

        var report = REMOVAL.run(page, newer);
        assertThat(report.components().changed()).isEqualTo(1);
        var served = REMOVAL.served(page);
        new SameDocument().check("", Removal.read(Path.of(newer)), served("components.json"));

        REMOVAL.run(page, SUMMARY);
        assertThat(REMOVAL.served(page).get("components.json")).isEqualTo(served.get("components.json"));
    }

    @Test
    void whatTheTeamChangedHereStaysAndIsReported() throws IOException {
        REMOVAL.run(page, SUMMARY, INCIDENTS);
        var alice = REMOVAL.cast.alice();
        var id = new IncidentId(incident("Slow checkout").path("id").textValue());
        REMOVAL.incidents
                .incidents()
                .update(alice, page, id, IncidentPatch.post(Realtime.MONITORING, "Better.", ComponentChanges.none()));
        var booking = new ComponentId(component("Booking site").path("id").textValue());
        REMOVAL.components
                .components()
                .patch(alice, page, booking, ComponentPatch.toStatus(ComponentStatus.OPERATIONAL));
        var file = changed("summary.json", document -> {
            ((ObjectNode) document.path("incidents").path(0)).put("updated_at", "2026-05-05T00:00:00.000Z");
            ((ObjectNode) document.path("components").path(0)).put("updated_at", "2026-05-05T00:00:00.000Z");
        });

        REMOVAL.run(page, file);

        assertThat(REMOVAL.lines)
                .containsExactly(
                        file + ": component 6bq1xw9k0ztd was changed here since it was imported, and stays as it is",
                        file + ": incident " + SLOW + " was changed here since it was imported, and stays as it is");
        assertThat(incident("Slow checkout").path("status").textValue()).isEqualTo("monitoring");
        assertThat(component("Booking site").path("status").textValue()).isEqualTo("operational");
    }

    @Test
    void whatWasDeletedHereStaysDeleted() {
        REMOVAL.run(page, SUMMARY);
        var id = new IncidentId(incident("Slow checkout").path("id").textValue());
        REMOVAL.incidents.incidents().delete(REMOVAL.cast.alice(), page, id);

        var report = REMOVAL.run(page, SUMMARY);

        assertThat(report.incidents().made()).isZero();
        assertThat(served("incidents.json").path("incidents")).hasSize(1);
    }

    @Test
    void nobodyIsToldAndTheAuditLogKnows() {
        REMOVAL.run(page, SUMMARY, INCIDENTS, MAINTENANCES);

        var kinds = REMOVAL.strings(page, "select kind from outbox where page_id = :page order by page_seq");
        assertThat(kinds).contains("page.changed", "components.imported", "incident.imported");
        assertThat(kinds).doesNotContain("component.status_changed");
        assertThat(REMOVAL.strings(page, "select kind || '|' || payload from outbox where page_id = :page"))
                .allSatisfy(event -> assertThat(
                                IncidentEvent.parse(event.replaceFirst("\\|.*", ""), event.replaceFirst(".*?\\|", ""))
                                        .filter(IncidentEvent.Posted.class::isInstance))
                        .isEmpty());
        assertThat(
                        REMOVAL.strings(
                                page,
                                "select distinct action from audit_entry where action like '%.imported' and :page <> '' order by 1"))
                .containsExactly("component.imported", "incident.imported", "page.imported");
    }

    @Test
    void anImpactThatDoesNotFollowFromTheComponentsWasChosen() {
        REMOVAL.run(page, SUMMARY, INCIDENTS, MAINTENANCES);

        assertThat(REMOVAL.strings(page, """
                        select name || ' ' || impact_worst || ' ' || coalesce(impact_override, '-') from incident
                         where page_id = :page
                        """))
                .containsExactlyInAnyOrder(
                        "Fares page out of date none -",
                        "Gate firmware maintenance none",
                        "Gates stuck critical -",
                        "Lamps are replaced maintenance -",
                        "Slow checkout minor -",
                        "Ticket machines maintenance -");
    }

    @Test
    void anImportThatWasStoppedGoesOn() {
        var sources = List.of(SUMMARY, INCIDENTS, MAINTENANCES);
        var stopped = REMOVAL.run(REMOVAL.cast.alice(), page, 3, sources);
        assertThat(stopped.stopped()).isTrue();
        assertThat(stopped.incidents().made()).isEqualTo(2);

        var rest = REMOVAL.run(page, SUMMARY, INCIDENTS, MAINTENANCES);

        assertThat(rest.stopped()).isFalse();
        assertThat(rest.incidents().made()).isEqualTo(4);
        assertThat(rest.incidents().unchanged()).isEqualTo(2);
        new SameDocument().check("", Removal.read(Path.of(SUMMARY)), served("summary.json"));
    }

    @Test
    void whatCannotBeTakenIsSaidLineByLine() throws IOException {
        var file = changed("summary.json", document -> {
            ((ObjectNode) document.path("page")).put("time_zone", "Mars/Olympus");
            ((ObjectNode) document.path("components").path(4))
                    .put("position", "last")
                    .put("colour", "red");
            var slow = (ObjectNode) document.path("incidents").path(0);
            slow.put("status", "postmortem").put("resolved_at", "2026-05-04T11:00:00.000+01:00");
            var update = (ObjectNode) slow.path("incident_updates").path(0);
            ((ObjectNode) update.path("affected_components").path(0)).put("code", "n0tth3r30000");
            ((ObjectNode) slow.path("incident_updates").path(1)).put("body", "x".repeat(25_001));
            ((ObjectNode) document.path("scheduled_maintenances").path(0))
                    .put("scheduled_until", "2027-01-09T02:00:00Z");
        });

        var report = REMOVAL.run(page, file);

        assertThat(REMOVAL.lines)
                .containsExactly(
                        file + ": component z9pp0k3mvw4c: colour has no place here",
                        file + ": component z9pp0k3mvw4c: position must be a whole number",
                        file + ": page h3n8vwq0tk2z: time_zone is not the name of a time zone",
                        file + ": incident " + SLOW
                                + ": incident_updates/9vhd3mnb7s2r/body must have at most 25000 characters",
                        file + ": incident " + SLOW
                                + ": incident_updates/tz0l7qc4x1jh/affected_components names n0tth3r30000, which was not imported",
                        file + ": maintenance f7tr3m41nt01: scheduled_until must be after scheduled_for");
        assertThat(report.notTaken()).isEqualTo(6);
        assertThat(incident("Slow checkout").path("status").textValue()).isEqualTo("resolved");
        assertThat(incident("Slow checkout").path("incident_updates")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"page\":{\"id\":\"a\"|is no JSON",
                "[]|document must be a JSON object",
                "{\"components\":[]}|page must be a JSON object",
                "{\"page\":{\"name\":\"N\"},\"components\":[]}|page/id must be given",
                "{\"page\":{\"id\":\"a\",\"name\":7},\"components\":[]}|page/name must be a text",
                "{\"page\":{\"id\":\"a\",\"name\":\"N\",\"updated_at\":\"now\"},\"components\":[]}|page/updated_at must be a time",
                "{\"page\":{\"id\":\"h3n8vwq0tk2z\",\"name\":\"N\"},\"incidents\":{}}|incidents must be a list",
                "{\"page\":{\"id\":\"h3n8vwq0tk2z\",\"name\":\"N\"},\"status\":{}}|document holds no components",
                "{\"page\":{\"id\":\"a\",\"name\":\"N\"},\"components\":[]}|page/id is a, but the page of"
            })
    void aWrongDocumentIsRefusedByNameAndChangesNothing(String content, String error) throws IOException {
        var file = Files.writeString(folder.resolve("wrong.json"), content).toString();
        var before = REMOVAL.served(page);

        assertThatThrownBy(() -> REMOVAL.run(page, SUMMARY, file))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining(file)
                .hasMessageContaining(error);

        assertThat(REMOVAL.served(page)).isEqualTo(before);
    }

    @Test
    void aPageIsImportedFromOneSourceOnly() {
        REMOVAL.run(page, SUMMARY);

        assertThatThrownBy(() -> REMOVAL.run(page, Removal.madeUp("older-summary.json")))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("page.id")
                .hasMessageContaining("h3n8vwq0tk2z");
        assertThatThrownBy(() -> REMOVAL.run(page, "no-such.json"))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("no-such.json is no file");
    }

    @Test
    void onlyWhoMayManageThePageImports() {
        var sources = List.of(SUMMARY);
        assertThatThrownBy(() -> REMOVAL.run(REMOVAL.cast.carol(), page, 9, sources))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> REMOVAL.run(REMOVAL.cast.mallory(), page, 9, sources))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void aPageIsReadFromItsAddress() throws IOException {
        var answers = Map.of(
                "/api/v2/summary.json", Files.readString(Path.of(SUMMARY)),
                "/api/v2/incidents.json", Files.readString(Path.of(INCIDENTS)),
                "/api/v2/scheduled-maintenances.json", Files.readString(Path.of(MAINTENANCES)));
        try (var receiver = new Receiver("127.0.0.37", connection -> {
            for (var request = connection.read(); request.isPresent(); request = connection.read()) {
                var path = request.get().line().split(" ", -1)[1];
                connection.write(answer(Optional.ofNullable(answers.get(path))));
            }
        })) {
            var report = REMOVAL.run(page, receiver.at("/").toString());

            assertThat(report.incidents().made()).isEqualTo(6);
            assertThat(REMOVAL.lines).containsExactly(receiver.at("/api/v2/components.json") + ": is not there (404)");
            new SameDocument().check("", Removal.read(Path.of(SUMMARY)), served("summary.json"));
            assertThatThrownBy(() -> REMOVAL.run(page, receiver.at("/nowhere").toString()))
                    .isInstanceOf(Problem.Invalid.class)
                    .hasMessageContaining("/nowhere has no documents of a status page");
        }
    }

    @ParameterizedTest
    @CsvSource({"301 Moved,leads elsewhere", "500 Oops,it answered 500"})
    void anAddressThatDoesNotAnswerIsNamed(String status, String reason) throws IOException {
        var answer = "HTTP/1.1 " + status + "\r\nlocation: https://elsewhere.example/\r\ncontent-length: 0\r\n\r\n";
        try (var receiver = new Receiver("127.0.0.37", Receiver.answering(answer))) {
            assertThatThrownBy(() -> REMOVAL.run(page, receiver.at("").toString()))
                    .isInstanceOf(Problem.Unavailable.class)
                    .hasMessageContaining(receiver.at("/api/v2/summary.json").toString())
                    .hasMessageContaining(reason);
        }
        assertThatThrownBy(() -> REMOVAL.run(page, "https://10.0.0.1/"))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("may not be called");
    }

    /** Bytes are written as characters of Latin-1. */
    private static String answer(Optional<String> json) {
        var body = json.map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        return "HTTP/1.1 " + (body.isPresent() ? "200 OK" : "404 Not found") + "\r\ncontent-length: "
                + body.orElse("").length() + "\r\n\r\n" + body.orElse("");
    }

    private String changed(String name, Consumer<JsonNode> change) throws IOException {
        var document = Removal.read(Removal.MADE_UP.resolve(name));
        change.accept(document);
        return Files.writeString(folder.resolve(name), document.toString()).toString();
    }

    private JsonNode served(String name) {
        return Optional.ofNullable(REMOVAL.served(page).get(name)).orElseThrow();
    }

    private JsonNode incident(String name) {
        return named(served("incidents.json").path("incidents"), name);
    }

    private JsonNode component(String name) {
        return named(served("components.json").path("components"), name);
    }

    private static JsonNode named(JsonNode list, String name) {
        for (var node : list) {
            if (name.equals(node.path("name").textValue())) {
                return node;
            }
        }
        throw new AssertionError("nothing is called " + name);
    }
}
