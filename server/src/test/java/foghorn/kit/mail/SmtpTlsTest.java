package foghorn.kit.mail;

import static foghorn.kit.mail.TestMail.HELLO;
import static foghorn.kit.mail.TestMail.to;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS, certificates and sign-in. */
@Timeout(60)
class SmtpTlsTest {
    private static final String PLAIN =
            Base64.getEncoder().encodeToString("\0status\0s3cret".getBytes(StandardCharsets.UTF_8));

    @TempDir
    static Path folder;

    private static TestCertificate certificate;

    @BeforeAll
    static void certificate() throws Exception {
        certificate = TestCertificate.of(folder, "ip:127.0.0.7");
    }

    @Test
    void whatIsSaidAfterStartTlsIsAllThatCounts() throws Exception {
        try (var server = new ScriptedServer(
                        List.of("STARTTLS", "PIPELINING", "AUTH PLAIN"),
                        certificate.server(),
                        (connection, line) -> null);
                var transport = transport(
                        server.settings(url -> url.replace("//", "//status:s3cret@") + "?tls=required"),
                        certificate.client())) {
            assertThat(transport.send(to("alice@example.com"), HELLO)).isEqualTo(new MailOutcome.Accepted(250));

            assertThat(server.commands().subList(0, 3).stream().map(line -> line.replaceAll(" .*", "")))
                    .containsExactly("EHLO", "STARTTLS", "EHLO");
            assertThat(server.commands()).contains("AUTH PLAIN " + PLAIN);
            assertThat(server.messages()).hasSize(1);
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() throws Exception {
        try (var server = new ScriptedServer(List.of("STARTTLS"), certificate.server(), (connection, line) -> null);
                var transport = transport(
                        server.settings(url -> url.replace("//", "//status:s3cret@") + "?tls=required"),
                        SSLContext.getDefault())) {
            assertThat(transport.send(to("alice@example.com"), HELLO)).isInstanceOf(MailOutcome.Deferred.class);
            assertThat(server.commands()).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
        }
    }

    @Test
    void aCertificateForAnotherNameIsRefused() throws Exception {
        var foreign = TestCertificate.of(folder.resolve("foreign"), "dns:other.example.com");
        try (var server = new ScriptedServer(List.of("STARTTLS"), foreign.server(), (connection, line) -> null);
                var transport = transport(server.settings(url -> url + "?tls=required"), foreign.client())) {
            assertThat(transport.send(to("alice@example.com"), HELLO)).isInstanceOf(MailOutcome.Deferred.class);
            assertThat(server.messages()).isEmpty();
        }
    }

    @Test
    void requiredTlsThatIsNotThereSendsNothing() throws Exception {
        try (var server = new ScriptedServer(
                        (connection, line) -> line.equals("STARTTLS") ? "502 5.5.1 not here" : null);
                var transport = transport(server.settings(url -> url + "?tls=required"), certificate.client())) {
            assertThat(transport.send(to("alice@example.com"), HELLO))
                    .isEqualTo(
                            new MailOutcome.Deferred(502, "TLS was refused: 5.5.1 not here", MailOutcome.About.SERVER));
            assertThat(server.commands()).noneMatch(line -> line.startsWith("MAIL"));
        }
    }

    @Test
    void wordsSlippedInBeforeTlsBeganAreNotTaken() throws Exception {
        try (var server = new ScriptedServer(
                        List.of("STARTTLS"),
                        certificate.server(),
                        (connection, line) -> line.equals("STARTTLS") ? "220 go on\r\n250 injected" : null);
                var transport = transport(server.settings(url -> url + "?tls=required"), certificate.client())) {
            assertThat(transport.send(to("alice@example.com"), HELLO))
                    .isEqualTo(
                            new MailOutcome.Deferred(0, "the server spoke before TLS began", MailOutcome.About.SERVER));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTH PLAIN LOGIN", "AUTH=LOGIN PLAIN", "AUTH LOGIN"})
    void signingInTakesWhatTheServerOffers(String offer) throws Exception {
        try (var server = new ScriptedServer(List.of(offer), null, (connection, line) -> switch (line) {
                    case "AUTH LOGIN" -> "334 VXNlcm5hbWU6";
                    case "c3RhdHVz" -> "334 UGFzc3dvcmQ6";
                    case "czNjcmV0" -> "235 2.7.0 welcome";
                    default -> null;
                });
                var transport = transport(
                        server.settings(url -> url.replace("//", "//status:s3cret@")), SSLContext.getDefault())) {
            assertThat(transport.send(to("alice@example.com"), HELLO)).isEqualTo(new MailOutcome.Accepted(250));
            assertThat(server.commands()).contains(offer.contains("PLAIN") ? "AUTH PLAIN " + PLAIN : "czNjcmV0");
        }
    }

    @Test
    void aRefusedSignInIsTheInstallationsFaultAndNotTheRecipients() throws Exception {
        try (var server = new ScriptedServer(
                        List.of("AUTH PLAIN"),
                        null,
                        (connection, line) -> line.startsWith("AUTH") ? "535 5.7.8 wrong password" : null);
                var transport = transport(
                        server.settings(url -> url.replace("//", "//status:s3cret@")), SSLContext.getDefault())) {
            assertThat(transport.send(to("alice@example.com"), HELLO))
                    .isEqualTo(new MailOutcome.Deferred(
                            535, "sign-in was refused: 5.7.8 wrong password", MailOutcome.About.SERVER));
        }
    }

    @Test
    void implicitTlsAndSignInWorkWithGreenMail() throws Exception {
        var own = TestCertificate.of(folder.resolve("greenmail"), "ip:127.0.0.8");
        var greenMail = greenMailWith(own);
        try {
            String url =
                    "smtps://status:s3cret@127.0.0.8:" + greenMail.getSmtps().getPort();
            try (var trusting = transport(SmtpSettings.parse(url), own.client());
                    var strict = transport(SmtpSettings.parse(url), SSLContext.getDefault())) {
                assertThat(strict.send(to("alice@example.com"), HELLO)).isInstanceOf(MailOutcome.Deferred.class);
                assertThat(trusting.send(to("alice@example.com"), HELLO)).isInstanceOf(MailOutcome.Accepted.class);
                assertThat(greenMail.getReceivedMessages()).hasSize(1);
            }
        } finally {
            greenMail.stop();
        }
    }

    /** GreenMail reads its certificate from system properties, and only while it starts. */
    private static GreenMail greenMailWith(TestCertificate own) {
        System.setProperty("greenmail.tls.keystore.file", own.file().toString());
        System.setProperty("greenmail.tls.keystore.password", TestCertificate.PASSWORD);
        try {
            var greenMail = new GreenMail(new ServerSetup(0, "127.0.0.8", ServerSetup.PROTOCOL_SMTPS));
            greenMail.start();
            greenMail.setUser("alice@example.com", "status", "s3cret");
            return greenMail;
        } finally {
            System.clearProperty("greenmail.tls.keystore.file");
            System.clearProperty("greenmail.tls.keystore.password");
        }
    }

    private static SmtpTransport transport(SmtpSettings settings, SSLContext tls) {
        return new SmtpTransport(settings, () -> 1, tls, SmtpTimes.DEFAULT);
    }
}
