package foghorn.kit.mail;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What differs from one recipient of a mail to the next.
 *
 * @param messageId with angle brackets; the same on every attempt
 * @param unsubscribe where one POST unsubscribes without further questions (RFC 8058)
 * @param thread the Message-ID that begins the thread which this mail belongs to
 * @param values plain text for each slot of the template
 */
public record MailRecipient(
        EmailAddress to,
        String messageId,
        Instant date,
        Optional<URI> unsubscribe,
        Optional<String> thread,
        Map<MailSlot, String> values) {
    /** Keeps every header on one line within the 998 octets of RFC 5322, 2.1.1. */
    private static final int MAX_URL = 900;

    private static final Pattern MESSAGE_ID = Pattern.compile("<[!-;=?A-~]{1,200}@[A-Za-z0-9.-]{1,253}>");

    public MailRecipient {
        values = Map.copyOf(values);
        requireMessageId(messageId);
        thread.ifPresent(MailRecipient::requireMessageId);
        unsubscribe.ifPresent(MailRecipient::requireWebAddress);
    }

    private static void requireMessageId(String id) {
        if (!MESSAGE_ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a Message-ID has the form <left@right>");
        }
    }

    private static void requireWebAddress(URI uri) {
        boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
        if (!web || uri.toASCIIString().length() > MAX_URL) {
            throw new IllegalArgumentException(
                    "an unsubscribe address is http or https, at most " + MAX_URL + " characters");
        }
    }
}
