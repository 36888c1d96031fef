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
    /** RFC 3463, 3.8: security or policy, which is between the server and us. */
    private static final Pattern POLICY = Pattern.compile("5\\.7\\.\\d+\\b.*", Pattern.DOTALL);
    /** The word itself: no part of a host's name, and not the list of recipients that some servers call so. */
    private static final Pattern RELAYING =
            Pattern.compile("(?<![\\w.@-])relay(ing|ed)?(?![\\w@]|[.-]\\w| recipient)", Pattern.CASE_INSENSITIVE);

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

    /**
     * The outcome of a negative answer. A sender, a sign-in or a way that our own relay refuses is the installation's fault: it is tried
     * again, and nobody's address is to blame.
     */
    MailOutcome refusal(To command, Redaction redaction) {
        String line = redaction.apply(text);
        if (isAboutServer(command)) {
            return new MailOutcome.Deferred(code, line, MailOutcome.About.SERVER);
        }
        if (isAboutUs(command, line)) {
            return new MailOutcome.Deferred(code, line, MailOutcome.About.OURSELVES);
        }
        if (!isPermanent()) {
            return new MailOutcome.Deferred(code, line, MailOutcome.About.MESSAGE);
        }
        return new MailOutcome.Refused(code, line, recipientGone(command));
    }

    private boolean isPermanent() {
        return code >= 500 && code < 600;
    }

    /** What is said before the recipient is named concerns every message alike, unless it is the size. */
    private boolean isAboutServer(To command) {
        return code == CLOSING || code == AUTHENTICATION_REQUIRED || (command == To.MAIL && code != MESSAGE_TOO_LARGE);
    }

    /** @param line without addresses, in which any word may stand */
    private boolean isAboutUs(To command, String line) {
        if (isPermanent() && HAS_ENHANCED_CODE.matcher(text).matches()) {
            return POLICY.matcher(text).matches();
        }
        return command == To.RCPT && RELAYING.matcher(line).find();
    }

    private boolean recipientGone(To command) {
        if (HAS_ENHANCED_CODE.matcher(text).matches()) {
            return ADDRESS_IS_WRONG.matcher(text).matches();
        }
        return command == To.RCPT && (code == 550 || code == 551 || code == 553);
    }
}
