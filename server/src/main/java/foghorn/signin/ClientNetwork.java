package foghorn.signin;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** What one client is, for counting: an IPv4 address, or the /64 network of an IPv6 address, within which a client may choose. */
final class ClientNetwork {
    private ClientNetwork() {}

    /** Only literals are looked at; anything else counts as written. */
    static String of(String address) {
        if (!address.contains(":") || !address.matches("[0-9a-fA-F.:]+")) {
            return address;
        }
        try {
            return InetAddress.getByName(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), 8))
                    : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
