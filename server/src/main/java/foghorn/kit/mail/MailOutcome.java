package foghorn.kit.mail;

/**
 * What became of one message. Codes are those of SMTP (RFC 5321, 4.2), 0 where no server spoke; texts are fit for the ledger: one line
 * of at most {@link Redaction#MAX_LENGTH} characters without any mail address.
 */
public sealed interface MailOutcome {
    /** The server has taken the message over. */
    record Accepted(int code) implements MailOutcome {}

    /** Not taken over, and worth another try: 4xx, no connection, or a fault that is the installation's and not the recipient's. */
    record Deferred(int code, String text, About about) implements MailOutcome {}

    /** What a message that was not taken over tells about. */
    enum About {
        /** This message or its recipient: another server would hardly say otherwise. */
        MESSAGE,
        /** What we may send through this server: another one may take it, and the recipient has no part in it. */
        OURSELVES,
        /** The server takes nothing from us now, whatever the message: it is away, closing, or lets us not in. */
        SERVER
    }

    /**
     * Refused for good (5xx).
     *
     * @param recipientGone the server says that the address itself does not exist or takes no mail (RFC 3463: 5.1.x, 5.2.1)
     */
    record Refused(int code, String text, boolean recipientGone) implements MailOutcome {}

    /** The connection broke after the whole message was sent and before the answer came: try again with the same Message-ID. */
    record Unknown(String text) implements MailOutcome {}
}
