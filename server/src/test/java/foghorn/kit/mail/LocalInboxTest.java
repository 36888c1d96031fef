package foghorn.kit.mail;

import static foghorn.kit.mail.TestMail.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.Cast;
import foghorn.kit.db.TestDatabase;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LocalInboxTest {
    private static final AtomicReference<Instant> NOW = new AtomicReference<>(Instant.parse("2026-11-21T09:00:00Z"));
    private static TestDatabase base;
    private static Cast cast;
    private static LocalInbox inbox;

    @BeforeAll
    static void start() {
        base = TestDatabase.create();
        var database = base.database(NOW::get);
        cast = Cast.on(database);
        inbox = new LocalInbox(database, cast.vault());
    }

    @AfterAll
    static void stop() {
        base.close();
    }

    @Test
    void aMessageIsReadAsItWasSent() throws InterruptedException {
        send(
                cast.alice(),
                cast.page(),
                message("🚨 Störung", "Ihr Link: https://status.example.com/c/1?a=b&c=d.\nEnde"));

        var read = inbox.list(cast.alice(), cast.page()).getFirst();

        assertThat(read.from()).contains("Leuchtturm").contains("status@example.com");
        assertThat(read.to()).isEqualTo("reader@example.com");
        assertThat(read.subject()).isEqualTo("🚨 Störung");
        assertThat(read.text()).isEqualTo("Ihr Link: https://status.example.com/c/1?a=b&c=d.\nEnde");
        assertThat(read.links()).containsExactly("https://status.example.com/c/1?a=b&c=d");
        assertThat(read.at()).isEqualTo(NOW.get());
        assertThat(inbox.find(cast.alice(), cast.page(), read.id())).isEqualTo(read);
    }

    @Test
    void nothingOfAMessageIsStoredInPlain() throws Exception {
        send(cast.alice(), cast.page(), bytes("To: canary@example.com\r\nSubject: canary\r\n\r\ncanary\r\n"));

        try (var connection = base.superuser()) {
            var stored = Jdbi.create(connection)
                    .withHandle(handle -> handle.createQuery("select message from inbox_message")
                            .mapTo(byte[].class)
                            .list());
            assertThat(stored)
                    .isNotEmpty()
                    .allSatisfy(message -> assertThat(new String(message, StandardCharsets.ISO_8859_1))
                            .doesNotContain("canary"));
        }
    }

    @Test
    void theNewest200OfEachPageAreKept() throws InterruptedException {
        send(cast.mallory(), cast.otherPage(), message("other", "other"));
        for (int i = 0; i < 205; i++) {
            send(cast.alice(), cast.page(), message("number " + i, "text"));
        }

        var subjects = inbox.list(cast.alice(), cast.page()).stream()
                .map(InboxMessage::subject)
                .toList();

        assertThat(subjects).hasSize(200).startsWith("number 204").endsWith("number 5");
        assertThat(inbox.list(cast.mallory(), cast.otherPage())).hasSize(1);
    }

    @Test
    void onlyWhoMaySeeSubscribersReadsIt() throws InterruptedException {
        send(cast.alice(), cast.page(), message("secret", "secret"));
        String id = inbox.list(cast.alice(), cast.page()).getFirst().id();

        for (Call call : List.of(cast.bob(), cast.carol())) {
            assertThatThrownBy(() -> inbox.list(call, cast.page())).isInstanceOf(Problem.Forbidden.class);
            assertThatThrownBy(() -> inbox.find(call, cast.page(), id)).isInstanceOf(Problem.Forbidden.class);
        }
        assertThatThrownBy(() -> inbox.list(cast.mallory(), cast.page())).isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> inbox.find(cast.mallory(), cast.otherPage(), id))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void itSaysThatNothingLeavesTheMachine() {
        assertThat(inbox.leavesTheMachine()).isFalse();
        assertThat(LocalInbox.NOTICE).contains("nothing leaves this machine");
    }

    private static void send(Call call, PageId page, byte[] message) throws InterruptedException {
        NOW.updateAndGet(now -> now.plusMillis(1));
        var envelope = new Envelope(
                call.organization(),
                page,
                new EmailAddress("bounce@example.com"),
                new EmailAddress("reader@example.com"));
        assertThat(inbox.send(envelope, message)).isEqualTo(new MailOutcome.Accepted(0));
    }

    private static byte[] message(String subject, String text) {
        var draft = new MailDraft("Leuchtturm", new EmailAddress("status@example.com"), subject, text, "<p>HTML</p>");
        return MailTemplate.compile(draft, List.of())
                .forRecipient(new MailRecipient(
                        new EmailAddress("reader@example.com"),
                        "<1@example.com>",
                        NOW.get(),
                        Optional.of("https://status.example.com/u/1"),
                        Optional.empty(),
                        Map.of()));
    }
}
