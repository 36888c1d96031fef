package foghorn.kit.mail;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/** One message on its way through the sender: who waits for it and how far it got. */
final class SmtpJob {
    private enum State {
        /** Nothing the server could accept was sent: it may be withdrawn. */
        OPEN,
        /** The final dot was or is being sent: only an answer tells what became of it. */
        SENT,
        /** Its sender waits no longer, and it will not be sent. */
        WITHDRAWN
    }

    private final Envelope envelope;
    private final byte[] message;
    private final long deadline;
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    private final CompletableFuture<MailOutcome> outcome = new CompletableFuture<>();
    private boolean triedOnKeptConnection;

    SmtpJob(Envelope envelope, byte[] message, long deadline) {
        this.envelope = envelope;
        this.message = message;
        this.deadline = deadline;
    }

    Envelope envelope() {
        return envelope;
    }

    byte[] message() {
        return message;
    }

    /** In {@link System#nanoTime}: after it the attempt is cut. */
    long deadline() {
        return deadline;
    }

    Redaction redaction() {
        return Redaction.of(envelope.recipient());
    }

    /** Must be asked before the final dot is written; false if the message was withdrawn. */
    boolean mayBeSent() {
        return state.compareAndSet(State.OPEN, State.SENT);
    }

    boolean isOpen() {
        return state.get() == State.OPEN;
    }

    boolean isSent() {
        return state.get() == State.SENT;
    }

    /** True the first time: a kept connection that proves dead costs one attempt on a fresh one. */
    boolean mayTryFreshConnection() {
        boolean first = !triedOnKeptConnection;
        triedOnKeptConnection = true;
        return first;
    }

    void finish(MailOutcome result) {
        outcome.complete(result);
    }

    /** The connection ended without an answer for this message. */
    void finishUnanswered(int code, String text) {
        String line = redaction().apply(text);
        finish(
                isSent()
                        ? new MailOutcome.Unknown(line)
                        : new MailOutcome.Deferred(code, line, MailOutcome.About.SERVER));
    }

    /** Our own mistake: whoever waits shall see it. */
    void fail(RuntimeException bug) {
        outcome.completeExceptionally(bug);
    }

    /** Ends the wait for a message whose time is over; one that was not sent never will be. */
    void cutIfOverdue(long now, String why) {
        if (now - deadline > 0) {
            state.compareAndSet(State.OPEN, State.WITHDRAWN);
            finishUnanswered(0, why);
        }
    }

    MailOutcome await() throws InterruptedException {
        try {
            return outcome.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the mail sender failed", e.getCause());
        } finally {
            state.compareAndSet(State.OPEN, State.WITHDRAWN);
        }
    }
}
