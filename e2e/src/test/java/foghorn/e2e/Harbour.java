package foghorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A page in use, filled by the API: components alone and in a group, an incident under way, one that is over, a planned maintenance. */
final class Harbour {
    private final String api;
    private final String key;
    final String quay;
    final String group;
    final String incident;
    final String resolved;
    final String maintenance;

    Harbour(Foghorn foghorn, Team.Made made) {
        api = foghorn.url("/v1/pages/" + made.pageId());
        key = made.apiKey();
        quay = component("North quay", "Where the boats to the islands land");
        var tickets = component("Ticket office", "");
        var booking = component("Booking on the web", "larkfield.example/book");
        component("Harbour radio", "");
        group = post("component-groups", """
                {"component_group":{"name":"Tickets","components":["%s","%s"],"description":"Buying and changing"}}
                """.formatted(tickets, booking));
        resolved = post("incidents", """
                {"incident":{"name":"Cards were refused for an hour","status":"investigating",
                 "body":"Some cards are refused.","components":{"%s":"partial_outage"}}}
                """.formatted(booking));
        update(
                resolved,
                "monitoring",
                "The bank has mended its side.",
                "\"%s\":\"degraded_performance\"".formatted(booking));
        update(resolved, "resolved", "Cards are taken again.", "\"%s\":\"operational\"".formatted(booking));
        incident = post("incidents", """
                {"incident":{"name":"Boats cannot land at the north quay","status":"investigating",
                 "body":"The gate at the north quay does not open. We are looking into it.\\n\\nBoats go to the south quay.",
                 "next_update_at":"%s","components":{"%s":"major_outage","%s":"degraded_performance"}}}
                """.formatted(Instant.now().plus(30, ChronoUnit.MINUTES), quay, tickets));
        update(incident, "identified", "The motor of the gate is broken. A new one is on its way.", "");
        maintenance = post("incidents", """
                {"incident":{"name":"Dredging of the basin","status":"scheduled","body":"No boats while we dredge.",
                 "scheduled_for":"%s","scheduled_until":"%s","component_ids":["%s"]}}
                """.formatted(
                        Instant.now().plus(2, ChronoUnit.DAYS), Instant.now().plus(52, ChronoUnit.HOURS), quay));
    }

    /** An update that changes neither status nor components. */
    void post(String body) {
        update(incident, "identified", body, "");
    }

    /** As many more components as make a page that is not small. */
    void grow(int components) {
        for (int i = 1; i <= components; i++) {
            component("Pier " + i, "Boats to island number " + i);
        }
    }

    /** From now on the page's visitors may have webhooks. */
    void offerWebhooks() {
        answered(Http.api("PATCH", api, key, "{\"page\":{\"allow_webhook_subscribers\":true}}"));
    }

    private String component(String name, String description) {
        return post("components", """
                {"component":{"name":"%s","status":"operational","description":"%s"}}
                """.formatted(name, description));
    }

    /** Another incident that is over, by its id. */
    String over(String name) {
        return post("incidents", """
                {"incident":{"name":"%s","status":"resolved","body":"It is over."}}
                """.formatted(name));
    }

    void resolve() {
        update(incident, "resolved", "The gate opens again.", "\"%s\":\"operational\"".formatted(quay));
    }

    private void update(String id, String status, String body, String components) {
        answered(Http.api("PATCH", api + "/incidents/" + id, key, """
                {"incident":{"status":"%s","body":"%s","components":{%s}}}
                """.formatted(status, body, components)));
    }

    private String post(String list, String body) {
        return answered(Http.api("POST", api + "/" + list, key, body)).get("id").asText();
    }

    private static JsonNode answered(java.net.http.HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        return Http.json(answer);
    }
}
