package foghorn.kit.mail;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

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
        Optional<String> unsubscribe,
        Optional<String> thread,
        Map<MailSlot, String> values) {
    /** Keeps every header on one line within the 998 octets of RFC 5322, 2.1.1. */
    private static final int MAX = 900;

    public MailRecipient {
        values = Map.copyOf(values);
        requireMessageId(messageId);
        thread.ifPresent(MailRecipient::requireMessageId);
        unsubscribe.ifPresent(MailRecipient::requireWebAddress);
    }

    private static void requireMessageId(String id) {
        int at = id.indexOf('@');
        int end = id.length() - 1;
        boolean framed = id.startsWith("<") && id.endsWith(">") && at > 1 && at < end - 1 && id.length() <= MAX;
        if (!framed || !isWord(id, 1, at) || !isWord(id, at + 1, end)) {
            throw new IllegalArgumentException("a Message-ID has the form <left@right>");
        }
    }

    private static void requireWebAddress(String address) {
        boolean web = address.startsWith("https://") || address.startsWith("http://");
        if (!web || address.length() > MAX || !isWord(address, 0, address.length())) {
            throw new IllegalArgumentException(
                    "an unsubscribe address is http or https, at most " + MAX + " characters of ASCII");
        }
    }

    /** Visible ASCII without what would end an id or an address. */
    private static boolean isWord(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c > '~' || c == '<' || c == '>' || c == '@') {
                return false;
            }
        }
        return true;
    }
}
