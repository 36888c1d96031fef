package foghorn.kit.http;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address written out. Only the plain forms count: four decimal numbers without leading zeros, and IPv6 without a zone. What
 * {@code inet_aton} would also read (one number, octal, hexadecimal, fewer parts) is not an address here, and not a name either.
 */
public final class IpLiteral {
    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern V4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

    private IpLiteral() {}

    /** The address; one that carries an IPv4 address within {@code ::ffff:0:0/96} is that IPv4 address. Nothing is looked up. */
    public static Optional<InetAddress> parse(String text) {
        if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException notQuite) {
            return Optional.empty();
        }
    }
}
