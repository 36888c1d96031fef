package foghorn.notification;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.Await;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.mail.EmailAddress;
import foghorn.kit.mail.FailoverTransport;
import foghorn.kit.mail.MailSender;
import foghorn.kit.mail.MailTransport;
import foghorn.kit.mail.SmtpSink;
import foghorn.kit.mail.SmtpTransport;
import foghorn.notification.channel.email.EmailChannel;
import foghorn.page.PageLinks;
import foghorn.subscriber.SubscriberState;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a mail server of ours has against us is no fault of those who are written to. */
class RefusedByRelayTest {
    private final TestDatabase test = TestDatabase.create();
    private final Town town = new Town(test);

    @TempDir
    Path folder;

    @AfterEach
    void drop() {
        test.close();
    }

    private NotificationRoom node(MailTransport transport) {
        return town.node(new EmailChannel(new EmailChannel.Needs(
                transport,
                new Notices(town.database),
                new PageLinks(URI.create("https://status.example"), Optional.empty()),
                new MessageKeys(town.key),
                town.clock,
                MailSender.plain(EmailAddress.of("from", "status@mail.example")))));
    }

    @ParameterizedTest
    @CsvSource({"RCPT,554 5.7.1 relay access denied", "RCPT,550 relaying prohibited", "MAIL,553 5.7.1 not your address"
    })
    void threeNoticesThatItRefusedForADayEachCostNobodyTheSubscription(String command, String answer)
            throws InterruptedException {
        town.follow("alice@a.example");
        try (var sink = SmtpSink.start(folder, "-f", command, "-B", answer);
                var transport = new FailoverTransport(List.of(new SmtpTransport(sink.settings(), 1)))) {
            var node = node(transport);
            node.start();
            for (long number = 1; number <= 3; number++) {
                town.open("Number " + number, true);
                Await.until("it waits", () -> town.deliveries().getOrDefault("retry", 0L) == 1);
                town.clock.pass(Duration.ofHours(26));
                var given = Map.of("failed", number);
                Await.until("it is given up", () -> town.deliveries().equals(given));
            }
            node.stop(Duration.ofSeconds(5));
        }
        assertThat(town.subscribers.service().counts(town.job, town.page)).containsEntry(SubscriberState.ACTIVE, 1L);
        assertThat(town.count("select count(*) from subscriber where failures is not null"))
                .isZero();
    }
}
