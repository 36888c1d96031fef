package foghorn.kit.http;

import static foghorn.kit.http.AddressRules.Standing.ALLOWED;
import static foghorn.kit.http.AddressRules.Standing.PUBLIC;
import static foghorn.kit.http.AddressRules.Standing.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
    private final AddressRules strict = new AddressRules(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.255.255.255",
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "169.254.169.254",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.0",
                "192.168.255.255",
                "198.18.0.0",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.0",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::ffff:127.0.0.1",
                "::ffff:10.1.2.3",
                "::ffff:7f00:1",
                "64:ff9b::1.1.1.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:1ff:ffff::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "2002:101:101::1",
                "3fff::1",
                "4000::1",
                "5f00::1",
                "fc00::1",
                "fdff:ffff::1",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void noReservedAddressMayBeCalled(String address) {
        assertThat(strict.of(InetAddress.ofLiteral(address))).isEqualTo(REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "128.0.0.1",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.1",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "::ffff:1.1.1.1",
                "2001:200::1",
                "2606:4700:4700::1111",
                "2a00:1450:4001::1"
            })
    void thePublicInternetMayBeCalled(String address) {
        assertThat(strict.of(InetAddress.ofLiteral(address))).isEqualTo(PUBLIC);
    }

    @Test
    void theOperatorsListOpensWhatItNamesAndNothingElse() {
        var rules = rules("10.20.0.0/16", "127.0.0.9", "fd00:1::/32");

        assertThat(Stream.of("10.20.255.1", "127.0.0.9", "::ffff:10.20.0.1", "fd00:1::5")
                        .map(address -> rules.of(InetAddress.ofLiteral(address))))
                .containsOnly(ALLOWED);
        assertThat(Stream.of("10.21.0.0", "127.0.0.8", "fd00:2::5")
                        .map(address -> rules.of(InetAddress.ofLiteral(address))))
                .containsOnly(REFUSED);
    }

    @Test
    void anAllowedGatewayLeadsNowhereThatIsNotAllowed() {
        var rules = rules("64:ff9b::/96", "2002::/16", "10.0.0.0/8");

        assertThat(Stream.of("64:ff9b::1.1.1.1", "64:ff9b::10.0.0.1", "2002:a00:1::1")
                        .map(address -> rules.of(InetAddress.ofLiteral(address))))
                .containsOnly(ALLOWED);
        assertThat(Stream.of("64:ff9b::127.0.0.1", "2002:7f00:1::1", "64:ff9b::192.168.0.1")
                        .map(address -> rules.of(InetAddress.ofLiteral(address))))
                .containsOnly(REFUSED);
    }

    /** The JDK's own predicates miss much of what is reserved; nothing that they do name may pass. */
    @Property(tries = 20_000)
    void nothingThatTheJdkCallsLocalIsPublic(@ForAll @Size(4) byte[] bytes) throws UnknownHostException {
        var address = InetAddress.getByAddress(bytes);
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            assertThat(strict.of(address)).isEqualTo(REFUSED);
        }
    }

    @Property(tries = 20_000)
    void onlyGlobalUnicastIsPublicOfIpv6(@ForAll @Size(16) byte[] bytes) throws UnknownHostException {
        var address = InetAddress.getByAddress(bytes);
        if (address.getAddress().length == 16 && (bytes[0] & 0xE0) != 0x20) {
            assertThat(strict.of(address)).isEqualTo(REFUSED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10/8", "10.0.0/24", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/8", "::/129", "example.com"})
    void whatIsNoNetworkIsNotReadAsOne(String text) {
        assertThatThrownBy(() -> Network.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static AddressRules rules(String... networks) {
        return new AddressRules(Stream.of(networks).map(Network::parse).toList());
    }
}
