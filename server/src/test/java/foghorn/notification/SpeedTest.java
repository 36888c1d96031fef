package foghorn.notification;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.Await;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import foghorn.kit.mail.EmailAddress;
import foghorn.kit.mail.MailSender;
import foghorn.kit.mail.SmtpSink;
import foghorn.kit.mail.SmtpTransport;
import foghorn.notification.channel.email.EmailChannel;
import foghorn.page.PageLinks;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine with a mail server that nobody here wrote. */
class SpeedTest {
    private static final int PEOPLE = 5_000;

    private final TestDatabase test = TestDatabase.create();
    private final Town town = new Town(test);

    @TempDir
    Path folder;

    @AfterEach
    void drop() {
        test.close();
    }

    private NotificationRoom node(SmtpTransport transport) {
        return town.node(new EmailChannel(new EmailChannel.Needs(
                transport,
                new Notices(town.database),
                new PageLinks(URI.create("https://status.example"), Optional.empty()),
                new MessageKeys(town.key),
                town.clock,
                MailSender.plain(EmailAddress.of("from", "status@mail.example")))));
    }

    @Test
    void fiveThousandAreToldInTenSecondsEachInTheLedger() throws InterruptedException {
        town.change(tx -> {
            for (int i = 0; i < PEOPLE; i++) {
                town.insert(tx, Ids.next(), "p" + i + "@a.example", "active");
            }
        });
        try (var sink = SmtpSink.start(folder);
                var transport = new SmtpTransport(sink.settings(), SmtpTransport.CONNECTIONS)) {
            var node = node(transport);
            node.start();
            long start = System.nanoTime();
            town.open("Now", true);
            Await.until(
                    "all told", Duration.ofSeconds(60), () -> town.deliveries().equals(Map.of("sent", (long) PEOPLE)));
            var took = Duration.ofNanos(System.nanoTime() - start);
            node.stop(Duration.ofSeconds(5));

            System.out.printf("%d mails with ledger in %d ms%n", PEOPLE, took.toMillis());
            assertThat(took).isLessThanOrEqualTo(Duration.ofSeconds(10));
        }
    }

    @Test
    void aRefusalThatRepeatsTheAddressIsKeptWithoutItAndEncrypted() throws Exception {
        town.follow("frank.canary@harbour.example");
        try (var sink = SmtpSink.start(folder, "-f", "RCPT", "-B", "550 5.1.1 <frank.canary@harbour.example> unknown");
                var transport = new SmtpTransport(sink.settings(), 1)) {
            var node = node(transport);
            node.start();
            var incident = town.open("Now", true);
            Await.until("given up", () -> town.deliveries().equals(Map.of("gone", 1L)));

            var event =
                    node.ledger().told(town.job, town.page, incident).events().getFirst();
            var row = node.ledger()
                    .entries(town.job, town.page, new Ledger.NoticeOf(incident, event.id()), Optional.empty())
                    .rows()
                    .getFirst();
            assertThat(row.code()).contains("550");
            assertThat(row.error().orElseThrow()).contains("unknown").doesNotContain("frank");
            assertThat(town.count(
                            "select count(*) from delivery where position(cast('unknown' as bytea) in error) > 0"))
                    .as("readable in the database")
                    .isZero();
            node.stop(Duration.ofSeconds(5));
        }
    }

    @Test
    void whereTheServerTakesNoUtf8ThatRecipientAloneIsRefusedForGood() throws Exception {
        town.follow("änn.canary@harbour.example", "gil@harbour.example", "ida@harbour.example");
        try (var sink = SmtpSink.start(folder, "-D", "dump");
                var transport = new SmtpTransport(sink.settings(), 1)) {
            var node = node(transport);
            node.start();
            var incident = town.open("Now", true);
            Await.until("all over", () -> town.deliveries().equals(Map.of("sent", 2L, "failed", 1L)));

            var event =
                    node.ledger().told(town.job, town.page, incident).events().getFirst();
            var refused = node
                    .ledger()
                    .entries(town.job, town.page, new Ledger.NoticeOf(incident, event.id()), Optional.empty())
                    .rows()
                    .stream()
                    .filter(row -> row.error().isPresent())
                    .toList();
            assertThat(refused).singleElement().satisfies(row -> {
                assertThat(row.code()).contains("553");
                assertThat(row.error().orElseThrow()).contains("SMTPUTF8").doesNotContain("canary");
            });
            assertThat(town.count("select count(*) from subscriber where state = 'active'"))
                    .as("the mailbox may well exist")
                    .isEqualTo(3);
            assertThat(Files.readString(folder.resolve("dump"))).doesNotContain("canary");
            node.stop(Duration.ofSeconds(5));
        }
    }
}
