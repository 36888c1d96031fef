package foghorn.notification.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import foghorn.kit.id.Ids;
import foghorn.kit.mail.EmailAddress;
import foghorn.kit.mail.MailSender;
import foghorn.kit.mail.SmtpSettings;
import foghorn.kit.mail.SmtpTransport;
import foghorn.notification.Channel;
import foghorn.notification.Message;
import foghorn.notification.Notice;
import foghorn.notification.Stage;
import foghorn.notification.Stage.Written;
import foghorn.notification.channel.ChannelConformance;
import foghorn.notification.channel.Received;
import foghorn.subscriber.Audience;
import foghorn.subscriber.Recipient;
import foghorn.subscriber.SubscriberId;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/** E-mail, over SMTP to a mailbox, read by a parser that did not write it. */
class EmailConformanceTest extends ChannelConformance {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH);
    private static final Set<String> ALWAYS =
            Set.of("date", "message-id", "to", "from", "subject", "auto-submitted", "mime-version", "content-type");
    private static final Set<String> TO_LEAVE = Set.of("list-unsubscribe", "list-unsubscribe-post");
    private static final Set<String> THREAD = Set.of("in-reply-to", "references");

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.9", ServerSetup.PROTOCOL_SMTP));
    private final SmtpTransport transport;

    EmailConformanceTest() {
        mail.start();
        transport = new SmtpTransport(
                SmtpSettings.parse("smtp://127.0.0.9:" + mail.getSmtp().getPort()), 1);
    }

    @Override
    protected Channel open(Stage stage) {
        return new EmailChannel(new EmailChannel.Needs(
                transport,
                stage.notices(),
                stage.links(),
                stage.keys(),
                stage.clock(),
                MailSender.plain(new EmailAddress("status@mail.example"))));
    }

    @Override
    protected void close() {
        transport.close();
        mail.stop();
    }

    @Override
    protected Recipient recipient(String name, Optional<ZoneId> zone) {
        return new Recipient(
                new SubscriberId(Ids.next()),
                Audience.EMAIL,
                name + "@harbour.example",
                Optional.empty(),
                Ids.secret(),
                "en",
                zone,
                List.of(),
                false);
    }

    @Override
    protected List<Received> received() throws Exception {
        var received = new ArrayList<Received>();
        for (var message : mail.getReceivedMessages()) {
            var read = ReadMail.of(message);
            requireHarmless(read);
            received.add(new Received(
                    read.header("to"),
                    read.header("message-id").replaceAll("^<|@mail.example>$", ""),
                    read.headers(),
                    read.header("subject"),
                    read.text(),
                    read.raw()));
        }
        return received;
    }

    private static void requireHarmless(ReadMail mail) {
        var html = Jsoup.parse(mail.html());
        assertThat(html.select("script, img, iframe, object, embed, form, base, link, meta[http-equiv]"))
                .isEmpty();
        assertThat(html.select("*").eachAttr("onerror")).isEmpty();
        assertThat(html.select("a").eachAttr("href"))
                .isNotEmpty()
                .allSatisfy(href -> assertThat(href).startsWith("https://status.example/p/"));
        var about = mail.header("subject").substring(mail.fromName().length() + "[] ".length());
        assertThat(bare(html.text())).contains(bare(about).replace("…", ""), bare(mail.fromName()));
    }

    @Override
    protected Set<Class<? extends Message.Content>> says() {
        return Set.of(
                Message.Confirm.class,
                Message.AlreadySubscribed.class,
                Message.Code.class,
                Message.Unlock.class,
                Message.WebhookQuarantined.class,
                Message.WebhookRotated.class);
    }

    @Override
    protected Set<String> headers(Message.Content content) {
        var names = new HashSet<>(ALWAYS);
        switch (content) {
            case Message.Event ignored -> {
                names.addAll(TO_LEAVE);
                names.addAll(THREAD);
            }
            case Message.AlreadySubscribed ignored -> names.addAll(TO_LEAVE);
            case Message.Confirm ignored -> {}
            case Message.Code ignored -> {}
            case Message.Unlock ignored -> {}
            case Message.WebhookQuarantined ignored -> {}
            case Message.WebhookRotated ignored -> {}
            case Message.WebhookTest ignored -> {}
        }
        return names;
    }

    @Override
    protected String time(Instant at, ZoneId zone) {
        return WHEN.format(at.atZone(zone));
    }

    @Override
    protected void requirePage(Stage stage, String pageName, Received received) {
        var from = received.headers().getOrDefault("from", List.of("")).getFirst();
        assertThat(bare(from.replaceAll("\\\\(.)", "$1"))).contains(bare(pageName));
        assertThat(bare(received.title())).startsWith("[" + bare(pageName) + "]");
        assertThat(bare(received.words())).contains(bare(pageName));
    }

    @Test
    void aNightOfTwoOffsetsIsToldWithBoth() throws Exception {
        stage().at(Instant.parse("2026-10-25T00:58:00Z"));
        var happened = stage().play(new Written("Harbour Ferries", "Gates stay shut", "Gates", "We are looking."));
        var second = Objects.requireNonNull(happened.get(Notice.Kind.UPDATED));
        channel().send(stage().of(second, recipient("dana", Optional.empty())));
        channel().send(stage().of(second, recipient("evan", Optional.of(ZoneId.of("America/New_York")))));

        assertThat(wordsTo("dana"))
                .containsSubsequence("25 Oct 2026, 02:03 CET", "Earlier updates", "25 Oct 2026, 02:58 CEST");
        assertThat(wordsTo("evan"))
                .containsSubsequence("24 Oct 2026, 21:03 EDT", "Earlier updates", "24 Oct 2026, 20:58 EDT");
    }

    private String wordsTo(String name) throws Exception {
        return received().stream()
                .filter(received -> received.to().startsWith(name))
                .map(Received::words)
                .collect(Collectors.joining());
    }
}
