package foghorn.kit.config;

import foghorn.kit.mail.EmailAddress;
import foghorn.kit.mail.MailSender;
import foghorn.tenant.Problem;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How mail leaves the machine.
 *
 * @param smtp the mail servers in the order of preference; empty while mail stays in the local inbox
 * @param from the address that mail comes from; present when there is a server
 * @param tagsReturnPath whether each mail has a return path of its own
 */
public record MailSettings(List<Smtp> smtp, Optional<String> from, boolean tagsReturnPath) {
    private static final int SUBMISSION = 587;
    private static final int SUBMISSIONS = 465;

    public MailSettings {
        smtp = List.copyOf(smtp);
    }

    /**
     * A mail server.
     *
     * @param implicitTls {@code smtps}: TLS from the first byte (RFC 8314); otherwise STARTTLS where it is offered
     */
    public record Smtp(String host, int port, boolean implicitTls, Optional<Login> login) {}

    /** Its text form never shows the password. */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }

    static MailSettings read(SettingsReader reader) {
        var smtp = reader.parsed(
                Setting.SMTP_URL,
                MailSettings::servers,
                "must have the form smtp://host:port or smtps://user:password@host:port, special characters percent-encoded; several are separated by spaces");
        var from = reader.parsed(Setting.MAIL_FROM, MailSettings::address, "must be an e-mail address");
        if (reader.isSet(Setting.SMTP_URL) && !reader.isSet(Setting.MAIL_FROM)) {
            reader.wrong(Setting.MAIL_FROM, "is needed with FOGHORN_SMTP_URL");
        }
        boolean tagged = reader.parsed(Setting.MAIL_RETURN_PATH, MailSettings::isTagged, "must be plain or tagged")
                .orElse(false);
        if (tagged && !from.map(MailSettings::mayBeTagged).orElse(true)) {
            reader.wrong(
                    Setting.MAIL_RETURN_PATH,
                    "cannot be tagged with the address in FOGHORN_MAIL_FROM: it is too long for a key behind it, which leaves "
                            + MailSender.MAX_TAGGED_LOCAL + " octets before the @");
        }
        return new MailSettings(smtp.orElse(List.of()), from, tagged);
    }

    private static List<Smtp> servers(String text) {
        return Arrays.stream(text.strip().split("\\s+")).map(MailSettings::smtp).toList();
    }

    private static Smtp smtp(String text) {
        var url = URI.create(text.replaceFirst("/$", ""));
        boolean tls = "smtps".equals(url.getScheme());
        if (!(tls || "smtp".equals(url.getScheme()))
                || url.getHost() == null
                || !url.getRawPath().isEmpty()
                || url.getRawQuery() != null
                || url.getRawFragment() != null) {
            throw new IllegalArgumentException("not a mail server");
        }
        int otherwise = tls ? SUBMISSIONS : SUBMISSION;
        return new Smtp(
                url.getHost(),
                url.getPort() < 0 ? otherwise : url.getPort(),
                tls,
                Optional.ofNullable(url.getRawUserInfo()).map(MailSettings::login));
    }

    private static Login login(String userInfo) {
        int colon = userInfo.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("a user without a password");
        }
        return new Login(decoded(userInfo.substring(0, colon)), decoded(userInfo.substring(colon + 1)));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static boolean isTagged(String text) {
        return switch (text) {
            case "plain" -> false;
            case "tagged" -> true;
            default -> throw new IllegalArgumentException("neither plain nor tagged");
        };
    }

    private static boolean mayBeTagged(String address) {
        return MailSender.mayBeTagged(EmailAddress.of("from", address));
    }

    private static String address(String text) {
        try {
            return EmailAddress.of("from", text).value();
        } catch (Problem.Invalid e) {
            throw new IllegalArgumentException("not an address", e);
        }
    }
}
