package foghorn.kit.mail;

import foghorn.kit.id.Ids;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Prints messages per second of {@link SmtpTransport} against a server, to be compared with
 * {@code smtp-source -s 10 -m <messages> -l <bytes>} in the same minute. Arguments: URL, messages, bytes, connections, callers.
 */
final class SmtpThroughput {
    private SmtpThroughput() {}

    public static void main(String[] arguments) throws InterruptedException {
        int messages = Integer.parseInt(arguments[1]);
        int size = Integer.parseInt(arguments[2]);
        int connections = Integer.parseInt(arguments[3]);
        int callers = Integer.parseInt(arguments[4]);
        byte[] message = ("Subject: throughput\r\n\r\n"
                        + "All systems operational, and this line has 62 letters in it.\r\n".repeat(size / 62))
                .getBytes(StandardCharsets.US_ASCII);
        try (var transport = new SmtpTransport(SmtpSettings.parse(arguments[0]), connections)) {
            for (int run = 0; run < 5; run++) {
                long start = System.nanoTime();
                int accepted = send(transport, message, messages, callers);
                double seconds = (System.nanoTime() - start) / 1e9;
                System.out.printf("%d of %d accepted, %.0f messages/s%n", accepted, messages, accepted / seconds);
            }
        }
    }

    private static int send(MailTransport transport, byte[] message, int messages, int callers)
            throws InterruptedException {
        var envelope = new Envelope(
                new OrganizationId(Ids.next()),
                new PageId(Ids.next()),
                new EmailAddress("bounce@example.com"),
                new EmailAddress("alice@example.com"));
        var left = new AtomicInteger(messages);
        var accepted = new AtomicInteger();
        var done = new CountDownLatch(callers);
        for (int i = 0; i < callers; i++) {
            Thread.startVirtualThread(() -> {
                try {
                    while (left.getAndDecrement() > 0) {
                        if (transport.send(envelope, message) instanceof MailOutcome.Accepted) {
                            accepted.incrementAndGet();
                        }
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    done.countDown();
                }
            });
        }
        done.await();
        return accepted.get();
    }
}
