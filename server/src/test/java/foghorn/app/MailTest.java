package foghorn.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import foghorn.kit.config.Settings;
import foghorn.kit.mail.EmailAddress;
import foghorn.kit.mail.Envelope;
import foghorn.kit.mail.MailOutcome;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the setting to the mail server. */
class MailTest {
    private static final Envelope TO_ALICE = new Envelope(
            new OrganizationId("rg0000000001"),
            new PageId("pg0000000001"),
            new EmailAddress("status@example.com"),
            new EmailAddress("alice@example.com"));
    private static final byte[] HELLO = "Subject: hello\r\n\r\nText.\r\n".getBytes(StandardCharsets.US_ASCII);

    private final GreenMail withoutTls = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));

    @BeforeEach
    void start() {
        withoutTls.start();
    }

    @AfterEach
    void stop() {
        withoutTls.stop();
    }

    private MailOutcome sentBy(String option) throws Exception {
        var url = "smtp://127.0.0.1:" + withoutTls.getSmtp().getPort() + option;
        var settings = Settings.read(Map.of("FOGHORN_SMTP_URL", url, "FOGHORN_MAIL_FROM", "status@example.com"));
        try (var transport = Mail.transport(settings.mail().smtp(), () -> 1)) {
            return transport.send(TO_ALICE, HELLO);
        }
    }

    @Test
    void whereTlsIsRequiredAServerWithoutItIsSentNothing() throws Exception {
        assertThat(sentBy("?tls=required"))
                .isInstanceOfSatisfying(
                        MailOutcome.Deferred.class,
                        deferred -> assertThat(deferred.about()).isEqualTo(MailOutcome.About.SERVER));
        assertThat(withoutTls.getReceivedMessages()).isEmpty();

        assertThat(sentBy("")).isInstanceOf(MailOutcome.Accepted.class);
        assertThat(withoutTls.getReceivedMessages()).hasSize(1);
    }
}
