package foghorn.kit.mail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several mail servers, of which the first that works takes everything. One that cannot be reached, or serves nobody now, is left out for a
 * while, and the next one is tried at once with the same message, but only if the first has certainly not taken it.
 */
public final class FailoverTransport implements MailTransport {
    private static final Logger LOG = LoggerFactory.getLogger(FailoverTransport.class);
    private static final Duration LEFT_OUT = Duration.ofSeconds(30);
    /** When one server has used up so much of the attempt, the next one waits for another attempt. */
    private static final Duration WORTH_ANOTHER = Duration.ofSeconds(15);

    private static final int CLOSING = 421;
    private static final MailOutcome SOME_TAKE_NO_UTF8 = new MailOutcome.Deferred(
            553, "5.6.7 no mail server that takes characters beyond ASCII in addresses (SMTPUTF8) can be reached");

    private final List<Relay> relays;

    private static final class Relay {
        private final int number;
        private final SmtpTransport transport;
        private final AtomicLong outUntil = new AtomicLong(System.nanoTime());

        Relay(int number, SmtpTransport transport) {
            this.number = number;
            this.transport = transport;
        }

        boolean isOut() {
            return outUntil.get() - System.nanoTime() > 0;
        }
    }

    /** @param transports in the order of preference; closed with this */
    public FailoverTransport(List<SmtpTransport> transports) {
        var numbered = new ArrayList<Relay>();
        transports.forEach(transport -> numbered.add(new Relay(numbered.size() + 1, transport)));
        this.relays = List.copyOf(numbered);
        if (relays.isEmpty()) {
            throw new IllegalArgumentException("at least one mail server");
        }
    }

    @Override
    public MailOutcome send(Envelope envelope, byte[] message) throws InterruptedException {
        long began = System.nanoTime();
        MailOutcome outcome = new MailOutcome.Deferred(0, "no mail server can be reached");
        int withoutUtf8 = 0;
        boolean anyIn = relays.stream().anyMatch(relay -> !relay.isOut());
        for (var relay : relays) {
            if (anyIn && relay.isOut()) {
                continue;
            }
            outcome = relay.transport.send(envelope, message);
            if (needsUtf8(outcome)) {
                withoutUtf8++;
                continue;
            }
            if (!isAboutTheServer(outcome)) {
                return outcome;
            }
            leaveOut(relay);
            if (System.nanoTime() - began > WORTH_ANOTHER.toNanos()) {
                break;
            }
        }
        // One that could not be asked may take the address; a server that answers is no reason to spare it.
        boolean undecided = withoutUtf8 > 0 && withoutUtf8 < relays.size();
        return undecided ? SOME_TAKE_NO_UTF8 : outcome;
    }

    private static boolean needsUtf8(MailOutcome outcome) {
        return outcome.equals(SmtpSession.RECIPIENT_NEEDS_UTF8) || outcome.equals(SmtpSession.SENDER_NEEDS_UTF8);
    }

    /** Not taken, and for no reason that this message or its recipient has given. */
    private static boolean isAboutTheServer(MailOutcome outcome) {
        return outcome instanceof MailOutcome.Deferred(int code, String text) && (code == 0 || code == CLOSING);
    }

    private void leaveOut(Relay relay) {
        if (relays.size() > 1 && !relay.isOut()) {
            LOG.warn(
                    "Mail server {} of {} takes no mail; the others are used for {} s",
                    relay.number,
                    relays.size(),
                    LEFT_OUT.toSeconds());
        }
        relay.outUntil.set(System.nanoTime() + TimeUnit.SECONDS.toNanos(LEFT_OUT.toSeconds()));
    }

    @Override
    public boolean leavesTheMachine() {
        return true;
    }

    @Override
    public void close() {
        relays.forEach(relay -> relay.transport.close());
    }
}
