package foghorn.kit.mail;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes what a server said fit to be kept: one line without mail addresses. The recipient's own is also found where it is quoted,
 * percent-encoded, bracketed or written with another sign for the {@code @}, and so is the part before the {@code @} alone.
 */
public final class Redaction {
    /** Characters that are kept of an answer. */
    public static final int MAX_LENGTH = 500;

    private static final String REMOVED = "[address]";
    private static final int ANY_CASE = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final int SHORTEST_LOCAL_ALONE = 3;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\u2028\\u2029]+");
    private static final String AT =
            "(?:@|%2540|%40|=40|&#64;|&#x40;|\\\\@|%|=|\\+|!|#|_|\\s+at\\s+|\\s*[(\\[{]\\s*at\\s*[)\\]}]\\s*)";
    private static final Pattern ANY_ADDRESS = Pattern.compile(
            "(?:\"[^\"]{1,100}\"|[^\\s<>\"'(),;:\\[\\]]{1,200})(?:@|%40)[\\p{L}\\p{N}.-]{1,255}",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern RUN = Pattern.compile("\\p{ASCII}+|\\P{ASCII}+");
    private static final Pattern NO_SENSE = Pattern.compile("[\\s\"'\\\\<>()\\[\\]]+");

    private final EmailAddress recipient;

    private Redaction(EmailAddress recipient) {
        this.recipient = recipient;
    }

    public static Redaction of(EmailAddress recipient) {
        return new Redaction(recipient);
    }

    /** Returns the text without addresses, or nothing of it but its length where one would remain in disguise. */
    public String apply(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        String line = UNPRINTABLE.matcher(composed).replaceAll(" ").strip();
        line = whole().matcher(line).replaceAll(REMOVED);
        line = ANY_ADDRESS.matcher(line).replaceAll(REMOVED);
        if (recipient.needsUtf8() || recipient.local().length() >= SHORTEST_LOCAL_ALONE) {
            line = localAlone().matcher(line).replaceAll(REMOVED);
        }
        if (stillTells(line)) {
            line = "[an answer of " + text.length() + " characters that repeats the address]";
        }
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH - 1) + "…";
    }

    private Pattern whole() {
        String local = anyCase(recipient.local());
        String domain = anyCase(recipient.domain());
        return Pattern.compile(
                "[\"']?" + local + "[\"']?" + AT + "\\s*" + domain + "|" + domain + "!" + local, ANY_CASE);
    }

    /** Standing for itself; where words are not parted by spaces, such a name is looked for inside them too. */
    private Pattern localAlone() {
        String local = anyCase(recipient.local());
        boolean anywhere = recipient.needsUtf8() && recipient.local().length() > 1;
        return Pattern.compile(anywhere ? local : "(?<![\\p{L}\\p{N}])" + local + "(?![\\p{L}\\p{N}])", ANY_CASE);
    }

    /** Each character as itself or encoded, and what is beyond ASCII also as signs for what cannot be shown. */
    private static String anyCase(String text) {
        return RUN.matcher(text).replaceAll(run -> Matcher.quoteReplacement(pattern(run.group())));
    }

    private static String pattern(String run) {
        var pattern = new StringBuilder();
        run.codePoints().mapToObj(Redaction::encoded).forEach(pattern::append);
        if (run.charAt(0) <= '~') {
            return pattern.toString();
        }
        int fewest = run.codePointCount(0, run.length());
        int most = run.getBytes(StandardCharsets.UTF_8).length;
        return "(?:" + pattern + "|[?\ufffd]{" + fewest + "," + most + "})";
    }

    /** One character: as it is, its octets after percent or equals signs, or as RFC 6533 writes it. */
    private static String encoded(int character) {
        var text = Character.toString(character);
        var octets = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            octets.append("(?:%(?:25)?|=)").append(String.format("%02x", octet));
        }
        var xtext = "\\\\x\\{0*" + Integer.toHexString(character) + "\\}";
        return "(?:" + Pattern.quote(text) + "|" + octets + "|" + xtext + ")";
    }

    private boolean stillTells(String line) {
        String bare = plain(line);
        return bare.contains(plain(recipient.value()));
    }

    private static String plain(String text) {
        String decoded = text;
        try {
            decoded = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            // A lone percent sign: the text is what it looks like.
        }
        return NO_SENSE.matcher(decoded).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
