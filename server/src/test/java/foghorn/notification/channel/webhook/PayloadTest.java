package foghorn.notification.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import foghorn.component.ComponentId;
import foghorn.component.ComponentStatus;
import foghorn.incident.AffectedComponent;
import foghorn.incident.IncidentId;
import foghorn.incident.IncidentImpact;
import foghorn.incident.IncidentStatus;
import foghorn.incident.IncidentUpdate;
import foghorn.incident.IncidentUpdateId;
import foghorn.incident.Milestones;
import foghorn.kit.id.Ids;
import foghorn.kit.web.Json;
import foghorn.notification.Hook;
import foghorn.notification.channel.webhook.HookJson.Meta;
import foghorn.tenant.PageId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of payloads, key by key, and what gives way when they would be too long. */
class PayloadTest {
    private static final Instant AT = Instant.parse("2026-05-04T09:00:00.507123Z");
    private static final Meta META = new Meta("https://status.example/u", "https://status.example/d", "2026-05-04");
    private static final String SHORTLINK = "https://status.example/s/abc";

    private final Hook.Page page =
            new Hook.Page(new PageId(Ids.next()), "ferries", Optional.empty(), "major", "Partial System Outage");
    private final IncidentId incident = new IncidentId(Ids.next());

    @Test
    void whateverStandsInMetaIsQuoted() throws Exception {
        var odd = "https://status.example/\"\\\n\u0000ü\uD83D\uDE00";
        var payload = Payload.of(new Hook.Trial(page), "").with(new Meta(odd, odd, "2026-05-04"));

        var meta = Json.MAPPER.readTree(payload).get("meta");

        assertThat(meta.get("unsubscribe").asText()).isEqualTo(odd);
        assertThat(meta.get("documentation").asText()).isEqualTo(odd);
        assertThat(meta.get("generated_at").asText()).isEqualTo("2026-05-04");
    }

    @Test
    void aComponentsChangeHasTheContractsForm() throws Exception {
        var component = component(1);
        var change = new Hook.Change(Ids.next(), AT, ComponentStatus.OPERATIONAL, ComponentStatus.PARTIAL_OUTAGE);

        var json = read(Payload.of(new Hook.OfComponent(page, change, component), ""));

        assertThat(json.fieldNames()).toIterable().containsExactly("meta", "page", "component", "component_update");
        assertThat(json.path("meta").fieldNames())
                .toIterable()
                .containsExactly("unsubscribe", "documentation", "generated_at");
        assertThat(json.path("page").fieldNames())
                .toIterable()
                .containsExactly("id", "status_indicator", "status_description");
        assertThat(json.path("component").fieldNames())
                .toIterable()
                .containsExactly(
                        "status",
                        "name",
                        "created_at",
                        "updated_at",
                        "position",
                        "description",
                        "showcase",
                        "id",
                        "page_id",
                        "group_id");
        assertThat(json.path("component_update").fieldNames())
                .toIterable()
                .containsExactly("old_status", "new_status", "created_at", "component_type", "id", "component_id");
        assertThat(json.at("/page/status_description").asText()).isEqualTo("Partial System Outage");
        assertThat(json.at("/component/position").isInt()).isTrue();
        assertThat(json.at("/component/showcase").isBoolean()).isTrue();
        assertThat(json.at("/component/description").isNull()).isTrue();
        assertThat(json.at("/component_update/old_status").asText()).isEqualTo("operational");
        assertThat(json.at("/component_update/new_status").asText()).isEqualTo("partial_outage");
        assertThat(json.at("/component_update/component_type").asText()).isEqualTo("Component");
        assertThat(json.at("/component_update/created_at").asText()).isEqualTo("2026-05-04T09:00:00.507Z");
        assertThat(json.at("/component_update/component_id").asText())
                .isEqualTo(component.id().value());
    }

    @ParameterizedTest
    @CsvSource({
        "investigating, false, false",
        "identified, false, false",
        "monitoring, true, false",
        "resolved, false, true",
        "scheduled, false, false",
        "in_progress, false, false",
        "verifying, false, false",
        "completed, false, true"
    })
    void anIncidentAndAMaintenanceHaveTheContractsForm(String status, boolean monitored, boolean over)
            throws Exception {
        var line = IncidentStatus.parse(status).orElseThrow();
        boolean planned = line.isScheduledKind();

        var json = read(Payload.of(hook(List.of(update(1, line, "Text")), List.of(component(1)), planned), SHORTLINK));

        assertThat(json.fieldNames()).toIterable().containsExactly("meta", "page", "incident");
        assertThat(json.path("incident").fieldNames())
                .toIterable()
                .containsExactly(
                        "name",
                        "status",
                        "created_at",
                        "updated_at",
                        "monitoring_at",
                        "resolved_at",
                        "impact",
                        "shortlink",
                        "postmortem_ignored",
                        "postmortem_body",
                        "postmortem_body_last_updated_at",
                        "postmortem_published_at",
                        "postmortem_notified_subscribers",
                        "postmortem_notified_twitter",
                        "backfilled",
                        "scheduled_for",
                        "scheduled_until",
                        "scheduled_remind_prior",
                        "scheduled_reminded_at",
                        "impact_override",
                        "scheduled_auto_in_progress",
                        "scheduled_auto_completed",
                        "id",
                        "page_id",
                        "incident_updates",
                        "components");
        assertThat(json.at("/incident/incident_updates/0").fieldNames())
                .toIterable()
                .containsExactly(
                        "status",
                        "body",
                        "created_at",
                        "wants_twitter_update",
                        "twitter_updated_at",
                        "updated_at",
                        "display_at",
                        "affected_components",
                        "custom_tweet",
                        "deliver_notifications",
                        "id",
                        "incident_id");
        assertThat(json.at("/incident/incident_updates/0/affected_components/0").fieldNames())
                .toIterable()
                .containsExactly("code", "name", "old_status", "new_status");
        assertThat(json.at("/incident/status").asText()).isEqualTo(status);
        assertThat(json.at("/incident/shortlink").asText()).isEqualTo(SHORTLINK);
        assertThat(json.at("/incident/monitoring_at").isNull()).isEqualTo(!monitored);
        assertThat(json.at("/incident/resolved_at").isNull()).isEqualTo(!over);
        assertThat(json.at("/incident/scheduled_for").isNull()).isEqualTo(!planned);
        assertThat(json.at("/incident/impact_override").isNull()).isTrue();
        assertThat(json.at("/incident/components/0/status").asText()).isEqualTo("partial_outage");
    }

    @Test
    void aTrialIsNeitherAnIncidentNorAComponent() throws Exception {
        var json = read(Payload.of(new Hook.Trial(page), ""));

        assertThat(json.fieldNames()).toIterable().containsExactly("meta", "page", "test");
        assertThat(json.path("test").booleanValue()).isTrue();
    }

    @Test
    void updatesThatNamedNoComponentsSaySoByNull() throws Exception {
        var update = new IncidentUpdate(
                new IncidentUpdateId(Ids.next()),
                incident,
                1,
                IncidentStatus.Realtime.IDENTIFIED,
                "",
                true,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                AT,
                Optional.empty(),
                1,
                AT,
                AT);

        var json = read(Payload.of(hook(List.of(update), List.of(), false), SHORTLINK));

        assertThat(json.at("/incident/incident_updates/0/affected_components").isNull())
                .isTrue();
        assertThat(json.at("/incident/components").size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 30, 1000})
    void theOldestUpdatesGiveWay(int count) throws Exception {
        var updates = updates(count, "The gates at the eastern pier are shut. ".repeat(10));

        var json = read(Payload.of(hook(updates, List.of(component(1)), false), SHORTLINK));

        var told = json.at("/incident/incident_updates");
        assertThat(told.size()).isBetween(Math.min(count, 20), count);
        for (int i = 0; i < told.size(); i++) {
            assertThat(told.get(i).path("id").asText())
                    .isEqualTo(updates.get(i).id().value());
            assertThat(told.get(i).path("body").asText())
                    .isEqualTo(updates.get(i).body());
        }
    }

    @Test
    void aTextThatIsTooLongIsCutAtItsEndAndComponentsStayBeside() throws Exception {
        for (var text :
                List.of("a".repeat(25_000), "😀".repeat(12_500), "\u0001".repeat(25_000), "\"".repeat(25_000))) {
            var components = IntStream.range(0, 10).mapToObj(this::component).toList();

            var json = read(Payload.of(hook(updates(3, text), components, false), SHORTLINK));

            var body = json.at("/incident/incident_updates/0/body").asText();
            assertThat(body).endsWith("…").hasSizeGreaterThan(1000);
            assertThat(text).startsWith(body.substring(0, body.length() - 1));
            assertThat(json.at("/incident/components").size()).isEqualTo(10);
        }
    }

    @Test
    void thousandsOfComponentsLeaveRoomForTheText() throws Exception {
        var components = IntStream.range(0, 1100).mapToObj(this::component).toList();

        var json = read(Payload.of(hook(updates(2, "b".repeat(5000)), components, false), SHORTLINK));

        assertThat(json.at("/incident/incident_updates/0/body").asText()).isEqualTo("b".repeat(5000));
        assertThat(json.at("/incident/components").size()).isBetween(20, 100);
    }

    private static JsonNode read(Payload payload) throws IOException {
        byte[] bytes = payload.with(META);
        assertThat(bytes.length).isLessThan(Payload.MOST_BYTES);
        var json = Json.MAPPER.readTree(bytes);
        assertThat(json.at("/meta/unsubscribe").asText()).isEqualTo(META.unsubscribe());
        return json;
    }

    private Hook.OfIncident hook(List<IncidentUpdate> updates, List<Hook.Component> components, boolean planned) {
        Optional<Instant> from = planned ? Optional.of(AT.plusSeconds(3600)) : Optional.empty();
        return new Hook.OfIncident(
                page,
                new Hook.Incident(
                        incident,
                        "Gates \"stay\" shut",
                        updates.getFirst().status(),
                        planned ? IncidentImpact.MAINTENANCE : IncidentImpact.MAJOR,
                        Optional.empty(),
                        false,
                        AT,
                        AT,
                        Milestones.of(updates.reversed()),
                        new Hook.Plan(
                                from, from.map(at -> at.plusSeconds(60)), planned, Optional.empty(), planned, planned),
                        updates,
                        components,
                        new Hook.Aftermath(Optional.empty(), false)));
    }

    private Hook.OfIncident learnt(Hook.OfIncident hook, String postmortem) {
        var incident = hook.incident();
        return new Hook.OfIncident(
                hook.page(),
                new Hook.Incident(
                        incident.id(),
                        incident.name(),
                        incident.status(),
                        incident.impact(),
                        incident.impactOverride(),
                        incident.backfilled(),
                        incident.createdAt(),
                        incident.updatedAt(),
                        incident.milestones(),
                        incident.plan(),
                        incident.updates(),
                        incident.components(),
                        new Hook.Aftermath(
                                Optional.of(new Hook.Postmortem(postmortem, AT.plusSeconds(60), AT, true)), false)));
    }

    @Test
    void aPostmortemStandsInItsIncident() throws Exception {
        var resolved = List.of(update(1, IncidentStatus.Realtime.RESOLVED, "Text"));
        var json = read(Payload.of(learnt(hook(resolved, List.of(component(1)), false), "# Sand"), SHORTLINK));

        assertThat(json.at("/incident/status").asText()).isEqualTo("postmortem");
        assertThat(json.at("/incident/postmortem_body").asText()).isEqualTo("# Sand");
        assertThat(json.at("/incident/postmortem_body_last_updated_at").asText())
                .isEqualTo("2026-05-04T09:01:00.507Z");
        assertThat(json.at("/incident/postmortem_published_at").asText()).isEqualTo("2026-05-04T09:00:00.507Z");
        assertThat(json.at("/incident/postmortem_notified_subscribers").booleanValue())
                .isTrue();
        assertThat(json.at("/incident/postmortem_ignored").booleanValue()).isFalse();
        assertThat(json.at("/incident/incident_updates/0/status").asText()).isEqualTo("resolved");
    }

    @Test
    void ofALongPostmortemTheBeginningIsTold() throws Exception {
        var text = "The beginning. " + "Wörter 🌊 ".repeat(5_000);
        var json = read(Payload.of(
                learnt(
                        hook(
                                updates(50, "Text. ".repeat(100)),
                                IntStream.rangeClosed(1, 500)
                                        .mapToObj(this::component)
                                        .toList(),
                                false),
                        text),
                SHORTLINK));

        assertThat(text)
                .startsWith(json.at("/incident/postmortem_body").asText().replace("…", ""));
        assertThat(json.at("/incident/postmortem_body").asText()).hasSizeGreaterThan(3_000);
        assertThat(json.at("/incident/incident_updates")).isNotEmpty();
        assertThat(json.at("/incident/components")).isNotEmpty();
    }

    private List<IncidentUpdate> updates(int count, String body) {
        var updates = new ArrayList<IncidentUpdate>();
        for (int seq = count; seq > 0; seq--) {
            updates.add(update(seq, IncidentStatus.Realtime.INVESTIGATING, body));
        }
        return updates;
    }

    private IncidentUpdate update(int seq, IncidentStatus status, String body) {
        return new IncidentUpdate(
                new IncidentUpdateId(Ids.next()),
                incident,
                seq,
                status,
                body,
                true,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                AT,
                Optional.of(List.of(new AffectedComponent(
                        new ComponentId(Ids.next()),
                        "Pier - Gates",
                        ComponentStatus.OPERATIONAL,
                        ComponentStatus.PARTIAL_OUTAGE))),
                1,
                AT,
                AT);
    }

    private Hook.Component component(int position) {
        return new Hook.Component(
                new ComponentId(Ids.next()),
                Optional.empty(),
                "Gates " + position,
                Optional.empty(),
                ComponentStatus.PARTIAL_OUTAGE,
                position + 1,
                true,
                AT,
                AT);
    }
}
