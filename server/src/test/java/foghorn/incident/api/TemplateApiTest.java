package foghorn.incident.api;

import static foghorn.tenant.Permission.VIEW_INCIDENTS;
import static org.assertj.core.api.Assertions.assertThat;

import foghorn.app.ApiClient;
import foghorn.app.Covers;
import foghorn.app.TestApi;
import foghorn.kit.id.Ids;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers({"listIncidentTemplates", "createIncidentTemplate"})
class TemplateApiTest {
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

    private static String path() {
        return api.page("/incident_templates");
    }

    private static ApiClient.Response post(String fields) {
        return alice.post(path(), "{\"template\": {" + fields + "}}");
    }

    private static String named(String name) {
        return "\"name\": \"" + name + "\", \"title\": \"T\", \"body\": \"B\"";
    }

    @Test
    void aTemplateIsKeptWithAllItHas() {
        var quay = alice.post(api.page("/components"), "{\"component\": {\"name\": \"Quay\"}}")
                .text("/id");
        var made = post(
                "\"name\": \"Fog\", \"title\": \"Fog at {{component}}\", \"body\": \"{{page}} waits.\", \"update_status\":"
                        + " \"monitoring\", \"should_tweet\": true, \"should_send_notifications\": false, \"component_ids\": [\""
                        + quay + "\"]");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("/title")).isEqualTo("Fog at {{component}}");
        assertThat(made.text("/update_status")).isEqualTo("monitoring");
        assertThat(made.json().get("should_tweet").booleanValue()).isTrue();
        assertThat(made.json().get("should_send_notifications").booleanValue()).isFalse();
        assertThat(made.text("/components/0/id")).isEqualTo(quay);
        assertThat(made.json().get("group_id").isNull()).isTrue();
        assertThat(alice.get(path()).json()).contains(made.json());
    }

    @Test
    void aFormDoesTheSame() {
        var quay = alice.post(api.page("/components"), "{\"component\": {\"name\": \"Pier\"}}")
                .text("/id");
        var made = alice.with("Content-Type", "application/x-www-form-urlencoded")
                .send(
                        "POST",
                        path() + ".json",
                        "template[name]=Ice&template[title]=Ice%20%26%20snow&template[body]=One%0D%0ATwo"
                                + "&template[should_send_notifications]=false&template[component_ids][]=" + quay);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("/title")).isEqualTo("Ice & snow");
        assertThat(made.text("/body")).isEqualTo("One\nTwo");
        assertThat(made.json().get("should_send_notifications").booleanValue()).isFalse();
        assertThat(made.json().get("should_tweet").booleanValue()).isFalse();
        assertThat(made.text("/components/0/id")).isEqualTo(quay);
    }

    @Test
    void anyTextIsTakenAndWhatIsNotKnownStaysAsItIsWritten() {
        var made = post("\"name\": \"Odd\", \"title\": \"{{7*7}} {{page}}\", \"body\": \"{{#nothing}} {{ticket}}\"");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("/title")).isEqualTo("{{7*7}} {{page}}");
        assertThat(made.text("/body")).isEqualTo("{{#nothing}} {{ticket}}");
    }

    @Test
    void theGroupIsOneThatIsThere() {
        var group = Ids.next();
        api.rows(
                "insert into incident_template_group (organization_id, page_id, id, name) values (?, ?, ?, 'Weather')",
                api.cast().organization().value(),
                api.cast().page().value(),
                group);
        assertThat(post(named("Grouped") + ", \"group_id\": \"" + group + "\"").text("/group_id"))
                .isEqualTo(group);
        var refused = post(named("Grouped") + ", \"group_id\": \"bbbbbbbbbbbb\"");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/field")).isEqualTo("template.group_id");
    }

    @Test
    void theListComesInParts() {
        var page = "/v1/pages/" + api.anotherPage() + "/incident_templates";
        for (var name : List.of("C", "A", "B")) {
            alice.post(page, "{\"template\": {" + named(name) + "}}");
        }
        var names = new ArrayList<String>();
        for (int part = 1; part <= 4; part++) {
            alice.get(page + "?per_page=1&page=" + part)
                    .json()
                    .forEach(one -> names.add(one.get("name").asText()));
        }
        assertThat(names).containsExactly("A", "B", "C");
        assertThat(alice.get(page + "?per_page=0&page=-7").json()).hasSize(1);
        assertThat(alice.get(page + "?per_page=1000").json()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"title\": \"T\", \"body\": \"B\" | template.name",
                "\"name\": \"N\", \"body\": \"B\" | template.title",
                "\"name\": \"N\", \"title\": \"T\" | template.body",
                "\"name\": \"N\", \"title\": \"T\", \"body\": \"B\", \"update_status\": \"on fire\" | template.update_status",
                "\"name\": \"N\", \"title\": \"T\", \"body\": \"B\", \"should_tweet\": 7 | template.should_tweet",
                "\"name\": \"N\", \"title\": \"T\", \"body\": \"B\", \"component_ids\": [\"x\"] | template.component_ids",
                "\"name\": \"N\", \"title\": \"T\", \"body\": \"B\", \"component_ids\": {} | template.component_ids"
            })
    void whatIsWrongIsNamed(String fields, String field) {
        var refused = post(fields);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/field")).isEqualTo(field);
    }

    @Test
    void whoMayOnlyReadWritesNothing() {
        var reader = api.key(VIEW_INCIDENTS);
        assertThat(reader.get(path()).status()).isEqualTo(200);
        assertThat(reader.post(path(), "{\"template\": {" + named("Theirs") + "}}")
                        .status())
                .isEqualTo(403);
    }
}
