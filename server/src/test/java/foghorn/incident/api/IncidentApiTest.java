package foghorn.incident.api;

import static foghorn.tenant.Permission.MANAGE_INCIDENTS;
import static foghorn.tenant.Permission.MANAGE_MAINTENANCE;
import static foghorn.tenant.Permission.VIEW_PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import foghorn.app.ApiClient;
import foghorn.app.Covers;
import foghorn.app.TestApi;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Covers({
    "listIncidents",
    "createIncident",
    "listUnresolvedIncidents",
    "listScheduledIncidents",
    "listUpcomingIncidents",
    "listActiveMaintenance",
    "getIncident",
    "patchIncident",
    "putIncident",
    "deleteIncident",
    "patchIncidentUpdate",
    "putIncidentUpdate"
})
class IncidentApiTest {
    private static TestApi api;
    private static ApiClient alice;

    @BeforeAll
    static void start() {
        api = new TestApi();
        alice = api.alice();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void anIncidentLivesFromOpeningToItsEnd() {
        var engine = component("Engine");
        var rudder = component("Rudder");
        var opened = alice.post(api.page("/incidents"), """
                {"incident": {"name": "Out of steam", "status": "investigating", "body": "We look into it.",
                 "component_ids": ["%1$s"], "components": {"%1$s": "partial_outage"}, "deliver_notifications": false,
                 "metadata": {"jira": {"key": "SHIP-1", "tags": ["a", 2]}}, "reminder_intervals": "[1, 5]"}}
                """.formatted(engine));
        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.text("/impact")).isEqualTo("major");
        assertThat(opened.text("/metadata/jira/key")).isEqualTo("SHIP-1");
        assertThat(opened.text("/reminder_intervals")).isEqualTo("[1, 5]");
        assertThat(opened.text("/incident_updates/0/affected_components/0/new_status"))
                .isEqualTo("partial_outage");
        assertThat(opened.json().at("/incident_updates/0/deliver_notifications").booleanValue())
                .isFalse();
        assertThat(opened.text("/components/0/status")).isEqualTo("partial_outage");
        assertThat(opened.text("/shortlink")).endsWith("/s/" + opened.text("/id"));
        var path = api.page("/incidents/" + opened.text("/id"));
        assertThat(alice.get(path).json()).isEqualTo(opened.json());

        var updated = alice.patch(path, """
                {"incident": {"status": "monitoring", "body": "Better.", "components": {"%s": "degraded_performance"},
                 "component_ids": ["%s"]}}
                """.formatted(rudder, rudder));
        assertThat(updated.status()).isEqualTo(200);
        assertThat(updated.text("/incident_updates/0/body")).isEqualTo("Better.");
        assertThat(updated.text("/incident_updates/1/body")).isEqualTo("We look into it.");
        assertThat(updated.json().get("monitoring_at").isTextual()).isTrue();
        assertThat(updated.json().at("/components").findValuesAsText("id")).containsExactly(rudder);

        var resolved = alice.put(
                path,
                "{\"incident\": {\"status\": \"resolved\", \"components\": {\"" + rudder + "\": \"operational\"}}}");
        assertThat(resolved.text("/status")).isEqualTo("resolved");
        assertThat(resolved.text("/impact")).isEqualTo("major");
        assertThat(resolved.json().get("resolved_at").isTextual()).isTrue();
        assertThat(alice.get(api.page("/components/" + rudder)).text("/status")).isEqualTo("operational");

        var deleted = alice.delete(path);
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.text("/id")).isEqualTo(opened.text("/id"));
        assertThat(alice.get(path).status()).isEqualTo(404);
    }

    @Test
    void anUpdateThatNamesNoComponentSaysSo() {
        var opened = alice.post(api.page("/incidents"), "{\"incident\": {\"name\": \"Fog\"}}");
        assertThat(opened.text("/status")).isEqualTo("investigating");
        assertThat(opened.text("/impact")).isEqualTo("none");
        assertThat(opened.json().at("/incident_updates/0/affected_components").isNull())
                .isTrue();
    }

    @Test
    void theWholeObjectMayBeSentBack() {
        var path = incident("There and back");
        var read = alice.get(path).json();
        var sentBack = ((com.fasterxml.jackson.databind.node.ObjectNode) read.deepCopy());
        sentBack.remove("components");
        assertThat(alice.put(path, "{\"incident\": " + sentBack + "}").status()).isEqualTo(200);
        assertThat(alice.get(path).json().at("/incident_updates")).hasSize(1);
    }

    @Test
    void aPromiseIsKeptAndTakenBack() {
        var path = incident("Promising");
        var promised = alice.patch(
                path, "{\"incident\": {\"body\": \"Soon\", \"next_update_at\": \"2099-01-02T03:04:05.678+01:00\"}}");
        assertThat(promised.text("/next_update_at")).isEqualTo("2099-01-02T02:04:05Z");
        assertThat(promised.text("/incident_updates/0/next_update_at")).isEqualTo("2099-01-02T02:04:05.678Z");
        assertThat(alice.patch(path, "{\"incident\": {\"body\": \"Later\"}}")
                        .json()
                        .get("next_update_at")
                        .isNull())
                .isTrue();
    }

    @Test
    void anOverrideIsSetAndTakenBack() {
        var path = incident("Bad press");
        assertThat(alice.patch(path, "{\"incident\": {\"impact_override\": \"critical\"}}")
                        .text("/impact"))
                .isEqualTo("critical");
        var back = alice.patch(path, "{\"incident\": {\"impact_override\": null, \"metadata\": null}}");
        assertThat(back.text("/impact")).isEqualTo("none");
        assertThat(back.json().get("metadata").isNull()).isTrue();
        assertThat(back.json().get("incident_updates")).hasSize(1);
    }

    @Test
    void aPostedUpdateIsCorrected() {
        var path = incident("Typo");
        var before = alice.get(path);
        var update = path + "/incident_updates/" + before.text("/incident_updates/0/id");
        var answer = alice.patch(update + ".json", """
                {"incident_update": {"body": "Without it", "display_at": "2024-05-06T07:08:09.123Z", "wants_twitter_update": true}}
                """);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/body")).isEqualTo("Without it");
        assertThat(answer.text("/display_at")).isEqualTo("2024-05-06T07:08:09Z");
        assertThat(alice.get(path).text("/incident_updates/0/display_at")).isEqualTo("2024-05-06T07:08:09.123Z");
        assertThat(alice.put(update, "{\"incident_update\": {\"body\": \"Without any\"}}")
                        .text("/body"))
                .isEqualTo("Without any");
        assertThat(alice.put(path + "/incident_updates/000000000000", "{\"incident_update\": {}}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aMaintenanceIsPlannedListedAndMoved() {
        var planned = alice.post(api.page("/incidents"), """
                {"incident": {"name": "Dry dock", "scheduled_for": "2098-01-01T00:00:00Z", "scheduled_until": "2098-01-02T00:00:00Z",
                 "scheduled_auto_transition": true, "scheduled_auto_completed": true, "scheduled_remind_prior": true,
                 "auto_transition_to_maintenance_state": true, "auto_tweet_on_creation": false}}
                """);
        assertThat(planned.status()).isEqualTo(201);
        assertThat(planned.text("/status")).isEqualTo("scheduled");
        assertThat(planned.text("/impact")).isEqualTo("maintenance");
        assertThat(planned.json().get("scheduled_auto_in_progress").booleanValue())
                .isTrue();
        var id = planned.text("/id");
        assertThat(ids("/incidents/scheduled")).contains(id);
        assertThat(ids("/incidents/upcoming")).contains(id);
        assertThat(ids("/incidents/active_maintenance")).doesNotContain(id);
        assertThat(ids("/incidents/unresolved")).doesNotContain(id);

        var path = api.page("/incidents/" + id);
        var moved = alice.patch(path, "{\"incident\": {\"scheduled_until\": \"2098-01-03T00:00:00Z\"}}");
        assertThat(moved.text("/scheduled_until")).isEqualTo("2098-01-03T00:00:00Z");
        assertThat(moved.text("/scheduled_for")).isEqualTo("2098-01-01T00:00:00Z");
        assertThat(alice.patch(path, "{\"incident\": {\"status\": \"in_progress\"}}")
                        .status())
                .isEqualTo(200);
        assertThat(ids("/incidents/active_maintenance")).contains(id);
        assertThat(ids("/incidents/upcoming")).doesNotContain(id);
    }

    @Test
    void anIncidentOfThePastIsEntered() {
        var answer = alice.post(api.page("/incidents"), """
                {"incident": {"name": "The old leak", "backfilled": true, "backfill_date": "2020-02-03", "body": "It leaked."}}
                """);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("/status")).isEqualTo("resolved");
        assertThat(answer.text("/resolved_at")).startsWith("2020-02-03T");
        assertThat(answer.json().at("/incident_updates/0/deliver_notifications").booleanValue())
                .isFalse();
    }

    @Test
    void listsComeNewestFirstInParts() {
        for (int i = 0; i < 3; i++) {
            incident("Listed " + i);
        }
        var all = ids("/incidents?limit=100");
        var parts = new ArrayList<>(ids("/incidents?limit=2&page=1"));
        parts.addAll(ids("/incidents?limit=2&page=2"));
        assertThat(parts).containsExactlyElementsOf(all.subList(0, 4));
        assertThat(ids("/incidents?per_page=2")).hasSize(2);
        var created = new ArrayList<String>();
        alice.get(api.page("/incidents"))
                .json()
                .forEach(row -> created.add(row.get("created_at").asText()));
        assertThat(created).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(alice.get(api.page("/incidents?page=1&per_page=2147483647")).status())
                .isEqualTo(200);
    }

    @Test
    void wordsAreSearched() {
        incident("Iceberg ahead");
        assertThat(ids("/incidents?q=iceberg")).hasSize(1);
        assertThat(ids("/incidents?q=50%25_of")).isEmpty();
        assertThat(ids("/incidents?q=%27%20or%201%3D1--")).isEmpty();
    }

    @Test
    void whatIsFoundTellsWhereTheWordsStand() {
        var made = alice.post(
                api.page("/incidents"),
                "{\"incident\": {\"name\": \"Walrus <b>ashore</b>\", \"body\": \"The walrus sleeps & snores.\"}}");
        assertThat(made.json().get("highlight").isNull()).isTrue();
        var found = alice.get(api.page("/incidents?q=WALR")).json();
        assertThat(found).hasSize(1);
        assertThat(found.at("/0/highlight/name/0").asText()).isEqualTo("<em>Walrus</em> &lt;b&gt;ashore&lt;/b&gt;");
        assertThat(found.at("/0/highlight/incident_updates/0").asText())
                .isEqualTo("The <em>walrus</em> sleeps &amp; snores.");
        assertThat(found.at("/0/highlight").has("status")).isFalse();
        assertThat(ids("/incidents?q=walrus&limit=1&page=2")).isEmpty();
        assertThat(ids("/incidents?q=walrus%20snores")).hasSize(1);
        assertThat(ids("/incidents?q=walrus%20wakes")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%26",
                "a%7Cb%7C",
                "!",
                "%28%28%28",
                "%27%3A%2A",
                "%3C-%3E",
                "%5C",
                "%22a",
                "a%3A%2A%3AZ",
                "%F0%9F%8C%8A",
                "%E2%80%AE"
            })
    void operatorsAreTaken(String typed) {
        assertThat(alice.get(api.page("/incidents?q=" + typed)).status()).isEqualTo(200);
    }

    @Test
    void whatNobodyTypesIsRefused() {
        var tooLong = alice.get(api.page("/incidents?q=" + "a".repeat(201)));
        assertThat(tooLong.status()).isEqualTo(422);
        assertThat(tooLong.text("/errors/0/field")).isEqualTo("q");
        assertThat(alice.get(api.page("/incidents?q=" + "a+b+c+d+e+f+g+h+i+j+k+l+m+n+o+p+q"))
                        .status())
                .isEqualTo(422);
        assertThat(alice.get(api.page("/incidents?q=%00")).status()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"incident\": {}}', incident.name",
        "'{\"incident\": {\"name\": \"\"}}', incident.name",
        "'{\"incident\": {\"name\": 5}}', incident.name",
        "'{\"incident\": {\"name\": \"x\", \"status\": \"burning\"}}', incident.status",
        "'{\"incident\": {\"name\": \"x\", \"impact_override\": \"huge\"}}', incident.impact_override",
        "'{\"incident\": {\"name\": \"x\", \"metadata\": {\"a\": 1}}}', incident.metadata",
        "'{\"incident\": {\"name\": \"x\", \"metadata\": {\"a\": {\"b\": \"\\u0000\"}}}}', incident.metadata",
        "'{\"incident\": {\"name\": \"x\", \"metadata\": {\"a\": {\"b\": \"\\ud800\"}}}}', incident.metadata",
        "'{\"incident\": {\"name\": \"x\", \"reminder_intervals\": \"[5, 1]\"}}', incident.reminder_intervals",
        "'{\"incident\": {\"name\": \"x\", \"components\": [\"y\"]}}', incident.components",
        "'{\"incident\": {\"name\": \"x\", \"components\": {\"000000000000\": \"operational\"}}}', incident.components",
        "'{\"incident\": {\"name\": \"x\", \"components\": {\"000000000000\": \"bad\"}}}', incident.components.000000000000",
        "'{\"incident\": {\"name\": \"x\", \"component_ids\": [\"000000000000\"]}}', incident.component_ids",
        "'{\"incident\": {\"name\": \"x\", \"component_ids\": \"000000000000\"}}', incident.component_ids",
        "'{\"incident\": {\"name\": \"x\", \"scheduled_for\": \"2098-01-01T00:00:00Z\"}}', incident.scheduled_until",
        "'{\"incident\": {\"name\": \"x\", \"status\": \"scheduled\"}}', incident.scheduled_for",
        "'{\"incident\": {\"name\": \"x\", \"scheduled_for\": \"soon\"}}', incident.scheduled_for",
        "'{\"incident\": {\"name\": \"x\", \"backfilled\": true}}', incident.backfill_date",
        "'{\"incident\": {\"name\": \"x\", \"backfilled\": true, \"backfill_date\": \"2999-01-01\"}}', incident.backfill_date",
        "'{\"incident\": {\"name\": \"x\", \"deliver_notifications\": \"no\"}}', incident.deliver_notifications",
        "'{\"incident\": {\"name\": \"x\", \"auto_tweet_on_creation\": 1}}', incident.auto_tweet_on_creation",
        "'{\"incident\": {\"name\": \"x\", \"next_update_at\": \"2001-01-01T00:00:00Z\"}}', incident.next_update_at",
        "'{\"name\": \"x\"}', incident"
    })
    void aWrongFieldIsNamed(String body, String field) {
        var answer = alice.post(api.page("/incidents"), body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.text("/errors/0/field")).isEqualTo(field);
    }

    @Test
    void tooLongTextsAreRefused() {
        assertThat(alice.post(api.page("/incidents"), "{\"incident\": {\"name\": \"" + "x".repeat(256) + "\"}}")
                        .text("/errors/0/field"))
                .isEqualTo("incident.name");
        var path = incident("Long");
        assertThat(alice.patch(path, "{\"incident\": {\"body\": \"" + "x".repeat(25_001) + "\"}}")
                        .text("/errors/0/field"))
                .isEqualTo("incident.body");
        assertThat(alice.patch(path, "{\"incident\": {\"body\": \"" + "\u00e9".repeat(25_000) + "\"}}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aMaintenanceNeedsItsOwnScope() {
        var plan = """
                {"incident": {"name": "Paint", "scheduled_for": "2098-01-01T00:00:00Z", "scheduled_until": "2098-01-02T00:00:00Z"}}
                """;
        assertThat(api.key(MANAGE_INCIDENTS).post(api.page("/incidents"), plan).status())
                .isEqualTo(403);
        assertThat(api.key(MANAGE_MAINTENANCE)
                        .post(api.page("/incidents"), plan)
                        .status())
                .isEqualTo(201);
        assertThat(api.key(MANAGE_MAINTENANCE)
                        .post(api.page("/incidents"), "{\"incident\": {\"name\": \"x\"}}")
                        .status())
                .isEqualTo(403);
        assertThat(api.key(VIEW_PAGE).patch(incident("Mine"), plan).status()).isEqualTo(403);
    }

    @Test
    void componentsOfAnotherPageCannotBeNamed() {
        var foreign = api.mallory()
                .post("/v1/pages/" + api.cast().otherPage() + "/components", "{\"component\": {\"name\": \"Hers\"}}")
                .text("/id");
        assertThat(alice.post(
                                api.page("/incidents"),
                                "{\"incident\": {\"name\": \"x\", \"component_ids\": [\"" + foreign + "\"]}}")
                        .status())
                .isEqualTo(422);
        assertThat(api.mallory().get(incident("Alice's")).status()).isEqualTo(404);
    }

    @Test
    void anOldVersionIsRefused() {
        var path = incident("Versioned");
        var etag = alice.get(path).header("etag").orElseThrow();
        assertThat(alice.with("If-Match", etag)
                        .patch(path, "{\"incident\": {\"body\": \"a\"}}")
                        .status())
                .isEqualTo(200);
        assertThat(alice.with("If-Match", etag)
                        .patch(path, "{\"incident\": {\"body\": \"b\"}}")
                        .status())
                .isEqualTo(412);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PATCH"})
    void aFormDoesTheSame(String method) {
        var lamp = component("Lamp");
        var path = method.equals("POST") ? api.page("/incidents.json") : incident("By form") + ".json";
        var answer = alice.with("Content-Type", "application/x-www-form-urlencoded")
                .send(
                        method,
                        path,
                        "incident[name]=Dark&incident[component_ids][]=" + lamp + "&incident[components][" + lamp
                                + "]=major_outage&incident[metadata][a][b]=c&incident[body]=1%0D%0A2");
        assertThat(answer.status()).isIn(200, 201);
        assertThat(answer.text("/impact")).isEqualTo("critical");
        assertThat(answer.text("/metadata/a/b")).isEqualTo("c");
        assertThat(answer.text("/incident_updates/0/body")).isEqualTo("1\n2");
    }

    private static String incident(String name) {
        return api.page("/incidents/"
                + alice.post(api.page("/incidents"), "{\"incident\": {\"name\": \"" + name + "\"}}")
                        .text("/id"));
    }

    private static String component(String name) {
        return alice.post(api.page("/components"), "{\"component\": {\"name\": \"" + name + "\"}}")
                .text("/id");
    }

    private static List<String> ids(String list) {
        var ids = new ArrayList<String>();
        for (JsonNode row : alice.get(api.page(list)).json()) {
            ids.add(row.get("id").asText());
        }
        return ids;
    }
}
