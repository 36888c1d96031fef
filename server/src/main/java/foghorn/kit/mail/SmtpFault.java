package foghorn.kit.mail;

import java.io.IOException;

/** The server does not serve us, whatever the message: it is closing, or greeting, TLS or sign-in failed. */
final class SmtpFault extends IOException {
    private static final long serialVersionUID = 1L;

    private final int code;

    SmtpFault(int code, String text) {
        super(text);
        this.code = code;
    }

    SmtpFault(String what, SmtpReply reply) {
        this(reply.code(), what + ": " + reply.text());
    }

    int code() {
        return code;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
