package foghorn.component.api;

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
    "listComponents",
    "createComponent",
    "getComponent",
    "patchComponent",
    "putComponent",
    "deleteComponent",
    "listComponentGroups",
    "createComponentGroup",
    "getComponentGroup",
    "patchComponentGroup",
    "putComponentGroup",
    "deleteComponentGroup"
})
class ComponentApiTest {
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
    void aComponentIsCreatedFoundChangedAndRemoved() {
        var created = alice.post(api.page("/components"), """
                {"component": {"name": "Ticket desk", "description": "Sells tickets", "status": "degraded_performance",
                 "only_show_if_degraded": false, "showcase": false, "start_date": "2025-02-03"}}
                """);
        assertThat(created.status()).isEqualTo(201);
        var path = api.page("/components/" + created.text("/id"));

        assertThat(alice.get(path).json()).isEqualTo(created.json());
        assertThat(created.text("/status")).isEqualTo("degraded_performance");
        assertThat(created.text("/start_date")).isEqualTo("2025-02-03");
        assertThat(created.json().get("showcase").booleanValue()).isFalse();

        var changed = alice.patch(path, "{\"component\": {\"status\": \"major_outage\", \"description\": null}}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("/status")).isEqualTo("major_outage");
        assertThat(changed.json().get("description").isNull()).isTrue();
        assertThat(changed.text("/name")).isEqualTo("Ticket desk");
        assertThat(changed.json().get("automation_email"))
                .isEqualTo(created.json().get("automation_email"));

        var removed = alice.delete(path);
        assertThat(removed.status()).isEqualTo(204);
        assertThat(removed.body()).isEmpty();
        assertThat(alice.get(path).status()).isEqualTo(404);
    }

    @Test
    void aPutChangesOnlyWhatIsGiven() {
        var path = api.page("/components/" + component("Crew mess"));
        var before = alice.get(path).json();
        var after = alice.put(path + ".json", "{\"component\": {\"status\": \"partial_outage\"}}");
        assertThat(after.text("/status")).isEqualTo("partial_outage");
        assertThat(after.json().get("name")).isEqualTo(before.get("name"));
        assertThat(after.json().get("showcase")).isEqualTo(before.get("showcase"));
    }

    @Test
    void aFormDoesTheSame() {
        var form = alice.with("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
        var created = form.send(
                "POST", api.page("/components.json"), "component[name]=Quay+%26+pier&component[status]=operational");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("/name")).isEqualTo("Quay & pier");
        var changed = form.send(
                "PATCH", api.page("/components/" + created.text("/id") + ".json"), "component[status]=major_outage");
        assertThat(changed.text("/status")).isEqualTo("major_outage");
        assertThat(form.get(api.page("/components.json")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE"})
    void aMalformedContentTypeOfOldClientsIsUnderstood(String method) {
        var path = api.page("/components/" + component("Old client's"));
        var answer = alice.with("Content-Type", "application/json; utf-8")
                .send(method, path, method.equals("PUT") ? "{\"component\": {\"name\": \"Older client's\"}}" : "");
        assertThat(answer.status()).isIn(200, 204);
    }

    @Test
    void groupsAreRowsToo() {
        var first = component("Left engine");
        var second = component("Right engine");
        var group = alice.post(api.page("/component-groups"), """
                {"description": "Both", "component_group": {"name": "Engines", "components": ["%s", "%s"]}}
                """.formatted(second, first));
        assertThat(group.status()).isEqualTo(201);
        assertThat(texts(group.json().get("components"))).containsExactly(second, first);
        assertThat(group.text("/description")).isEqualTo("Both");
        var id = group.text("/id");

        var rows = alice.get(api.page("/components?per_page=1100")).json();
        var ids = new ArrayList<String>();
        rows.forEach(row -> ids.add(row.get("id").asText()));
        assertThat(ids).containsSubsequence(id, second, first);
        assertThat(rows.get(ids.indexOf(id)).get("group").booleanValue()).isTrue();
        assertThat(rows.get(ids.indexOf(first)).get("group_id").asText()).isEqualTo(id);

        var path = api.page("/component-groups/" + id);
        var changed = alice.put(
                path, "{\"component_group\": {\"name\": \"Engine room\", \"components\": [\"" + first + "\"]}}");
        assertThat(changed.text("/name")).isEqualTo("Engine room");
        assertThat(texts(changed.json().get("components"))).containsExactly(first);
        assertThat(alice.patch(path, "{\"description\": \"Hot\"}").text("/description"))
                .isEqualTo("Hot");
        assertThat(alice.get(api.page("/component-groups")).json().findValuesAsText("id"))
                .contains(id);
        assertThat(alice.get(path + ".json").text("/description")).isEqualTo("Hot");

        var removed = alice.delete(path);
        assertThat(removed.status()).isEqualTo(200);
        assertThat(removed.text("/name")).isEqualTo("Engine room");
        assertThat(alice.get(path).status()).isEqualTo(404);
        assertThat(alice.get(api.page("/components/" + first))
                        .json()
                        .get("group_id")
                        .isNull())
                .isTrue();
    }

    @Test
    void aListComesInParts() {
        for (int i = 0; i < 3; i++) {
            component("Part " + i);
        }
        var all = alice.get(api.page("/components")).json();
        var collected = new ArrayList<JsonNode>();
        for (int part = 1; ; part++) {
            var rows =
                    alice.get(api.page("/components?per_page=2&page=" + part)).json();
            rows.forEach(collected::add);
            if (rows.size() < 2) {
                break;
            }
        }
        assertThat(collected).containsExactlyElementsOf(all);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "per_page=2147483647",
                "per_page=-5",
                "per_page=x",
                "page=0",
                "page=&per_page=",
                "page=99999999999999999999"
            })
    void pagingIsNeverRefused(String query) {
        component("Somewhere");
        assertThat(alice.get(api.page("/components?" + query)).status()).isEqualTo(200);
        assertThat(alice.get(api.page("/component-groups?" + query)).status()).isEqualTo(200);
    }

    @Test
    void anOldVersionIsRefused() {
        var path = api.page("/components/" + component("Versioned"));
        var etag = alice.get(path).header("etag").orElseThrow();
        var change = "{\"component\": {\"name\": \"Versioned anew\"}}";
        assertThat(alice.with("If-Match", etag).patch(path, change).status()).isEqualTo(200);
        assertThat(alice.with("If-Match", etag)
                        .patch(path, "{\"component\": {\"name\": \"x\"}}")
                        .status())
                .isEqualTo(412);
        assertThat(alice.with("If-Match", "\"nonsense\"")
                        .patch(path, "{\"component\": {\"name\": \"x\"}}")
                        .status())
                .isEqualTo(412);
        var present = alice.get(path).header("etag").orElseThrow();
        assertThat(alice.with("If-Match", "\"0\", \"nonsense\" , W/" + present)
                        .patch(path, "{\"component\": {\"name\": \"of a list\"}}")
                        .status())
                .isEqualTo(200);
        assertThat(alice.with("If-Match", "\"0\", " + present)
                        .patch(path, "{\"component\": {\"name\": \"x\"}}")
                        .status())
                .isEqualTo(412);
        assertThat(alice.with("If-Match", "*")
                        .patch(path, "{\"component\": {\"name\": \"y\"}}")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"component\": {}}', component.name",
        "'{\"component\": {\"name\": \" \"}}', component.name",
        "'{\"component\": {\"name\": \"x\", \"status\": \"burning\"}}', component.status",
        "'{\"component\": {\"name\": \"x\", \"status\": 5}}', component.status",
        "'{\"component\": {\"name\": \"x\", \"showcase\": \"no\"}}', component.showcase",
        "'{\"component\": {\"name\": \"x\", \"start_date\": \"3.2.2025\"}}', component.start_date",
        "'{\"component\": {\"name\": \"x\", \"group_id\": \"nope\"}}', component.group_id",
        "'{\"component\": {\"name\": \"x\", \"group_id\": \"000000000000\"}}', component.group_id",
        "'{\"component\": {\"name\": \"x\", \"description\": [\"y\"]}}', component.description",
        "'{\"name\": \"x\"}', component"
    })
    void aWrongFieldIsNamed(String body, String field) {
        var answer = alice.post(api.page("/components"), body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/field")).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"component_group\": {\"name\": \"x\"}}', component_group.components",
        "'{\"component_group\": {\"name\": \"x\", \"components\": []}}', component_group.components",
        "'{\"component_group\": {\"name\": \"x\", \"components\": [\"000000000000\"]}}', component_group.components",
        "'{\"component_group\": {\"name\": \"x\", \"components\": [7]}}', component_group.components",
        "'{\"component_group\": {\"name\": \"x\", \"components\": \"y\"}}', component_group.components",
        "'{\"component_group\": {\"components\": [\"000000000000\"]}}', component_group.name"
    })
    void aWrongFieldOfAGroupIsNamed(String body, String field) {
        var answer = alice.post(api.page("/component-groups"), body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/field")).isEqualTo(field);
    }

    @Test
    void tooLongANameIsRefused() {
        var answer = alice.post(api.page("/components"), "{\"component\": {\"name\": \"" + "x".repeat(256) + "\"}}");
        assertThat(answer.status()).isEqualTo(422);
    }

    @Test
    void componentsOfOthersAreNotThere() {
        var path = "/components/" + component("Alice's");
        var mallory = api.mallory();
        var foreign = "/v1/pages/" + api.cast().otherPage();
        assertThat(mallory.get(api.page(path)).status()).isEqualTo(404);
        assertThat(mallory.get(foreign + path).status()).isEqualTo(404);
        assertThat(mallory.patch(foreign + path, "{\"component\": {\"name\": \"Mallory's\"}}")
                        .status())
                .isEqualTo(404);
        assertThat(mallory.delete(foreign + path).status()).isEqualTo(404);
        assertThat(api.key(VIEW_PAGE).delete(api.page(path)).status()).isEqualTo(403);
        assertThat(alice.get(api.page(path)).status()).isEqualTo(200);
        assertThat(alice.get(api.page("/components/not-an-id")).status()).isEqualTo(404);
    }

    private static String component(String name) {
        return alice.post(api.page("/components"), "{\"component\": {\"name\": \"" + name + "\"}}")
                .text("/id");
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
