package foghorn.notification.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import foghorn.kit.http.GuardedClient;
import foghorn.kit.http.Network;
import foghorn.kit.http.Receiver;
import foghorn.kit.id.Ids;
import foghorn.kit.time.WireTime;
import foghorn.kit.web.Json;
import foghorn.notification.Channel;
import foghorn.notification.Message;
import foghorn.notification.Stage;
import foghorn.notification.channel.ChannelConformance;
import foghorn.notification.channel.Received;
import foghorn.subscriber.Audience;
import foghorn.subscriber.Recipient;
import foghorn.subscriber.SubscriberId;
import io.vertx.core.Vertx;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Webhooks, over HTTP to an endpoint, verified by the library that receivers use. */
class WebhookConformanceTest extends ChannelConformance {
    private final Vertx vertx = Vertx.vertx();
    private final GuardedClient client = new GuardedClient(vertx, List.of(Network.parse("127.0.0.0/8")));
    private final Receiver receiver = new Receiver("127.0.0.33", Receiver.answering("HTTP/1.1 204 Thanks\r\n\r\n"));
    private final Map<String, byte[]> secrets = new TreeMap<>();

    @Override
    protected Channel open(Stage stage) {
        return new WebhookChannel(
                new WebhookChannel.Needs(client, stage.notices(), stage.links(), InstantSource.system()));
    }

    @Override
    protected void close() throws Exception {
        receiver.close();
        client.close();
        vertx.close().await();
    }

    @Override
    protected Recipient recipient(String name, Optional<ZoneId> zone) {
        byte[] secret = Ids.bytes(32);
        secrets.put("/" + name, secret);
        return new Recipient(
                new SubscriberId(Ids.next()),
                Audience.WEBHOOK,
                receiver.at("/" + name).toString(),
                Optional.empty(),
                Ids.secret(),
                "en",
                zone,
                List.of(secret),
                false);
    }

    @Override
    protected List<Received> received() throws Exception {
        var received = new ArrayList<Received>();
        for (var request : receiver.requests()) {
            var to = request.line().split(" ")[1];
            var headers = new TreeMap<String, List<String>>();
            request.headers().forEach((name, value) -> headers.put(name, List.of(value)));
            new Webhook(Base64.getEncoder().encodeToString(secrets.get(to)))
                    .verify(request.text(), HttpHeaders.of(headers, (name, value) -> true));
            var json = Json.MAPPER.readTree(request.body());
            var about = json.has("component") ? json.path("component") : json.path("incident");
            received.add(new Received(
                    to,
                    request.headers().getOrDefault("webhook-id", "").replace('_', '.'),
                    headers,
                    about.path("name").asText(),
                    String.join("\n", words(json)),
                    request.body()));
        }
        return received;
    }

    private static List<String> words(JsonNode json) {
        var words = new ArrayList<String>();
        for (var child : json) {
            words.addAll(child.isTextual() ? List.of(child.textValue()) : words(child));
        }
        return words;
    }

    @Override
    protected Set<Class<? extends Message.Content>> says() {
        return Set.of(Message.WebhookTest.class);
    }

    @Override
    protected Set<String> headers(Message.Content content) {
        return Set.of(
                "host",
                "content-length",
                "content-type",
                "user-agent",
                "webhook-id",
                "webhook-timestamp",
                "webhook-signature");
    }

    /** Programs are told in UTC, wherever they stand. */
    @Override
    protected String time(Instant at, ZoneId zone) {
        return WireTime.milliseconds(at);
    }

    @Override
    protected void requirePage(Stage stage, String pageName, Received received) throws Exception {
        var json = Json.MAPPER.readTree(received.raw());
        assertThat(json.at("/page/id").asText()).isEqualTo(stage.page().value());
    }
}
