package foghorn.kit.mail;

import foghorn.kit.mail.SmtpReply.To;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Mail transactions on one open connection, one after another. Where the server offers PIPELINING (RFC 2920), MAIL, RCPT and DATA go
 * out in one write, and those of the next message together with the message before.
 */
final class SmtpSession {
    /** The recipient's fate with this server, whatever the message. */
    static final MailOutcome RECIPIENT_NEEDS_UTF8 = new MailOutcome.Refused(
            553, "5.6.7 the mail server takes no addresses with characters beyond ASCII (no SMTPUTF8)", false);

    /** Our own sender, which is the installation's fault and not the recipient's. */
    static final MailOutcome SENDER_NEEDS_UTF8 = new MailOutcome.Deferred(
            550,
            "5.6.7 the mail server takes no sender with characters beyond ASCII (no SMTPUTF8)",
            MailOutcome.About.OURSELVES);

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private static final long EIGHTH_BITS = 0x8080_8080_8080_8080L;

    private final SmtpConnection connection;
    private final SmtpWire wire;
    private final SmtpExtensions offered;
    private boolean resetFirst;
    private boolean kept;
    private long deadline;
    private @Nullable SmtpJob begun;

    SmtpSession(SmtpConnection connection) {
        this.connection = connection;
        this.wire = connection.wire();
        this.offered = connection.offered();
    }

    /** True if an earlier message went over this connection, so that the server may meanwhile have left. */
    boolean isKept() {
        return kept;
    }

    /**
     * Sends one message and returns what the server answered.
     *
     * @param next asked for another message when this one's bytes go out; its commands then travel in the same write, and the caller
     *     must {@code send} it next
     * @throws IOException the connection is not usable any more
     */
    MailOutcome send(SmtpJob job, Supplier<@Nullable SmtpJob> next) throws IOException {
        var unsendable = unsendable(job);
        if (unsendable != null) {
            return unsendable;
        }
        deadline = job.deadline();
        var refused = offered.pipelining() ? beginAtOnce(job) : beginByStep(job);
        if (refused != null) {
            kept = true;
            return refused;
        }
        if (!job.mayBeSent()) {
            throw new IOException("given up");
        }
        wire.message(job.message());
        SmtpJob following = offered.pipelining() ? next.get() : null;
        if (following != null && unsendable(following) != null) {
            following = null;
        }
        if (following != null) {
            writeCommands(following);
        }
        connection.until(deadline);
        wire.flush();
        begun = following;
        var reply = wire.reply();
        kept = true;
        return verdict(job, reply);
    }

    /** What becomes of a message that the server cannot take: nothing of it is sent. */
    private @Nullable MailOutcome unsendable(SmtpJob job) {
        if (offered.maxSize() > 0 && job.message().length > offered.maxSize()) {
            return new MailOutcome.Refused(
                    552, "larger than the server's limit of " + offered.maxSize() + " bytes", false);
        }
        if (offered.utf8() || !job.envelope().needsUtf8()) {
            return null;
        }
        return job.envelope().returnPath().needsUtf8() ? SENDER_NEEDS_UTF8 : RECIPIENT_NEEDS_UTF8;
    }

    private MailOutcome verdict(SmtpJob job, SmtpReply reply) throws IOException {
        if (reply.isPositive()) {
            return new MailOutcome.Accepted(reply.code());
        }
        if (reply.code() < 400) {
            throw new IOException("the server's answer is not SMTP");
        }
        if (reply.code() == SmtpReply.CLOSING) {
            connection.close();
        }
        return reply.refusal(To.DATA, job.redaction());
    }

    private @Nullable MailOutcome beginAtOnce(SmtpJob job) throws IOException {
        if (begun != job) {
            writeCommands(job);
            wire.flush();
        }
        begun = null;
        readReset();
        var mail = answer();
        var rcpt = answer();
        var data = answer();
        if (data.wantsMessage() && !(mail.isPositive() && rcpt.isPositive())) {
            wire.endOfMessage();
            wire.flush();
            answer();
        }
        resetFirst = !data.wantsMessage();
        if (!mail.isPositive()) {
            return mail.refusal(To.MAIL, job.redaction());
        }
        if (!rcpt.isPositive()) {
            return rcpt.refusal(To.RCPT, job.redaction());
        }
        return data.wantsMessage() ? null : data.refusal(To.DATA, job.redaction());
    }

    private @Nullable MailOutcome beginByStep(SmtpJob job) throws IOException {
        if (resetFirst) {
            wire.command("RSET");
            wire.flush();
        }
        readReset();
        resetFirst = true;
        for (To command : To.values()) {
            wire.command(line(command, job));
            wire.flush();
            var reply = answer();
            if (!(command == To.DATA ? reply.wantsMessage() : reply.isPositive())) {
                return reply.refusal(command, job.redaction());
            }
        }
        resetFirst = false;
        return null;
    }

    private void readReset() throws IOException {
        if (resetFirst) {
            answer();
            resetFirst = false;
        }
    }

    private SmtpReply answer() throws IOException {
        connection.untilAnswer(deadline);
        var reply = wire.reply();
        if (reply.code() == SmtpReply.CLOSING) {
            throw new SmtpFault(reply.code(), reply.text());
        }
        return reply;
    }

    private void writeCommands(SmtpJob job) {
        if (resetFirst) {
            wire.command("RSET");
        }
        for (To command : To.values()) {
            wire.command(line(command, job));
        }
    }

    private String line(To command, SmtpJob job) {
        return switch (command) {
            case MAIL ->
                "MAIL FROM:<" + job.envelope().returnPath().value() + ">"
                        + (offered.maxSize() >= 0 ? " SIZE=" + job.message().length : "")
                        + (offered.eightBit() && hasEightBit(job.message()) ? " BODY=8BITMIME" : "")
                        + (job.envelope().needsUtf8() ? " SMTPUTF8" : "");
            case RCPT -> "RCPT TO:<" + job.envelope().recipient().value() + ">";
            case DATA -> "DATA";
        };
    }

    private static boolean hasEightBit(byte[] message) {
        int wide = message.length - message.length % Long.BYTES;
        long bits = 0;
        for (int i = 0; i < wide; i += Long.BYTES) {
            bits |= (long) LONGS.get(message, i);
        }
        for (int i = wide; i < message.length; i++) {
            bits |= message[i];
        }
        return (bits & EIGHTH_BITS) != 0;
    }
}
