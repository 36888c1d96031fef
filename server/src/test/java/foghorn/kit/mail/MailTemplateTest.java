package foghorn.kit.mail;

import static foghorn.kit.mail.TestMail.ORGANIZATION;
import static foghorn.kit.mail.TestMail.PAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Composed mail, sent by our own sender to GreenMail and read there. */
class MailTemplateTest {
    private static final MailSlot MANAGE = MailSlot.fresh();
    private static final MailSlot INCIDENT = MailSlot.fresh();
    private static final String LINK = "https://status.example.com/subscriptions/" + "k".repeat(200) + "?a=1&b=%20#c";
    private static final GreenMail SERVER = new GreenMail(new ServerSetup(0, "127.0.0.8", ServerSetup.PROTOCOL_SMTP));

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @Test
    void everyHeaderArrivesAsItWasGiven() throws Exception {
        var received = deliver(draft("Ünïcode & \"Söhne\", Ltd.", "🚨 Störung: “API” is down", "Text", "<p>Text</p>"));

        assertThat(received.getSubject()).isEqualTo("🚨 Störung: “API” is down");
        var from = (InternetAddress) received.getFrom()[0];
        assertThat(from.getPersonal()).isEqualTo("Ünïcode & \"Söhne\", Ltd.");
        assertThat(from.getAddress()).isEqualTo("status@example.com");
        assertThat(received.getHeader("To")).containsExactly("alice@example.com");
        assertThat(received.getHeader("Message-ID")).containsExactly("<event.subscriber.mac@status.example.com>");
        assertThat(received.getHeader("Date")).containsExactly("Sat, 21 Nov 2026 09:05:07 +0000");
        assertThat(received.getHeader("List-Unsubscribe")).containsExactly("<https://status.example.com/u/0123>");
        assertThat(received.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(received.getHeader("MIME-Version")).containsExactly("1.0");
        assertThat(received.getHeader("References")).containsExactly("<root@status.example.com>");
        assertThat(received.getHeader("In-Reply-To")).containsExactly("<root@status.example.com>");
        assertThat(received.getContentType()).startsWith("multipart/alternative");
    }

    @Test
    void bothPartsHoldTheRecipientsLinksWhole() throws Exception {
        String text =
                "Zeile für Zeile: " + "Wörter ".repeat(60) + "\n.\nFrom here\n\nManage:" + MANAGE + "\nEnd" + INCIDENT;
        String html = "<html><body><p>" + "日本語".repeat(100) + "</p><a href=\"" + MANAGE + "\">M</a><a href='" + INCIDENT
                + "'>" + INCIDENT + "</a></body></html>";

        var parts =
                (MimeMultipart) deliver(draft("Page", "Subject", text, html)).getContent();

        assertThat(lines(parts.getBodyPart(0)))
                .isEqualTo(text.replace(MANAGE.marker(), LINK).replace(INCIDENT.marker(), "<&\"ü' 🚨>"));
        assertThat(lines(parts.getBodyPart(1)))
                .isEqualTo(html.replace(MANAGE.marker(), LINK.replace("&", "&amp;"))
                        .replace(INCIDENT.marker(), "&lt;&amp;&quot;ü&#39; 🚨&gt;"));
        assertThat(parts.getBodyPart(0).getContentType()).isEqualToIgnoringCase("text/plain; charset=UTF-8");
        assertThat(parts.getBodyPart(1).getContentType()).isEqualToIgnoringCase("text/html; charset=UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Down\r\nBcc: mallory@example.com",
                "Down\nBcc: mallory@example.com\n\nbody",
                "Down\rBcc: mallory@example.com",
                "Down\u2028Bcc: mallory@example.com",
                "Down\u0085Bcc: mallory@example.com",
                "Down\u0000Bcc: mallory@example.com",
                "Down\u000bBcc: mallory@example.com",
                "=?UTF-8?Q?Down=0D=0ABcc:_mallory@example.com?=",
                "=?UTF-8?B?RG93bg0KQmNjOiBtYWxsb3J5QGV4YW1wbGUuY29t?=",
                "\u202e\u2066moc.elpmaxe@yrollam :ccB\u2069\ufeff",
                "\" <mallory@example.com>, \"",
                "\ud83d half an emoji \udea8",
                "   ",
                "👩‍👩‍👧‍👦",
            })
    void whateverAnIncidentOrAPageIsCalledNoHeaderIsAdded(String name) throws Exception {
        for (String text : List.of(name, name.repeat(40), "x".repeat(255) + name)) {
            var received = deliver(draft(text, text, text, "<p></p>"));

            assertThat(received.getHeader("Bcc")).isNull();
            assertThat(received.getHeader("Subject")).hasSize(1);
            assertThat(received.getFrom()).hasSize(1);
            assertThat(((InternetAddress) received.getFrom()[0]).getAddress()).isEqualTo("status@example.com");
            assertThat(String.valueOf(received.getSubject()))
                    .isEqualTo(HeaderText.clean(text))
                    .doesNotContainPattern("[\\p{Cc}\\u202e\\u2066\\u2028]");
            assertThat(received.getContent()).isInstanceOf(MimeMultipart.class);
        }
    }

    @Test
    void noLineIsTooLongAndAllIsSevenBit() {
        var draft = draft("ü".repeat(255), "x".repeat(255) + "🚨".repeat(255), "ü".repeat(5_000), "a".repeat(5_000));

        var message = MailTemplate.compile(draft, List.of(MANAGE, INCIDENT)).forRecipient(recipient());

        assertThat(new String(message, StandardCharsets.ISO_8859_1).split("\r\n"))
                .allSatisfy(
                        line -> assertThat(line).hasSizeLessThanOrEqualTo(998).matches("[\\t -~]*"));
    }

    @Test
    void addressesBeyondAsciiAreWrittenAsTheyAreAndNothingElseIs() throws Exception {
        var draft = new MailDraft(
                "Störung", new EmailAddress("störung@example.com"), "Ausfällig", "Zürich", "<p>Zürich</p>");
        var recipient = new MailRecipient(
                new EmailAddress("änn@example.com"),
                "<event.subscriber.mac@status.example.com>",
                Instant.parse("2026-11-21T09:05:07Z"),
                Optional.empty(),
                Optional.empty(),
                Map.of());

        var message =
                new String(MailTemplate.compile(draft, List.of()).forRecipient(recipient), StandardCharsets.UTF_8);

        assertThat(message.lines().filter(line -> !line.matches("[\\t -~]*")))
                .containsExactly("To: änn@example.com", "From: \"Störung\" <störung@example.com>");
        var read = InboxMessage.read("1", Instant.EPOCH, message.getBytes(StandardCharsets.UTF_8));
        assertThat(read.to()).isEqualTo("änn@example.com");
        assertThat(read.from()).isEqualTo("\"Störung\" <störung@example.com>");
        assertThat(read.subject()).isEqualTo("Ausfällig");
        assertThat(read.text()).isEqualTo("Zürich");
    }

    @Test
    void aSlotWithoutAValueAndAWrongMessageIdAreMistakes() {
        var template = MailTemplate.compile(draft("Page", "Subject", "x" + MANAGE, "y"), List.of(MANAGE));

        assertThatThrownBy(() -> template.forRecipient(recipient("<a@example.com>", Map.of())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> recipient("<a@example.com>\r\nBcc: x@example.com", Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static MailDraft draft(String fromName, String subject, String text, String html) {
        return new MailDraft(fromName, new EmailAddress("status@example.com"), subject, text, html);
    }

    private static MailRecipient recipient() {
        return recipient("<event.subscriber.mac@status.example.com>", Map.of(MANAGE, LINK, INCIDENT, "<&\"ü' 🚨>"));
    }

    private static MailRecipient recipient(String messageId, Map<MailSlot, String> values) {
        return new MailRecipient(
                new EmailAddress("alice@example.com"),
                messageId,
                Instant.parse("2026-11-21T09:05:07Z"),
                Optional.of("https://status.example.com/u/0123"),
                Optional.of("<root@status.example.com>"),
                values);
    }

    private static MimeMessage deliver(MailDraft draft) throws Exception {
        SERVER.purgeEmailFromAllMailboxes();
        var settings = SmtpSettings.parse("smtp://127.0.0.8:" + SERVER.getSmtp().getPort());
        try (var transport = new SmtpTransport(settings, 1)) {
            var message = MailTemplate.compile(draft, List.of(MANAGE, INCIDENT)).forRecipient(recipient());
            var envelope = new Envelope(
                    ORGANIZATION, PAGE, new EmailAddress("bounce@example.com"), new EmailAddress("alice@example.com"));
            assertThat(transport.send(envelope, message)).isInstanceOf(MailOutcome.Accepted.class);
        }
        assertThat(SERVER.getReceivedMessages()).hasSize(1);
        return SERVER.getReceivedMessages()[0];
    }

    private static String lines(BodyPart part) throws Exception {
        return ((String) part.getContent()).replace("\r\n", "\n");
    }
}
