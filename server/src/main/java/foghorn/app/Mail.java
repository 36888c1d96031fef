package foghorn.app;

import foghorn.kit.config.MailSettings;
import foghorn.kit.mail.EmailAddress;
import foghorn.kit.mail.FailoverTransport;
import foghorn.kit.mail.MailSender;
import foghorn.kit.mail.MailTransport;
import foghorn.kit.mail.SmtpSettings;
import foghorn.kit.mail.SmtpTransport;
import java.net.URI;
import java.util.List;
import java.util.function.IntSupplier;

/** Makes what sends mail from the settings. */
final class Mail {
    private Mail() {}

    /** @param nodes how many share the connections to each server */
    static MailTransport transport(List<SmtpSettings> servers, IntSupplier nodes) {
        return new FailoverTransport(servers.stream()
                .map(server -> new SmtpTransport(server, () -> SmtpTransport.share(nodes.getAsInt())))
                .toList());
    }

    /** Whom mail comes from; without an address, mail stays here and the sender's says so. */
    static MailSender sender(MailSettings settings, URI console) {
        var address = EmailAddress.of(
                "FOGHORN_MAIL_FROM", settings.from().orElse("status@" + console.getHost() + ".invalid"));
        return new MailSender(address, settings.tagsReturnPath());
    }
}
