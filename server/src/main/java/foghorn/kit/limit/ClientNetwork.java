package foghorn.kit.limit;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** What one client is, for counting: an IPv4 address, or the /64 network of an IPv6 address, within which a client may choose. */
public final class ClientNetwork {
    private static final int IPV4_BYTES = 4;
    private static final int NETWORK_BYTES = 8;

    private ClientNetwork() {}

    /** The name of the network that an address is in. What is no literal address counts as it is written, and is never looked up. */
    public static String of(String address) {
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return HexFormat.of().formatHex(bytes.length == IPV4_BYTES ? bytes : Arrays.copyOf(bytes, NETWORK_BYTES));
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
