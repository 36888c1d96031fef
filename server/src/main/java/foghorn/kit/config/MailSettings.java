package foghorn.kit.config;

import foghorn.kit.mail.EmailAddress;
import foghorn.kit.mail.MailSender;
import foghorn.kit.mail.SmtpSettings;
import foghorn.tenant.Problem;
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
public record MailSettings(List<SmtpSettings> smtp, Optional<String> from, boolean tagsReturnPath) {
    public MailSettings {
        smtp = List.copyOf(smtp);
    }

    static MailSettings read(SettingsReader reader) {
        var smtp = reader.parsed(
                Setting.SMTP_URL,
                MailSettings::servers,
                "must have the form smtp://host:port or smtps://user:password@host:port, special characters percent-encoded; smtp may end with ?tls=required; several are separated by spaces");
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

    private static List<SmtpSettings> servers(String text) {
        return Arrays.stream(text.strip().split("\\s+"))
                .map(SmtpSettings::parse)
                .toList();
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
