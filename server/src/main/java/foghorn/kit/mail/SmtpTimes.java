package foghorn.kit.mail;

import java.time.Duration;

/**
 * How long the sender waits.
 *
 * @param attempt for everything about one message; the fan-out's lease is longer
 * @param connect for a connection to one address of the server
 * @param answer for one answer before the message itself is sent
 * @param kept for the next message, before an idle connection is closed
 */
record SmtpTimes(Duration attempt, Duration connect, Duration answer, Duration kept) {
    static final SmtpTimes DEFAULT = new SmtpTimes(
            SmtpTransport.ATTEMPT, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(30));
}
