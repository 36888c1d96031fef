package foghorn.kit.mail;

import static foghorn.kit.mail.TestMail.HELLO;
import static foghorn.kit.mail.TestMail.to;
import static org.assertj.core.api.Assertions.assertThat;

import foghorn.Await;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bound on connections is that of all nodes together, and nodes come and go. */
@Timeout(60)
class SmtpShareTest {
    private final AtomicInteger nodes = new AtomicInteger(1);
    private final IntSupplier bound = () -> SmtpTransport.share(nodes.get());

    @ParameterizedTest
    @CsvSource({"1, 10", "2, 5", "3, 3", "10, 1", "11, 1", "1000, 1"})
    void theConnectionsAreDividedAndOneIsLeft(int among, int share) {
        assertThat(SmtpTransport.share(among)).isEqualTo(share);
    }

    @Test
    void whileMessagesFlowConnectionsCloseAndOpenAsNodesComeAndGo() throws Exception {
        var over = new AtomicBoolean();
        var lost = new AtomicInteger();
        try (var server = new ScriptedServer((connection, line) -> null);
                var transport = new SmtpTransport(server.settings(), bound);
                var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (int i = 0; i < 30; i++) {
                    keepSending(senders, transport, over, lost);
                }
                Await.until("all ten", () -> server.openConnections() == 10);
                nodes.set(3);
                Await.until("a third", () -> server.openConnections() <= 3);
                nodes.set(100);
                Await.until("one", () -> server.openConnections() == 1);
                int before = server.messages().size();
                Await.until("it still sends", () -> server.messages().size() > before + 10);
                nodes.set(1);
                Await.until("all ten again", () -> server.openConnections() == 10);
            } finally {
                over.set(true);
            }
        }
        assertThat(lost).as("messages of connections that were closed").hasValue(0);
    }

    private static void keepSending(
            ExecutorService senders, SmtpTransport transport, AtomicBoolean over, AtomicInteger lost) {
        senders.submit(() -> {
            while (!over.get()) {
                if (!transport.send(to("alice@example.com"), HELLO).equals(new MailOutcome.Accepted(250))) {
                    lost.incrementAndGet();
                }
            }
            return null;
        });
    }

    @Test
    void idleConnectionsBeyondTheShareAreClosedLongBeforeTheirTime() throws Exception {
        var together = new CyclicBarrier(10);
        try (var server = new ScriptedServer(List.of("8BITMIME"), null, (connection, line) -> {
                    if (line.equals(".")) {
                        meet(together);
                    }
                    return null;
                });
                var transport = new SmtpTransport(server.settings(), bound);
                var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) {
                senders.submit(() -> transport.send(to("alice@example.com"), HELLO));
            }
            Await.until("ten at once", () -> server.messages().size() == 10);
            assertThat(server.openConnections()).isEqualTo(10);

            nodes.set(2);

            Await.until("half", () -> server.openConnections() <= 5);
            assertThat(server.commands()).as("politely").contains("QUIT");
        }
    }

    private static void meet(CyclicBarrier others) {
        try {
            others.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
