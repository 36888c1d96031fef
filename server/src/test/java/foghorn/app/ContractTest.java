package foghorn.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import foghorn.kit.web.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The judge judged: the fixtures are written by hand from the contract's facts, the document must agree with them, the checker must refuse the rest. */
class ContractTest {
    private static final String JSON = "application/json; charset=utf-8";

    private final Contract contract = Contract.load();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Page",
                "Component",
                "GroupComponent",
                "ComponentUptime",
                "ComponentGroupUptime",
                "Incident",
                "IncidentUpdate",
                "SingleIncidentUpdate",
                "IncidentImpact",
                "Subscriber",
                "SubscriberCounts",
                "SubscriberHistogram",
                "User",
                "Permissions",
                "StatusEmbedConfig",
                "Postmortem",
                "IncidentTemplate"
            })
    void theDocumentAgreesWithTheFacts(String schema) throws IOException {
        var sample = sample(schema);
        assertThat(contract.errors(schema, sample)).isEmpty();
        assertThat(names(contract.schema(schema).get("properties"))).isEqualTo(names(sample));
    }

    @ParameterizedTest
    @CsvSource({
        "Page, 45",
        "Component, 14",
        "GroupComponent, 8",
        "ComponentUptime, 9",
        "ComponentGroupUptime, 9",
        "Incident, 32",
        "IncidentUpdate, 13",
        "SingleIncidentUpdate, 13",
        "IncidentImpact, 6",
        "Subscriber, 15",
        "SubscriberCounts, 6",
        "SubscriberHistogram, 6",
        "SubscriberStates, 4",
        "User, 7",
        "Permissions, 1",
        "PagePermissions, 3",
        "StatusEmbedConfig, 6",
        "Postmortem, 11",
        "IncidentTemplate, 9"
    })
    void additionsComeLast(String schema, int size) {
        var ofContract = contract.contractProperties(schema);
        assertThat(ofContract).hasSize(size);
        assertThat(names(contract.schema(schema).get("properties"))).startsWith(ofContract.toArray(String[]::new));
    }

    @Test
    void everySchemaOfAnAnswerWantsAllItsProperties() {
        contract.document().at("/components/schemas").properties().forEach(entry -> {
            var schema = entry.getValue();
            if (entry.getKey().endsWith("Request") || entry.getKey().startsWith("New")) {
                return;
            }
            var required = new ArrayList<String>();
            schema.get("required").forEach(name -> required.add(name.textValue()));
            assertThat(required).as(entry.getKey()).isEqualTo(names(schema.get("properties")));
            assertThat(schema.get("additionalProperties").booleanValue()).isFalse();
        });
    }

    @Test
    void anEmptyObjectIsRefused() {
        assertThat(contract.errors("Page", Json.MAPPER.createObjectNode())).hasSizeGreaterThanOrEqualTo(45);
        assertRefused("{}", "$.id: missing");
    }

    @Test
    void aMissingKeyIsRefused() throws IOException {
        assertRefused(component().without("start_date").toString(), "$.start_date: missing");
    }

    @Test
    void anExtraKeyIsRefused() throws IOException {
        assertRefused(component().put("colour", "red").toString(), "$.colour: not in the document");
    }

    @Test
    void anotherOrderIsRefused() throws IOException {
        var component = component();
        var name = component.remove("name");
        assertRefused(component.set("name", name).toString(), "keys in the order");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-02-03T04:05:06.007Z",
                "2025-02-03T04:05:06+00:00",
                "2025-02-03 04:05:06Z",
                "2025-02-03T04:05Z"
            })
    void anotherTimeFormIsRefused(String time) throws IOException {
        assertRefused(component().put("created_at", time).toString(), "$.created_at");
    }

    @Test
    void aNestedTimeWithoutMillisecondsIsRefused() throws IOException {
        var update = (ObjectNode) sample("IncidentUpdate");
        update.put("display_at", "2025-04-05T06:07:08Z");
        assertThat(contract.errors("IncidentUpdate", update)).hasSize(1);
    }

    @Test
    void nullWhereItMayNotBeIsRefused() throws IOException {
        assertRefused(component().putNull("name").toString(), "$.name: null");
    }

    @ParameterizedTest
    @CsvSource({"status, on fire", "id, ABC", "automation_email, nobody@example.com", "start_date, 2025-2-3"})
    void anotherValueIsRefused(String field, String value) throws IOException {
        assertRefused(component().put(field, value).toString(), "$." + field);
    }

    @Test
    void anotherTypeIsRefused() throws IOException {
        assertRefused(component().put("position", "1").toString(), "$.position: string");
    }

    @Test
    void aStatusThatIsNotPromisedIsRefused() {
        var path = "/v1/pages/k2x8vn4wq7pz/components/c0mp0n3nt001";
        assertThat(contract.errors(new Contract.Answer("GET", path, 500, JSON, "{}")))
                .isNotEmpty();
        assertThat(contract.errors(new Contract.Answer("DELETE", path, 204, null, "")))
                .isEmpty();
        assertThat(contract.errors(new Contract.Answer("DELETE", path, 200, JSON, "{}")))
                .isNotEmpty();
        assertThat(contract.errors(new Contract.Answer("GET", path, 200, "text/html", "{}")))
                .isNotEmpty();
    }

    @Test
    void anErrorWithoutItsFieldsIsRefused() {
        var path = "/v1/pages/k2x8vn4wq7pz/components.json";
        assertThat(contract.errors(new Contract.Answer("GET", path, 404, JSON, "{\"message\":\"no\"}")))
                .containsExactly("$.errors: missing");
        assertThat(contract.errors(new Contract.Answer("GET", path, 404, JSON, "{\"message\":\"no\",\"errors\":[]}")))
                .isEmpty();
    }

    private void assertRefused(String body, String because) {
        var answer = new Contract.Answer("GET", "/v1/pages/k2x8vn4wq7pz/components/c0mp0n3nt001", 200, JSON, body);
        assertThatThrownBy(() -> contract.check(answer))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(because);
    }

    private static ObjectNode component() throws IOException {
        return (ObjectNode) sample("Component");
    }

    private static JsonNode sample(String schema) throws IOException {
        try (var stream = ContractTest.class.getResourceAsStream("/contract/" + schema + ".json")) {
            return Json.MAPPER.readTree(stream);
        }
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
