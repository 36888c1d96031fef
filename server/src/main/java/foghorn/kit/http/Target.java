package foghorn.kit.http;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a request goes, read from its URL by rules that leave nothing to interpretation. One host has one form here, however its URL
 * writes it.
 *
 * @param host a lower-case name of letters, digits and hyphens, or a plain address without brackets
 * @param path with the query; begins with a slash
 */
public record Target(boolean tls, String host, int port, String path) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int MAX_PORT = 65535;
    private static final int MAX_NAME = 253;
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\[\\]@]*]|[^\\[\\]:@]+)(?::(\\d{1,5}))?");
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    /** A name that ends like this would be read as an address by others. */
    private static final Pattern NUMERIC_END = Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)");

    /**
     * Reads a URL. It says nothing yet of whether its addresses may be called.
     *
     * @throws IllegalArgumentException if it can never be called; the message says why, for people
     */
    public static Target of(URI uri) {
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        if (!tls && !"http".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException("the URL must begin with https://");
        }
        var authority = Optional.ofNullable(uri.getRawAuthority()).orElse("");
        if (authority.indexOf('@') >= 0) {
            throw new IllegalArgumentException("the URL must not hold a user or a password");
        }
        var parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            throw new IllegalArgumentException("the URL has no host");
        }
        int port = parts.group(2) == null ? (tls ? HTTPS : HTTP) : Integer.parseInt(parts.group(2));
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("the URL's port must be from 1 to 65535");
        }
        return new Target(tls, host(parts.group(1)), port, path(uri));
    }

    /** The address that the URL itself holds; empty if the host is a name. */
    Optional<InetAddress> literal() {
        return IpLiteral.parse(host);
    }

    /** The value of the Host header. */
    String authority() {
        var name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return port == (tls ? HTTPS : HTTP) ? name : name + ":" + port;
    }

    private static String host(String written) {
        if (written.startsWith("[")) {
            return IpLiteral.parse(written.substring(1, written.length() - 1))
                    .filter(address -> written.indexOf(':') >= 0)
                    .map(InetAddress::getHostAddress)
                    .orElseThrow(() -> new IllegalArgumentException("the URL's host is not a plain address"));
        }
        var lower = ascii(written).toLowerCase(Locale.ROOT);
        var host = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        if (IpLiteral.parse(host).isPresent()) {
            return host;
        }
        if (NUMERIC_END.matcher(host).matches()) {
            throw new IllegalArgumentException("the URL's host is not a plain address");
        }
        if (host.length() > MAX_NAME || !NAME.matcher(host).matches()) {
            throw new IllegalArgumentException("the URL's host is not a host name");
        }
        return host;
    }

    private static String ascii(String host) {
        try {
            return isAscii(host) ? host : IDN.toASCII(host);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the URL's host is not a host name", e);
        }
    }

    private static String path(URI uri) {
        var ascii = isAscii(uri.toString()) ? uri : URI.create(uri.toASCIIString());
        var path = Optional.ofNullable(ascii.getRawPath()).filter(some -> !some.isEmpty());
        return path.orElse("/") + (ascii.getRawQuery() == null ? "" : "?" + ascii.getRawQuery());
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(letter -> letter < 0x80);
    }
}
