package foghorn.kit.mail;

import foghorn.kit.mail.MailOutcome.About;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several mail servers, of which the first that works takes everything. One that cannot be reached, or lets us not in, is left out for a
 * while ({@link RelayStanding}), and the next one is tried at once with the same message, but only if the first has certainly not taken it.
 * So it is with a message that the first does not pass on for us.
 */
public final class FailoverTransport implements MailTransport {
    private static final Logger LOG = LoggerFactory.getLogger(FailoverTransport.class);
    /** When one server has used up so much of the attempt, the next one waits for another attempt. */
    private static final Duration WORTH_ANOTHER = Duration.ofSeconds(15);

    private static final MailOutcome NONE = new MailOutcome.Deferred(0, "no mail server can be reached", About.SERVER);
    /** The attempt was interrupted. */
    private static final MailOutcome NOTHING_LEARNED = new MailOutcome.Unknown("interrupted");

    private static final MailOutcome SOME_TAKE_NO_UTF8 = new MailOutcome.Deferred(
            553,
            "5.6.7 no mail server that takes characters beyond ASCII in addresses (SMTPUTF8) can be reached",
            About.OURSELVES);

    private final List<Relay> relays;
    private final LongSupplier clock;

    private record Relay(int number, SmtpTransport transport, RelayStanding standing) {}

    /** @param transports in the order of preference; closed with this */
    public FailoverTransport(List<SmtpTransport> transports) {
        this(transports, System::nanoTime);
    }

    /** @param clock monotonic nanoseconds */
    FailoverTransport(List<SmtpTransport> transports, LongSupplier clock) {
        var numbered = new ArrayList<Relay>();
        transports.forEach(
                transport -> numbered.add(new Relay(numbered.size() + 1, transport, new RelayStanding(clock))));
        this.relays = List.copyOf(numbered);
        this.clock = clock;
        if (relays.isEmpty()) {
            throw new IllegalArgumentException("at least one mail server");
        }
    }

    @Override
    public MailOutcome send(Envelope envelope, byte[] message) throws InterruptedException {
        long began = System.nanoTime();
        var outcome = NONE;
        int withoutUtf8 = 0;
        boolean allOut = relays.stream().allMatch(relay -> relay.standing().isOut());
        for (var relay : relays) {
            if (!allOut && !relay.standing().admits()) {
                continue;
            }
            var said = send(relay, envelope, message);
            if (needsUtf8(said)) {
                withoutUtf8++;
            } else if (!mayBeTakenElsewhere(said)) {
                return said;
            }
            outcome = weightier(outcome, said);
            if (System.nanoTime() - began > WORTH_ANOTHER.toNanos()) {
                break;
            }
        }
        // One that could not be asked may take the address; a server that answers is no reason to spare it.
        boolean undecided = withoutUtf8 > 0 && withoutUtf8 < relays.size();
        return undecided ? SOME_TAKE_NO_UTF8 : outcome;
    }

    private MailOutcome send(Relay relay, Envelope envelope, byte[] message) throws InterruptedException {
        long startedAt = clock.getAsLong();
        MailOutcome outcome = NOTHING_LEARNED;
        try {
            outcome = relay.transport().send(envelope, message);
            return outcome;
        } finally {
            judge(relay, startedAt, outcome);
        }
    }

    private void judge(Relay relay, long startedAt, MailOutcome outcome) {
        switch (outcome) {
            case MailOutcome.Deferred(int code, String text, About about)
            when about == About.SERVER -> {
                if (relay.standing().failed(startedAt)) {
                    LOG.warn("Mail server {} of {} takes no mail: {} {}", relay.number(), relays.size(), code, text);
                }
            }
            case MailOutcome.Unknown ignored -> relay.standing().unknown(startedAt);
            case MailOutcome.Deferred ignored -> relay.standing().works();
            case MailOutcome.Accepted ignored -> relay.standing().works();
            case MailOutcome.Refused ignored -> relay.standing().works();
        }
    }

    private static boolean needsUtf8(MailOutcome outcome) {
        return outcome.equals(SmtpSession.RECIPIENT_NEEDS_UTF8) || outcome.equals(SmtpSession.SENDER_NEEDS_UTF8);
    }

    /** Not taken, and for no reason that this message or its recipient has given. */
    private static boolean mayBeTakenElsewhere(MailOutcome outcome) {
        return outcome instanceof MailOutcome.Deferred deferred && deferred.about() != About.MESSAGE;
    }

    /** The answer of a server that lets us in counts for more than that another one does not. */
    private static MailOutcome weightier(MailOutcome before, MailOutcome next) {
        return isAboutServer(next) && !isAboutServer(before) ? before : next;
    }

    private static boolean isAboutServer(MailOutcome outcome) {
        return outcome instanceof MailOutcome.Deferred deferred && deferred.about() == About.SERVER;
    }

    @Override
    public boolean leavesTheMachine() {
        return true;
    }

    @Override
    public void close() {
        relays.forEach(relay -> relay.transport().close());
    }
}
