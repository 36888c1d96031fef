package foghorn.kit.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses may be called: those of the public internet, and those inside the operator's own list.
 * The reserved networks are those of IANA's special-purpose registries (RFC 6890); of IPv6 only {@code 2000::/3} is in public use.
 */
final class AddressRules {
    private static final List<Network> RESERVED_V4 = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");
    private static final Network PUBLIC_V6 = Network.parse("2000::/3");
    private static final List<Network> RESERVED_V6 = networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");
    private static final Network NAT64 = Network.parse("64:ff9b::/96");
    private static final Network SIX_TO_FOUR = Network.parse("2002::/16");
    private static final int V4_BYTES = 4;

    private final List<Network> allow;

    enum Standing {
        /** On the public internet: https on the usual ports. */
        PUBLIC,
        /** Inside the operator's list: any port, also plain http. */
        ALLOWED,
        REFUSED
    }

    AddressRules(List<Network> allow) {
        this.allow = List.copyOf(allow);
    }

    Standing of(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (allow.stream().anyMatch(network -> network.contains(bytes))) {
            return carriesRefused(bytes) ? Standing.REFUSED : Standing.ALLOWED;
        }
        return isPublic(bytes) ? Standing.PUBLIC : Standing.REFUSED;
    }

    /** A gateway that the operator allows must not lead to an IPv4 address that the operator does not. */
    private boolean carriesRefused(byte[] bytes) {
        int from = NAT64.contains(bytes) ? 12 : SIX_TO_FOUR.contains(bytes) ? 2 : -1;
        return from >= 0 && of(v4(Arrays.copyOfRange(bytes, from, from + V4_BYTES))) == Standing.REFUSED;
    }

    private static boolean isPublic(byte[] bytes) {
        return bytes.length == V4_BYTES
                ? RESERVED_V4.stream().noneMatch(network -> network.contains(bytes))
                : PUBLIC_V6.contains(bytes) && RESERVED_V6.stream().noneMatch(network -> network.contains(bytes));
    }

    private static InetAddress v4(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Network> networks(String... cidrs) {
        return Stream.of(cidrs).map(Network::parse).toList();
    }
}
