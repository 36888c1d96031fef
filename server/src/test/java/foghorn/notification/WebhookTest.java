package foghorn.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import foghorn.Await;
import foghorn.component.Component;
import foghorn.component.ComponentRoom;
import foghorn.component.ComponentStatus;
import foghorn.component.NewComponent;
import foghorn.incident.ComponentChanges;
import foghorn.incident.IncidentId;
import foghorn.incident.IncidentOptions;
import foghorn.incident.IncidentPatch;
import foghorn.incident.IncidentRoom;
import foghorn.incident.IncidentService;
import foghorn.incident.IncidentStatus;
import foghorn.incident.IncidentStatus.Realtime;
import foghorn.incident.IncidentStatus.Scheduled;
import foghorn.incident.Maintenance;
import foghorn.incident.OpenIncident;
import foghorn.incident.ScheduleMaintenance;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.http.GuardedClient;
import foghorn.kit.http.Network;
import foghorn.kit.http.Receiver;
import foghorn.kit.id.Ids;
import foghorn.kit.web.Json;
import foghorn.notification.channel.webhook.WebhookChannel;
import foghorn.page.PageLinks;
import foghorn.subscriber.Audience;
import foghorn.subscriber.Recipient;
import foghorn.subscriber.SubscriberId;
import foghorn.subscriber.WebhookService;
import foghorn.subscriber.WebhookService.NewWebhook;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From what the team does to a program that listens, over real HTTP. */
@Timeout(120)
class WebhookTest {
    private static final String OK = "HTTP/1.1 204 Thanks\r\n\r\n";
    private static final String SECRET = Base64.getEncoder().encodeToString(new byte[32]);

    private final TestDatabase test = TestDatabase.create();
    private final Vertx vertx = Vertx.vertx();
    private final GuardedClient client = new GuardedClient(vertx, List.of(Network.parse("127.0.0.0/8")));
    private Town town;
    private IncidentService incidents;
    private ComponentRoom components;
    private Component gates;
    private WebhookChannel channel;
    private NotificationRoom node;

    @BeforeEach
    void start() {
        town = new Town(test);
        incidents = new IncidentRoom(town.database).incidents();
        components = new ComponentRoom(town.database);
        gates = components.components().create(town.job, town.page, NewComponent.named("Gates"));
        channel = new WebhookChannel(new WebhookChannel.Needs(
                client,
                new Notices(town.database),
                new PageLinks(URI.create("https://status.example:8443"), Optional.empty()),
                InstantSource.system()));
        node = town.node(channel);
        node.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        node.stop(Duration.ofSeconds(5));
        client.close();
        vertx.close().await();
        test.close();
    }

    @Test
    void aProgramHearsEverythingInOrderAndCanTellThatItIsFromUs() throws Exception {
        try (var receiver = new Receiver("127.0.0.31", Receiver.answering(OK))) {
            var secret = follow(receiver);

            var opened = open("Gates \"stay\" shut 😀");
            post(opened, Realtime.IDENTIFIED, "The eastern one, too.");
            post(opened, Realtime.MONITORING, "They move.");
            resolve(opened);
            var planned = plan();
            post(planned, Scheduled.IN_PROGRESS, "It begins.");
            post(planned, Scheduled.COMPLETED, "It is done.");
            Await.until("all", () -> receiver.requests().size() >= 9);

            var heard = heard(receiver, secret);
            assertThat(heard.stream().map(WebhookTest::told))
                    .containsExactly(
                            "operational to partial_outage",
                            "investigating, 1 update",
                            "identified, 2 updates",
                            "monitoring, 3 updates",
                            "partial_outage to operational",
                            "resolved, 4 updates",
                            "scheduled, 1 update",
                            "in_progress, 2 updates",
                            "completed, 3 updates");
            assertThat(receiver.requests().stream().map(Receiver.Request::line).distinct())
                    .containsExactly("POST /hook HTTP/1.1");
            assertThat(receiver.requests().getFirst().headers())
                    .containsEntry("content-type", "application/json")
                    .containsEntry("user-agent", "Foghorn/0.1")
                    .containsOnlyKeys(
                            "host",
                            "content-length",
                            "content-type",
                            "user-agent",
                            "webhook-id",
                            "webhook-timestamp",
                            "webhook-signature");
            changeOfComponent(heard.getFirst());
            firstNotice(heard.get(1), opened);
            resolution(heard.get(5));
            maintenance(heard.get(6));
        }
    }

    @Test
    void forADayBothSecretsSignAndThenTheNewOneAlone() throws Exception {
        try (var receiver = new Receiver("127.0.0.31", Receiver.answering(OK))) {
            var first = follow(receiver);
            var webhooks = town.subscribers.webhooks();
            var id = webhooks.list(town.job, town.page).getFirst().id();

            var second = webhooks.rotate(town.job, town.page, id).secret();
            town.clock.pass(WebhookService.ROTATION.minus(Duration.ofMinutes(10)));
            var opened = open("Gates stay shut");
            Await.until("told", () -> receiver.requests().size() == 2);
            assertThat(receiver.requests()).allSatisfy(request -> {
                assertThat(request.header("webhook-signature").split(" ")).hasSize(2);
                verify(first, request);
                verify(second, request);
            });

            town.clock.pass(Duration.ofMinutes(5));
            post(opened, Realtime.IDENTIFIED, "The eastern one, too.");
            Await.until("told", () -> receiver.requests().size() == 3);
            var last = receiver.requests().getLast();
            assertThat(last.header("webhook-signature").split(" ")).hasSize(1);
            verify(second, last);
            assertThatThrownBy(() -> verify(first, last)).isInstanceOf(WebhookVerificationException.class);
        }
    }

    private static void verify(String secret, Receiver.Request request) throws Exception {
        new Webhook(secret)
                .verify(
                        request.text(),
                        HttpHeaders.of(
                                request.headers().entrySet().stream()
                                        .collect(Collectors.toMap(
                                                Map.Entry::getKey, entry -> List.of(entry.getValue()))),
                                (name, value) -> true));
    }

    private void changeOfComponent(JsonNode json) {
        assertThat(json.at("/page/id").asText()).isEqualTo(town.page.value());
        assertThat(json.at("/page/status_indicator").asText()).isEqualTo("major");
        assertThat(json.at("/page/status_description").asText()).isEqualTo("Partial System Outage");
        assertThat(json.at("/component/id").asText()).isEqualTo(gates.id().value());
        assertThat(json.at("/component/name").asText()).isEqualTo("Gates");
        assertThat(json.at("/component/status").asText()).isEqualTo("partial_outage");
        assertThat(json.at("/component_update/component_id").asText())
                .isEqualTo(gates.id().value());
        assertThat(json.at("/component_update/created_at").asText()).isEqualTo("2026-05-04T10:00:00.000Z");
        assertThat(json.at("/meta/unsubscribe").asText())
                .startsWith("https://status.example:8443/p/ferries-" + town.page + "/subscriptions/unsubscribe/");
        assertThat(json.at("/meta/documentation").asText())
                .isEqualTo("https://status.example:8443/p/ferries-" + town.page + "/docs/webhooks");
    }

    private static void firstNotice(JsonNode json, IncidentId id) {
        var incident = json.path("incident");
        assertThat(incident.path("id").asText()).isEqualTo(id.value());
        assertThat(incident.path("shortlink").asText()).isEqualTo("https://status.example:8443/s/" + id);
        assertThat(incident.path("impact").asText()).isEqualTo("major");
        assertThat(incident.path("monitoring_at").isNull()).isTrue();
        assertThat(incident.path("resolved_at").isNull()).isTrue();
        assertThat(incident.at("/incident_updates/0/body").asText()).isEqualTo("We are looking.");
        assertThat(incident.at("/incident_updates/0/affected_components/0/new_status")
                        .asText())
                .isEqualTo("partial_outage");
        assertThat(incident.at("/components/0/status").asText()).isEqualTo("partial_outage");
    }

    private static void resolution(JsonNode json) {
        var incident = json.path("incident");
        assertThat(json.at("/page/status_description").asText()).isEqualTo("All Systems Operational");
        assertThat(incident.path("monitoring_at").asText()).isEqualTo("2026-05-04T10:10:00.000Z");
        assertThat(incident.path("resolved_at").asText()).isEqualTo("2026-05-04T10:15:00.000Z");
        assertThat(incident.path("created_at").asText()).isEqualTo("2026-05-04T10:00:00.000Z");
        assertThat(incident.path("updated_at").asText()).isEqualTo("2026-05-04T10:15:00.000Z");
        assertThat(incident.at("/components/0/status").asText()).isEqualTo("operational");
        assertThat(incident.path("incident_updates").findValuesAsText("body"))
                .containsExactly("All is well.", "They move.", "The eastern one, too.", "We are looking.");
    }

    private static void maintenance(JsonNode json) {
        var incident = json.path("incident");
        assertThat(incident.path("impact").asText()).isEqualTo("maintenance");
        assertThat(incident.path("scheduled_for").asText()).isEqualTo("2026-05-05T10:20:00.000Z");
        assertThat(incident.path("scheduled_until").asText()).isEqualTo("2026-05-05T11:20:00.000Z");
    }

    @Test
    void whatIsToldLateIsToldAsItWas() throws Exception {
        var opened = open("Gates stay shut");
        Await.until("relayed, to nobody", () -> town.count("select count(*) from notification_event") == 1);
        try (var receiver = new Receiver("127.0.0.31", Receiver.answering(OK))) {
            follow(receiver);
            post(opened, Realtime.IDENTIFIED, "The eastern one, too.");
            Await.until("told", () -> receiver.requests().size() == 1);
            var event = town.database.read(
                    town.job,
                    tx -> tx.createQuery("select id from notification_event where kind = 'incident.updated'")
                            .mapTo(String.class)
                            .one());
            resolve(opened);

            var late = (Hook.OfIncident) new Notices(town.database).hook(town.organization, event);

            assertThat(late.incident().status()).isEqualTo(Realtime.IDENTIFIED);
            assertThat(late.incident().milestones().resolvedAt()).isEmpty();
            assertThat(late.incident().updates()).hasSize(2);
            assertThat(late.incident().components().getFirst().status()).isEqualTo(ComponentStatus.PARTIAL_OUTAGE);
            assertThat(late.page().description()).isEqualTo("Partial System Outage");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200 OK, Delivered, 200",
        "202 Accepted, Delivered, 202",
        "301 Moved, RetryLater, 301",
        "307 Moved, RetryLater, 307",
        "400 Bad request, RetryLater, 400",
        "401 Who are you, RetryLater, 401",
        "404 Not found, RetryLater, 404",
        "410 Gone, RecipientGone, 410",
        "429 Slow down, Throttled, 429",
        "500 Oops, RetryLater, 500",
        "502 Bad gateway, Throttled, 502",
        "503 Busy, Throttled, 503",
        "504 Gateway timeout, Throttled, 504"
    })
    void anAnswerMeansWhatItsStatusSays(String status, String outcome, String code) throws Exception {
        var answer = "HTTP/1.1 " + status
                + "\r\nlocation: http://127.0.0.1/\r\nretry-after: 90\r\ncontent-length: 6\r\n\r\nSECRET";
        try (var receiver = new Receiver("127.0.0.31", Receiver.answering(answer))) {
            var became = channel.send(trial(receiver.at("/hook")));

            assertThat(became.getClass().getSimpleName()).isEqualTo(outcome);
            assertThat(became.code()).isEqualTo(code);
            assertThat(became.toString()).doesNotContain("SECRET");
            if (became instanceof DeliveryOutcome.Throttled throttled) {
                assertThat(throttled.notBefore()).contains(Duration.ofSeconds(90));
            }
            var json = Json.MAPPER.readTree(receiver.requests().getFirst().body());
            assertThat(json.path("test").booleanValue()).isTrue();
            assertThat(json.at("/page/status_description").asText()).isEqualTo("All Systems Operational");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://10.1.2.3/, refused",
        "http://169.254.169.254/latest/meta-data/, refused",
        "https://user@example.com/, refused",
        "http://127.0.0.32:1/, no connection"
    })
    void anEndpointThatCannotBeReachedIsTriedAgain(String url, String code) throws Exception {
        assertThat(channel.send(trial(URI.create(url))))
                .isInstanceOfSatisfying(DeliveryOutcome.RetryLater.class, later -> {
                    assertThat(later.code()).isEqualTo(code);
                    assertThat(later.reason()).isNotEmpty();
                });
    }

    @Test
    void oneHostIsOneHostHoweverItIsWritten() {
        assertThat(List.of("https://Hook.Example/a", "https://hook.example./b", "https://hook.example:8443/c").stream()
                        .map(url -> channel.host(recipient(URI.create(url))))
                        .distinct())
                .containsExactly("hook.example");
    }

    private String follow(Receiver receiver) {
        var command = new NewWebhook(receiver.at("/hook").toString(), "dana@harbour.example", Optional.empty());
        var made = town.subscribers.webhooks().add(town.job, town.page, command);
        town.clock.pass(Duration.ofHours(1));
        return made.secret();
    }

    private IncidentId open(String name) {
        var command = OpenIncident.of(
                name,
                Realtime.INVESTIGATING,
                "We are looking.",
                ComponentChanges.to(Map.of(gates.id(), ComponentStatus.PARTIAL_OUTAGE)));
        var id = incidents.open(town.job, town.page, command).incident().id();
        town.clock.pass(Duration.ofMinutes(5));
        return id;
    }

    private void post(IncidentId id, IncidentStatus status, String body) {
        incidents.update(town.job, town.page, id, IncidentPatch.post(status, body, ComponentChanges.none()));
        town.clock.pass(Duration.ofMinutes(5));
    }

    private void resolve(IncidentId id) {
        var changes = ComponentChanges.to(Map.of(gates.id(), ComponentStatus.OPERATIONAL));
        incidents.update(town.job, town.page, id, IncidentPatch.post(Realtime.RESOLVED, "All is well.", changes));
        town.clock.pass(Duration.ofMinutes(5));
    }

    private IncidentId plan() {
        Instant from = town.clock.instant().plus(Duration.ofDays(1));
        var command = new ScheduleMaintenance(
                "New firmware",
                Scheduled.SCHEDULED,
                "Gates restart.",
                Maintenance.between(from, from.plus(Duration.ofHours(1))),
                new ComponentChanges(Map.of(), Optional.of(List.of(gates.id()))),
                true,
                IncidentOptions.none());
        var id = incidents.schedule(town.job, town.page, command).incident().id();
        town.clock.pass(Duration.ofMinutes(5));
        return id;
    }

    /** Each verified by the library that receivers use. */
    private static List<JsonNode> heard(Receiver receiver, String secret) throws Exception {
        var heard = new ArrayList<JsonNode>();
        for (var request : receiver.requests()) {
            verify(secret, request);
            heard.add(Json.MAPPER.readTree(request.body()));
        }
        assertThat(receiver.requests().stream()
                        .map(request -> request.header("webhook-id"))
                        .distinct())
                .hasSize(receiver.requests().size());
        return heard;
    }

    private static String told(JsonNode json) {
        if (json.has("component_update")) {
            var change = json.path("component_update");
            return change.path("old_status").asText() + " to "
                    + change.path("new_status").asText();
        }
        var incident = json.path("incident");
        int updates = incident.path("incident_updates").size();
        return incident.path("status").asText() + ", " + updates + (updates == 1 ? " update" : " updates");
    }

    private Message trial(URI endpoint) {
        return new Message(
                town.organization, town.page, new Message.WebhookTest(), recipient(endpoint), "direct.subscriber.mac");
    }

    private static Recipient recipient(URI endpoint) {
        return new Recipient(
                new SubscriberId(Ids.next()),
                Audience.WEBHOOK,
                endpoint.toString(),
                Optional.empty(),
                "leave",
                "en",
                Optional.empty(),
                List.of(Base64.getDecoder().decode(SECRET)),
                false);
    }
}
