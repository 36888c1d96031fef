package foghorn.notification.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.kit.id.Ids;
import foghorn.kit.mail.EmailAddress;
import foghorn.kit.mail.MailSender;
import foghorn.kit.mail.SmtpSink;
import foghorn.kit.mail.SmtpTransport;
import foghorn.notification.DeliveryOutcome;
import foghorn.notification.Message;
import foghorn.notification.MessageKeys;
import foghorn.notification.Notice;
import foghorn.notification.Stage;
import foghorn.subscriber.Audience;
import foghorn.subscriber.Recipient;
import foghorn.subscriber.SubscriberId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What MAIL FROM says, as Postfix's test server heard it. */
class ReturnPathTest {
    private static final EmailAddress FROM = new EmailAddress("status@mail.example");
    private static final Pattern HEARD = Pattern.compile("(?m)^X-Mail-Args: <([^>]*)>");
    private static final Pattern MESSAGE_ID = Pattern.compile("(?m)^Message-ID: <([^@]*)@mail\\.example>");

    private final Stage stage = new Stage();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        stage.close();
    }

    private List<String> heard(MailSender sender, Message... messages) throws Exception {
        try (var sink = SmtpSink.start(folder, "-D", "dump");
                var transport = new SmtpTransport(sink.settings(), 1)) {
            var channel = new EmailChannel(new EmailChannel.Needs(
                    transport, stage.notices(), stage.links(), stage.keys(), stage.clock(), sender));
            for (var message : messages) {
                assertThat(channel.send(message)).isInstanceOf(DeliveryOutcome.Delivered.class);
            }
        }
        return found(HEARD);
    }

    private List<String> found(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(folder.resolve("dump")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static Recipient recipient() {
        return new Recipient(
                new SubscriberId(Ids.next()),
                Audience.EMAIL,
                "dana@harbour.example",
                Optional.empty(),
                Ids.secret(),
                "en",
                Optional.empty(),
                List.of(),
                false);
    }

    private Message notice(Recipient recipient) {
        var written = new Stage.Written("Harbour Ferries", "Gates stay shut", "Gates", "We are looking.");
        var opened = Objects.requireNonNull(stage.play(written).get(Notice.Kind.OPENED));
        return stage.of(opened, recipient);
    }

    @Test
    void plainItIsTheSendersAddress() throws Exception {
        assertThat(heard(MailSender.plain(FROM), notice(recipient()))).containsExactly("status@mail.example");
    }

    @Test
    void taggedItCarriesTheKeyOfThatOneMessageOfNoticesAndDirectMailsAlike() throws Exception {
        var recipient = recipient();
        var notice = notice(recipient);
        var direct = stage.of(new Message.Confirm("token"), recipient);

        var paths = heard(MailSender.tagged(FROM), notice, direct);

        assertThat(paths)
                .containsExactly(
                        "status+" + notice.key() + "@mail.example", "status+" + direct.key() + "@mail.example");
        assertThat(found(MESSAGE_ID)).containsExactly(notice.key(), direct.key());
        assertThat(stage.keys().verify(notice.key()).map(MessageKeys.Named::subscriberId))
                .contains(recipient.id().value());
    }
}
