package foghorn.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.kit.http.OutgoingAnswer.Answered;
import foghorn.kit.http.OutgoingAnswer.NotResolved;
import foghorn.kit.http.OutgoingAnswer.Refused;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Names that mean harm, asked of a real name server. */
@Timeout(60)
class DnsLookupTest {
    private static final String HERE = "127.0.0.26";
    private static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final NameServer server = new NameServer();
    private final Receiver receiver = new Receiver(HERE, Receiver.answering(OK));
    private final DnsLookup lookup = new DnsLookup(server.address());

    @AfterEach
    void close() throws Exception {
        lookup.close();
        receiver.close();
        server.close();
        vertx.close().await();
    }

    @Test
    void allAddressesOfANameAreFound() throws Exception {
        server.put("hook.example", List.of("1.1.1.1", "2606:4700::1", "9.9.9.9"));

        assertThat(lookup.addresses("hook.example", LIMIT))
                .containsExactlyInAnyOrder(
                        InetAddress.ofLiteral("1.1.1.1"),
                        InetAddress.ofLiteral("9.9.9.9"),
                        InetAddress.ofLiteral("2606:4700::1"))
                .startsWith(InetAddress.ofLiteral("1.1.1.1"));
    }

    @Test
    void aNameThatIsRebornElsewhereIsCheckedAgain() throws Exception {
        server.put("rebind.example", List.of(HERE), List.of("169.254.169.254"));
        try (var client = client(Network.parse(HERE))) {
            assertThat(get(client, "rebind.example")).isInstanceOf(Answered.class);
            assertThat(server.questions("rebind.example")).isEqualTo(1);

            assertThat(get(client, "rebind.example")).isInstanceOf(Refused.class);
            assertThat(receiver.requests()).hasSize(1);
        }
    }

    @Test
    void aNameWithAGoodAndABadAddressIsRefused() throws Exception {
        server.put("both.example", List.of("1.1.1.1", "127.0.0.1"));
        try (var client = client()) {
            assertThat(get(client, "both.example")).isInstanceOf(Refused.class);
        }
    }

    @Test
    void anAliasOfSomethingInternalIsRefused() throws Exception {
        server.put("alias.example", List.of("db.internal"));
        server.put("db.internal", List.of(HERE));
        try (var client = client()) {
            assertThat(get(client, "alias.example")).isInstanceOf(Refused.class);
            assertThat(receiver.connections()).isZero();
        }
    }

    @Test
    void anInternalAddressOfIpv6IsRefused() throws Exception {
        server.put("six.example", List.of("fd00::1"));
        server.put("gateway.example", List.of("64:ff9b::7f00:1"));
        server.put("mapped.example", List.of(NameServer.MAPPED));
        try (var client = client()) {
            assertThat(get(client, "six.example")).isInstanceOf(Refused.class);
            assertThat(get(client, "gateway.example")).isInstanceOf(Refused.class);
            assertThat(get(client, "mapped.example")).isInstanceOf(Refused.class);
        }
    }

    @Test
    void theHostsFileCountsToo() throws Exception {
        try (var machine = new DnsLookup()) {
            assertThat(machine.addresses("localhost", LIMIT)).allMatch(InetAddress::isLoopbackAddress);
        }
    }

    @Test
    void aNameThatDoesNotExistHasNoAddress() {
        assertThatThrownBy(() -> lookup.addresses("nobody.example", LIMIT)).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void aSilentNameServerHoldsNobodyLongerThanAllowed() throws Exception {
        server.put("slow.example", List.of(NameServer.SILENCE));
        try (var client = client()) {
            var uri = receiver.named("slow.example", "/");

            assertThat(client.send(OutgoingRequest.get(uri, Duration.ofMillis(300))))
                    .isInstanceOf(NotResolved.class);
        }
    }

    private GuardedClient client(Network... allow) {
        return new GuardedClient(new AddressRules(List.of(allow)), lookup, new Connections(vertx, null));
    }

    private OutgoingAnswer get(GuardedClient client, String name) throws InterruptedException {
        return client.send(OutgoingRequest.get(receiver.named(name, "/"), LIMIT));
    }
}
