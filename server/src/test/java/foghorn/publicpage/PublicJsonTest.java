package foghorn.publicpage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.web.Json;
import foghorn.publicpage.json.JsonDocuments;
import foghorn.publicpage.snapshot.SnapshotReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The documents byte for byte, as the contract (public-v2, sections 0 to 7) has them. */
class PublicJsonTest {
    private static TestDatabase database;
    private static Map<String, byte[]> utc;
    private static Map<String, byte[]> london;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        utc = documents("Etc/UTC", "h3n8vwq0tk2z", "1");
        london = documents("Europe/London", "h3n8vwq0tk2y", "2");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /** Ids end in {@code mark}, since they are unique in the installation. */
    private static Map<String, byte[]> documents(String zone, String page, String mark) {
        var harbour = new Harbour(database, zone, page);
        harbour.change("2024-02-01T08:00:00.412Z", tx -> {
            harbour.component(tx, "6bq1xw9k0zt" + mark, "Booking site", null, 1);
            harbour.run(
                    tx,
                    "update component set description = 'Search, seats and checkout', start_date = '2024-02-01' where id = :v0",
                    "6bq1xw9k0zt" + mark);
            harbour.group(tx, "w7c2hrm5p8y" + mark, "Harbours", 2);
            harbour.component(tx, "k0v4bds9lg1" + mark, "North quay gates", "w7c2hrm5p8y" + mark, 1);
            harbour.component(tx, "s0cr0tk9lg1" + mark, "Secret", null, 9);
            harbour.run(tx, "update component set only_show_if_degraded = true where id = :v0", "s0cr0tk9lg1" + mark);
        });
        harbour.change("2026-05-01T10:00:00.640Z", tx -> {
            harbour.maintenance(
                    tx,
                    "x8n2pw6vqd0" + mark,
                    "Gate firmware",
                    "scheduled",
                    "2026-05-09T02:00:00Z",
                    "2026-12-09T03:30:00Z",
                    "k0v4bds9lg1" + mark);
            harbour.update(
                    tx,
                    "x8n2pw6vqd0" + mark,
                    "c4j6t9bk1ym" + mark,
                    "scheduled",
                    "Gates restart\none by one.",
                    "k0v4bds9lg1" + mark + "|Harbours - North quay gates|operational|operational",
                    "s0cr0tk9lg1" + mark + "|Secret|operational|operational");
        });
        harbour.change("2026-05-04T09:01:12.330Z", tx -> {
            harbour.status(tx, "6bq1xw9k0zt" + mark, "degraded_performance");
            harbour.incident(tx, "3r8yzk1d6wf" + mark, "Slow checkout", "investigating", "minor", "6bq1xw9k0zt" + mark);
            harbour.run(
                    tx,
                    "update incident set started_at = :v1 where id = :v0",
                    "3r8yzk1d6wf" + mark,
                    Instant.parse("2026-01-04T09:01:12Z"));
            harbour.update(
                    tx, "3r8yzk1d6wf" + mark, "9vhd3mnb7s2" + mark, "investigating", "Checkout is \"slow\" <b>é</b>.");
            harbour.incident(tx, "0r8yzk1d6wf" + mark, "Earlier", "resolved", "none");
        });
        var snapshot = new SnapshotReader(harbour.database)
                .read(harbour.organization, harbour.page, facts -> (path, view) -> true)
                .orElseThrow();
        return new JsonDocuments(snapshot, Waterfront.LINKS).all();
    }

    private static final String PAGE = """
            "page":{"id":"h3n8vwq0tk2z","name":"Larkfield Ferries","url":"https://ferries-h3n8vwq0tk2z.pages.example",\
            "time_zone":"Etc/UTC","updated_at":"2026-05-04T09:01:12.330Z"}""";

    private static final String BOOKING = """
            {"id":"6bq1xw9k0zt1","name":"Booking site","status":"degraded_performance","created_at":"2024-02-01T08:00:00.412Z",\
            "updated_at":"2026-05-04T09:01:12.330Z","position":1,"description":"Search, seats and checkout","showcase":true,\
            "start_date":"2024-02-01","group_id":null,"page_id":"h3n8vwq0tk2z","group":false,"only_show_if_degraded":false}""";

    private static final String GATES = """
            {"id":"k0v4bds9lg11","name":"North quay gates","status":"operational","created_at":"2024-02-01T08:00:00.412Z",\
            "updated_at":"2024-02-01T08:00:00.412Z","position":1,"description":null,"showcase":true,"start_date":null,\
            "group_id":"w7c2hrm5p8y1","page_id":"h3n8vwq0tk2z","group":false,"only_show_if_degraded":false}""";

    private static final String HARBOURS = """
            {"id":"w7c2hrm5p8y1","name":"Harbours","status":"operational","created_at":"2024-02-01T08:00:00.412Z",\
            "updated_at":"2024-02-01T08:00:00.412Z","position":2,"description":null,"showcase":false,"start_date":null,\
            "group_id":null,"page_id":"h3n8vwq0tk2z","group":true,"only_show_if_degraded":false,"components":["k0v4bds9lg11"]}""";

    private static final String COMPONENTS = "\"components\":[" + BOOKING + "," + GATES + "," + HARBOURS + "]";

    private static final String INCIDENT = """
            {"id":"3r8yzk1d6wf1","name":"Slow checkout","status":"investigating","created_at":"2026-05-04T09:01:12.330Z",\
            "updated_at":"2026-05-04T09:01:12.330Z","monitoring_at":null,"resolved_at":null,"impact":"minor",\
            "shortlink":"https://console.example/s/3r8yzk1d6wf1","started_at":"2026-01-04T09:01:12.000Z",\
            "page_id":"h3n8vwq0tk2z","incident_updates":[{"id":"9vhd3mnb7s21","status":"investigating",\
            "body":"Checkout is \\"slow\\" <b>é</b>.","incident_id":"3r8yzk1d6wf1","created_at":"2026-05-04T09:01:12.330Z",\
            "updated_at":"2026-05-04T09:01:12.330Z","display_at":"2026-05-04T09:01:12.330Z","affected_components":null,\
            "deliver_notifications":true,"custom_tweet":null,"tweet_id":null}],"components":[""" + BOOKING + """
            ],"reminder_intervals":null}""";

    private static final String EARLIER = """
            {"id":"0r8yzk1d6wf1","name":"Earlier","status":"resolved","created_at":"2026-05-04T09:01:12.330Z",\
            "updated_at":"2026-05-04T09:01:12.330Z","monitoring_at":null,"resolved_at":"2026-05-04T09:01:12.330Z",\
            "impact":"none","shortlink":"https://console.example/s/0r8yzk1d6wf1","started_at":"2026-05-04T09:01:12.330Z",\
            "page_id":"h3n8vwq0tk2z","incident_updates":[],"components":[],"reminder_intervals":null}""";

    private static final String MAINTENANCE = """
            {"id":"x8n2pw6vqd01","name":"Gate firmware","status":"scheduled","created_at":"2026-05-01T10:00:00.640Z",\
            "updated_at":"2026-05-01T10:00:00.640Z","monitoring_at":null,"resolved_at":null,"impact":"maintenance",\
            "shortlink":"https://console.example/s/x8n2pw6vqd01","started_at":"2026-05-01T10:00:00.640Z",\
            "page_id":"h3n8vwq0tk2z","incident_updates":[{"id":"c4j6t9bk1ym1","status":"scheduled",\
            "body":"Gates restart\\none by one.","incident_id":"x8n2pw6vqd01","created_at":"2026-05-01T10:00:00.640Z",\
            "updated_at":"2026-05-01T10:00:00.640Z","display_at":"2026-05-01T10:00:00.640Z",\
            "affected_components":[{"code":"k0v4bds9lg11","name":"Harbours - North quay gates","old_status":"operational",\
            "new_status":"operational"}],"deliver_notifications":true,"custom_tweet":null,"tweet_id":null}],\
            "components":[""" + GATES + """
            ],"scheduled_for":"2026-05-09T02:00:00.000Z","scheduled_until":"2026-12-09T03:30:00.000Z"}""";

    private static final String STATUS =
            "\"status\":{\"indicator\":\"minor\",\"description\":\"Partially Degraded Service\"}";

    @Test
    void statusIsAsInTheContract() {
        assertThat(document(utc, "status")).isEqualTo("{" + PAGE + "," + STATUS + "}");
    }

    @Test
    void componentsAreAsInTheContract() {
        assertThat(document(utc, "components")).isEqualTo("{" + PAGE + "," + COMPONENTS + "}");
    }

    @Test
    void summaryIsAsInTheContract() {
        assertThat(document(utc, "summary"))
                .isEqualTo("{" + PAGE + "," + COMPONENTS + ",\"incidents\":[" + INCIDENT
                        + "],\"scheduled_maintenances\":[" + MAINTENANCE + "]," + STATUS + "}");
    }

    @Test
    void incidentsAreAsInTheContract() {
        assertThat(document(utc, "incidents"))
                .isEqualTo("{" + PAGE + ",\"incidents\":[" + INCIDENT + "," + EARLIER + "]}");
        assertThat(document(utc, "incidents/unresolved")).isEqualTo("{" + PAGE + ",\"incidents\":[" + INCIDENT + "]}");
    }

    @Test
    void maintenancesAreAsInTheContract() {
        var listed = "{" + PAGE + ",\"scheduled_maintenances\":[" + MAINTENANCE + "]}";
        assertThat(document(utc, "scheduled-maintenances")).isEqualTo(listed);
        assertThat(document(utc, "scheduled-maintenances/upcoming")).isEqualTo(listed);
        assertThat(document(utc, "scheduled-maintenances/active"))
                .isEqualTo("{" + PAGE + ",\"scheduled_maintenances\":[]}");
    }

    @Test
    void timesAreInThePagesZoneAndLondonInWinterIsNotUtc() throws IOException {
        var incident = tree(london, "summary").at("/incidents/0");
        var maintenance = tree(london, "summary").at("/scheduled_maintenances/0");

        assertThat(incident.path("started_at").textValue()).isEqualTo("2026-01-04T09:01:12.000+00:00");
        assertThat(incident.path("created_at").textValue()).isEqualTo("2026-05-04T10:01:12.330+01:00");
        assertThat(maintenance.path("scheduled_for").textValue()).isEqualTo("2026-05-09T03:00:00.000+01:00");
        assertThat(maintenance.path("scheduled_until").textValue()).isEqualTo("2026-12-09T03:30:00.000+00:00");
        assertThat(tree(london, "status").at("/page/time_zone").textValue()).isEqualTo("Europe/London");
    }

    @Test
    void onlyTheEightDocumentsAreMade() {
        assertThat(utc.keySet())
                .containsExactlyInAnyOrderElementsOf(List.of(
                        "api/v2/summary.json",
                        "api/v2/status.json",
                        "api/v2/components.json",
                        "api/v2/incidents.json",
                        "api/v2/incidents/unresolved.json",
                        "api/v2/scheduled-maintenances.json",
                        "api/v2/scheduled-maintenances/upcoming.json",
                        "api/v2/scheduled-maintenances/active.json"));
    }

    @Test
    void aHiddenComponentIsNamedNowhere() {
        var all = new ArrayList<>(utc.keySet());
        assertThat(all)
                .allSatisfy(
                        path -> assertThat(new String(Objects.requireNonNull(utc.get(path)), StandardCharsets.UTF_8))
                                .doesNotContain("Secret")
                                .doesNotContain("s0cr0tk9lg1"));
    }

    private static JsonNode tree(Map<String, byte[]> documents, String name) throws IOException {
        return Json.MAPPER.readTree(document(documents, name));
    }

    private static String document(Map<String, byte[]> documents, String name) {
        return new String(Objects.requireNonNull(documents.get("api/v2/" + name + ".json")), StandardCharsets.UTF_8);
    }
}
