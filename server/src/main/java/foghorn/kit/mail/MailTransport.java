package foghorn.kit.mail;

/** Takes a finished message to its recipient's mail server, or to where mail is kept instead. */
public interface MailTransport extends AutoCloseable {
    /**
     * Sends one message and waits for what became of it, {@link SmtpTransport#ATTEMPT} at the longest. Whatever a server does is an
     * outcome, never an exception. Call it outside any transaction.
     *
     * @param message headers and body with CRLF line ends, as {@code MailTemplate} makes them
     */
    MailOutcome send(Envelope envelope, byte[] message) throws InterruptedException;

    /** False if messages are kept on this machine: then the console says so wherever mail is spoken of. */
    boolean leavesTheMachine();

    /** Ends connections that wait for more. */
    @Override
    default void close() {}
}
