package foghorn.kit.mail;

import java.util.regex.Pattern;

/** One answer of a mail server: its code and its lines, joined by spaces (RFC 5321, 4.2). */
record SmtpReply(int code, String text) {
    /** "Service not available, closing transmission channel". */
    static final int CLOSING = 421;

    private static final int MESSAGE_TOO_LARGE = 552;
    private static final int AUTHENTICATION_REQUIRED = 530;
    /** RFC 3463: the destination address is wrong or disabled; 5.1.7 and 5.1.8 speak of the sender's. */
    private static final Pattern ADDRESS_IS_WRONG =
            Pattern.compile("5\\.(1\\.(?![78]\\b)\\d+|2\\.1)\\b.*", Pattern.DOTALL);

    private static final Pattern HAS_ENHANCED_CODE =
            Pattern.compile("[245]\\.\\d{1,3}\\.\\d{1,3}\\b.*", Pattern.DOTALL);

    /** The command to which this is the answer; the same code means different things. */
    enum To {
        MAIL,
        RCPT,
        DATA
    }

    boolean isPositive() {
        return code >= 200 && code < 300;
    }

    boolean wantsMessage() {
        return code == 354;
    }

    /** The outcome of a negative answer. A sender refused by our own relay is the installation's fault: it is tried again. */
    MailOutcome refusal(To command, Redaction redaction) {
        String line = redaction.apply(text);
        boolean permanent = code >= 500 && code < 600 && code != AUTHENTICATION_REQUIRED;
        if (!permanent || (command == To.MAIL && code != MESSAGE_TOO_LARGE)) {
            return new MailOutcome.Deferred(code, line);
        }
        return new MailOutcome.Refused(code, line, recipientGone(command));
    }

    private boolean recipientGone(To command) {
        if (HAS_ENHANCED_CODE.matcher(text).matches()) {
            return ADDRESS_IS_WRONG.matcher(text).matches();
        }
        return command == To.RCPT && (code == 550 || code == 551 || code == 553);
    }
}
