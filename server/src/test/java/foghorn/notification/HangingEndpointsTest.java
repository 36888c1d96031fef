package foghorn.notification;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.Await;
import foghorn.kit.crypto.Field;
import foghorn.kit.crypto.Tokens;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.http.GuardedClient;
import foghorn.kit.http.Network;
import foghorn.kit.http.Receiver;
import foghorn.kit.id.Ids;
import foghorn.notification.channel.webhook.WebhookChannel;
import foghorn.page.PageLinks;
import io.vertx.core.Vertx;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages whose endpoints take what they are sent and never answer, each on a host of its own, and a page that has nothing to do with them. */
@Timeout(120)
class HangingEndpointsTest {
    /** Nearly what one page may have. An attempt that hangs ends after 30 seconds. */
    private static final int MANY = 200;

    private final TestDatabase test = TestDatabase.create();
    private final Vertx vertx = Vertx.vertx();
    private final GuardedClient client = new GuardedClient(vertx, List.of(Network.parse("127.0.0.0/8")));
    private Town town;
    private NotificationRoom node;

    @BeforeEach
    void found() {
        town = new Town(test);
        node = town.node(new WebhookChannel(new WebhookChannel.Needs(
                client,
                new Notices(town.database),
                new PageLinks(URI.create("https://status.example:8443"), Optional.empty()),
                InstantSource.system())));
    }

    @AfterEach
    void stop() throws InterruptedException {
        node.stop(Duration.ofMillis(100));
        client.close();
        vertx.close().await();
        test.close();
    }

    /** Hosts that take connections and say nothing. */
    private static final class Silence implements Closeable {
        private final ServerSocket listener;
        private final List<Socket> taken = new CopyOnWriteArrayList<>();

        Silence() throws IOException {
            listener = new ServerSocket(0, 1_000, InetAddress.getByName("0.0.0.0"));
            Thread.startVirtualThread(this::accept);
        }

        private void accept() {
            try {
                while (true) {
                    taken.add(listener.accept());
                }
            } catch (IOException closed) {
                // The test is over.
            }
        }

        /** So many addresses, which no other page of the test has. */
        String[] endpoints(int page, int count) {
            return IntStream.range(0, count)
                    .mapToObj(i -> "http://127." + (100 + page) + "." + i / 200 + "." + (1 + i % 200) + ":"
                            + listener.getLocalPort() + "/hook")
                    .toArray(String[]::new);
        }

        @Override
        public void close() throws IOException {
            listener.close();
            for (var socket : taken) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 400", "1, 900", "2, 250"})
    void pagesThatHangKeepNoOtherWaiting(int pages, int endpoints) throws IOException {
        try (var silence = new Silence();
                var receiver = new Receiver("127.0.0.31", Receiver.answering("HTTP/1.1 204 Thanks\r\n\r\n"))) {
            var hanging = new ArrayList<Town>();
            for (int page = 0; page < pages; page++) {
                var hangs = new Town(test, town.key, town.clock);
                hangs.hook(silence.endpoints(page, endpoints));
                hanging.add(hangs);
            }
            town.hook(receiver.at("/hook").toString());
            node.start();
            hanging.forEach(hangs -> hangs.open("Fog", true));
            Await.until("many hang", () -> silence.taken.size() >= MANY);

            town.open("Gates stay shut", true);

            Await.until("the other page is told", () -> !receiver.requests().isEmpty());
            hanging.forEach(hangs -> assertThat(hangs.deliveries().keySet())
                    .as("none of their attempts has ended")
                    .containsExactly("sending"));
        }
    }

    @Test
    void aPageWhoseTrialsHangKeepsNoOthersTrialsWaiting() throws IOException {
        try (var silence = new Silence();
                var receiver = new Receiver("127.0.0.31", Receiver.answering("HTTP/1.1 204 Thanks\r\n\r\n"))) {
            var hangs = new Town(test, town.key, town.clock);
            tryOut(hangs, hangs.hook(silence.endpoints(0, 60)));
            node.start();
            Await.until("many hang", () -> silence.taken.size() >= Held.MOST_DIRECT / 2);

            tryOut(town, town.hook(receiver.at("/hook").toString()));

            Await.until(
                    "the other page's endpoint is tried",
                    () -> !receiver.requests().isEmpty());
            assertThat(hangs.count("select count(*) from direct_message where attempts > 0"))
                    .as("none of the others has ended")
                    .isZero();
        }
    }

    /** Has each endpoint tried out, as when it was confirmed. */
    private static void tryOut(Town page, List<String> endpoints) {
        page.change(tx -> {
            for (var endpoint : endpoints) {
                var message = Ids.next();
                var key = page.vault.subject(tx, endpoint).orElseThrow();
                tx.createUpdate("""
                        insert into direct_message (organization_id, page_id, id, kind, channel, subject_id, token, token_hash,
                                                    token_expires_at, lane, state, due_at, created_at)
                        values (:organizationId, :page, :id, 'webhook_test', 'webhook', :endpoint, :token, :hash, :expires, 0,
                                'waiting', :now, :now)
                        """)
                        .bind("page", page.page.value())
                        .bind("id", message)
                        .bind("endpoint", endpoint)
                        .bind("token", key.seal(new Field("direct_message", "token", message), "none"))
                        .bind("hash", Tokens.hash(message))
                        .bind("expires", tx.now().plus(Duration.ofHours(1)))
                        .execute();
            }
        });
    }
}
