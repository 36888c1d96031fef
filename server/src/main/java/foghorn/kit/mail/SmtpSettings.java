package foghorn.kit.mail;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A server that outgoing mail goes to, from {@code smtp[s]://user:password@host:port}. */
public record SmtpSettings(String host, int port, Encryption encryption, Optional<Credentials> credentials) {
    private static final int SUBMISSION = 587;
    private static final int SUBMISSIONS = 465;
    private static final String FORM = "must have the form smtp://host:port or smtps://user:password@host:port";

    /** How the connection is protected. Certificates are always verified. */
    public enum Encryption {
        /** TLS from the first byte: {@code smtps}. */
        IMPLICIT,
        /** STARTTLS, or nothing is sent: {@code smtp://…?tls=required}. */
        REQUIRED,
        /** STARTTLS where the server offers it and is another machine. */
        OFFERED
    }

    /** User name and password; neither is ever printed. */
    public record Credentials(String user, String password) {
        @Override
        public String toString() {
            return "Credentials[…]";
        }
    }

    /**
     * Reads the setting. Default ports: 465 for {@code smtps}, else 587. User and password are percent-decoded.
     *
     * @throws IllegalArgumentException with a text that continues the setting's name and never repeats the password
     */
    public static SmtpSettings parse(String url) {
        URI uri = uri(url);
        boolean implicit = "smtps".equalsIgnoreCase(uri.getScheme());
        if (!implicit && !"smtp".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException(FORM);
        }
        String path = uri.getRawPath();
        if (uri.getHost() == null || uri.getPort() > 65_535 || path.length() > 1 || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(FORM);
        }
        var credentials = credentials(uri.getRawUserInfo());
        int port = uri.getPort() > 0 ? uri.getPort() : implicit ? SUBMISSIONS : SUBMISSION;
        return new SmtpSettings(
                uri.getHost().replaceAll("[\\[\\]]", ""), port, encryption(implicit, uri.getRawQuery()), credentials);
    }

    private static URI uri(String url) {
        try {
            return new URI(url.strip()).parseServerAuthority();
        } catch (URISyntaxException e) {
            // The cause is left out: its text repeats the whole URL.
            throw new IllegalArgumentException(
                    FORM + "; characters other than letters and digits in the password are percent-encoded");
        }
    }

    private static Encryption encryption(boolean implicit, @Nullable String query) {
        if (query == null) {
            return implicit ? Encryption.IMPLICIT : Encryption.OFFERED;
        }
        if (implicit || !query.equals("tls=required")) {
            throw new IllegalArgumentException("takes no other option than ?tls=required, and that for smtp only");
        }
        return Encryption.REQUIRED;
    }

    private static Optional<Credentials> credentials(@Nullable String userInfo) {
        if (userInfo == null || userInfo.isEmpty()) {
            return Optional.empty();
        }
        int colon = userInfo.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("has a user without a password; " + FORM);
        }
        return Optional.of(
                new Credentials(decode(userInfo.substring(0, colon)), decode(userInfo.substring(colon + 1))));
    }

    private static String decode(String text) {
        String plain = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        if (plain.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("holds a NUL character");
        }
        return plain;
    }
}
