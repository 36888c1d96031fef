package foghorn.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import foghorn.Await;
import foghorn.incident.IncidentEvent;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.mail.EmailAddress;
import foghorn.kit.mail.MailSender;
import foghorn.kit.mail.SmtpSettings;
import foghorn.kit.mail.SmtpTransport;
import foghorn.notification.channel.email.EmailChannel;
import foghorn.page.PageLinks;
import foghorn.subscriber.Scope;
import foghorn.subscriber.SubscriberService.Subscribe;
import foghorn.subscriber.SubscriberState;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.Problem;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the form to the mailbox, by real SMTP. */
class EmailTest {
    private final TestDatabase test = TestDatabase.create();

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    private Town town;
    private Call viewer;
    private SmtpTransport transport;
    private NotificationRoom node;

    @BeforeEach
    void start() {
        mail.start();
        town = new Town(test);
        viewer = new Call(new Actor.Viewer(town.organization, town.page), "test");
        transport = new SmtpTransport(
                SmtpSettings.parse("smtp://127.0.0.1:" + mail.getSmtp().getPort()), 4);
        node = town.node(new EmailChannel(new EmailChannel.Needs(
                transport,
                new Notices(town.database),
                new PageLinks(URI.create("https://status.example:8443"), Optional.empty()),
                new MessageKeys(town.key),
                town.clock,
                MailSender.plain(EmailAddress.of("from", "status@mail.example")))));
        node.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        node.stop(Duration.ofSeconds(5));
        transport.close();
        mail.stop();
        test.close();
    }

    private void subscribe(String address) {
        town.subscribers.service().subscribe(viewer, town.page, new Subscribe(address, "192.0.2.1", Scope.EVERYTHING));
    }

    private MimeMessage mailTo(String address, int number) {
        Await.until("mail " + number + " to " + address, () -> to(address).size() >= number);
        return to(address).get(number - 1);
    }

    private List<MimeMessage> to(String address) {
        return Arrays.stream(mail.getReceivedMessages())
                .filter(message -> isTo(message, address))
                .toList();
    }

    private static boolean isTo(MimeMessage message, String address) {
        try {
            return message.getRecipients(Message.RecipientType.TO)[0].toString().equals(address);
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(MimeMessage message, int number) throws Exception {
        return ((MimeMultipart) message.getContent())
                .getBodyPart(number)
                .getContent()
                .toString();
    }

    private static String secret(String text, String path) {
        var matcher = Pattern.compile(Pattern.quote(path) + "([A-Za-z0-9_-]+)").matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    @Test
    void aSubscriberConfirmsIsToldAndLeaves() throws Exception {
        var service = town.subscribers.service();
        var confirmations = town.subscribers.confirmations();
        subscribe("Dana@harbour.example");
        assertThat(service.counts(town.job, town.page)).containsEntry(SubscriberState.UNCONFIRMED, 1L);
        var confirmation = mailTo("Dana@harbour.example", 1);
        assertThat(confirmation.getSubject()).isEqualTo("[Harbour Ferries] Confirm your subscription");
        assertThat(confirmation.getFrom()[0]).hasToString("Harbour Ferries <status@mail.example>");
        assertThat(confirmation.getHeader("List-Unsubscribe")).isNull();
        var token = secret(
                part(confirmation, 0),
                "https://status.example:8443/p/ferries-" + town.page + "/subscriptions/confirm/");
        assertThat(part(confirmation, 1)).contains("/subscriptions/confirm/" + token);
        Await.until(
                "token forgotten",
                () -> town.count("select count(*) from direct_message where token is not null") == 0);

        assertThat(confirmations.wish(viewer, town.page, token)).isPresent();
        confirmations.confirm(viewer, town.page, token);
        confirmations.confirm(viewer, town.page, token);
        assertThat(service.counts(town.job, town.page)).containsEntry(SubscriberState.ACTIVE, 1L);

        var incident = town.open("Gates =?utf-8?q?stay?= shut\r\nBcc: x@y.example", true);
        var opened = mailTo("Dana@harbour.example", 2);
        assertThat(opened.getSubject()).isEqualTo("[Harbour Ferries] Gates = ?utf-8?q?stay?= shut Bcc: x@y.example");
        assertThat(part(opened, 0))
                .contains("We are looking into it.")
                .contains("4 May 2026, 11:00 CEST")
                .contains("https://status.example:8443/p/ferries-" + town.page + "/incidents/" + incident);
        assertThat(opened.getHeader("List-Unsubscribe-Post", null)).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(opened.getAllRecipients()).hasSize(1);

        town.clock.pass(Duration.ofMinutes(5));
        town.post(
                incident,
                "resolved",
                "All <b>well</b> & done.",
                (update, version) -> new IncidentEvent.Resolved(incident, update, version, true));
        var resolved = mailTo("Dana@harbour.example", 3);
        assertThat(resolved.getSubject()).isEqualTo(opened.getSubject());
        assertThat(resolved.getHeader("References", null)).isEqualTo(opened.getHeader("References", null));
        assertThat(part(resolved, 0))
                .containsSubsequence("All <b>well</b> & done.", "Earlier updates", "We are looking into it.");
        assertThat(part(resolved, 1)).contains("All &lt;b&gt;well&lt;/b&gt; &amp; done.");

        var leave = secret(resolved.getHeader("List-Unsubscribe", null), "/subscriptions/unsubscribe/");
        assertThat(part(resolved, 0)).contains("/subscriptions/unsubscribe/" + leave);
        assertThat(service.canUnsubscribe(viewer, town.page, leave)).isTrue();
        service.unsubscribe(viewer, town.page, leave);
        assertThat(service.counts(town.job, town.page)).containsEntry(SubscriberState.UNSUBSCRIBED, 1L);
        assertThat(confirmations.wish(viewer, town.page, token))
                .as("a link that could revive it")
                .isEmpty();
        town.open("Nobody left", true);
        Await.until("read", () -> town.count("select count(*) from notification_event") == 3);
        assertThat(mail.getReceivedMessages()).hasSize(3);
        assertThat(
                        town.count(
                                "select count(*) from audit_entry where details like '%harbour.example%' or subject like '%@%'"))
                .isZero();
    }

    @Test
    void theSameAddressInAnotherSpellingIsTheSameSubscriber() throws Exception {
        subscribe("eve@harbour.example");
        var token = secret(part(mailTo("eve@harbour.example", 1), 0), "/subscriptions/confirm/");
        town.subscribers.confirmations().confirm(viewer, town.page, token);

        subscribe("EVE@Harbour.example");

        var second = mailTo("eve@harbour.example", 2);
        assertThat(second.getSubject()).isEqualTo("[Harbour Ferries] You are subscribed already");
        assertThat(part(second, 0)).contains("/subscriptions/unsubscribe/");
        assertThat(town.count("select count(*) from subscriber")).isEqualTo(1);
    }

    @Test
    void composedOrDecomposedAnAddressIsTheSameSubscriber() {
        subscribe("\u00e4nn@harbour.example");
        subscribe("A\u0308NN@harbour.example");

        assertThat(town.count("select count(*) from subscriber")).isEqualTo(1);
    }

    @Test
    void aMailToAnAddressBeyondAsciiArrivesWithItWrittenAsItIs() throws Exception {
        town.follow("änn@harbour.example");
        town.open("Now", true);

        Await.until("told", () -> town.deliveries().equals(Map.of("sent", 1L)));
        var raw = new ByteArrayOutputStream();
        mail.getReceivedMessages()[0].writeTo(raw);
        assertThat(raw.toString(StandardCharsets.UTF_8)).contains("\nTo: änn@harbour.example\r\n");
        assertThat(mail.getUserManager().getUserByEmail("änn@harbour.example")).isNotNull();
    }

    @Test
    void aMailboxIsNotFloodedByWayOfManyPages() {
        var other = new Town(test, town.key, town.clock);
        var elsewhere = new Call(new Actor.Viewer(other.organization, other.page), "test");
        for (int i = 0; i < 3; i++) {
            subscribe("victim@harbour.example");
        }
        for (int i = 0; i < 2; i++) {
            other.subscribers
                    .service()
                    .subscribe(
                            elsewhere,
                            other.page,
                            new Subscribe("victim@harbour.example", "192.0.2.2", Scope.EVERYTHING));
        }

        var refused = org.assertj.core.api.Assertions.catchThrowableOfType(
                Problem.TooMany.class, () -> subscribe("Victim@harbour.example"));
        assertThat(refused.retryAfterSeconds()).isBetween(1L, 86_400L);
        Await.until("five mails", () -> mail.getReceivedMessages().length == 5);
    }

    @Test
    void aViewerOfAnotherPageCannotUseTheForm() {
        var stranger = new Call(new Actor.Viewer(town.organization, new Town(test).page), "test");

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> town.subscribers
                        .service()
                        .subscribe(
                                stranger,
                                town.page,
                                new Subscribe("a@harbour.example", "192.0.2.1", Scope.EVERYTHING))))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void whatTheServerSaysIsKeptWithoutTheAddressAndEncrypted() {
        // GreenMail has no mailbox that refuses: the transport's own tests cover 550. Here the server is gone.
        town.follow("frank@harbour.example");
        mail.stop();
        var incident = town.open("Now", true);

        Await.until("waits", () -> town.deliveries().equals(Map.of("retry", 1L)));
        var event = node.ledger().told(town.job, town.page, incident).events().getFirst();
        var row = node.ledger()
                .entries(town.job, town.page, new Ledger.NoticeOf(incident, event.id()), Optional.empty())
                .rows()
                .getFirst();
        assertThat(row.code()).contains("no answer");
        assertThat(row.error().orElseThrow()).doesNotContain("frank");
        mail.start();
        assertThat(town.count("select count(*) from delivery where error is null"))
                .isZero();
    }
}
