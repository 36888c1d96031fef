package foghorn.kit.mail;

import foghorn.tenant.Problem;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An e-mail address that can be written to SMTP and into a header without further care: a dot-atom of at most 64 octets before the
 * {@code @} (RFC 5321, 4.1.2; no quoted forms), which may hold visible characters beyond ASCII (RFC 6531, 3.3) in NFC; a host name in
 * ASCII lower case after it; at most 254 octets of UTF-8.
 */
public record EmailAddress(String value) {
    static final int MAX_OCTETS = 254;
    static final int MAX_LOCAL = 64;
    private static final String ASCII = "A-Za-z0-9!#$%&'*+/=?^_`{|}~\\-";
    /** Letters, marks and symbols that show nothing although they are neither spaces nor formats. */
    private static final String BLANK =
            "\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u2800\\u3164\\ufe00-\\ufe0f\\uffa0\\x{e0100}-\\x{e01ef}";

    private static final Pattern ASCII_LOCAL = dotAtom("[" + ASCII + "]");
    /** No control, format (so nothing that turns direction), private, unassigned or half character, and no space. */
    private static final Pattern LOCAL = dotAtom("[" + ASCII + "[^\\p{ASCII}\\p{C}\\p{Z}" + BLANK + "]]");

    private static final Pattern DOMAIN =
            Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    /** Java encodes domains after IDNA 2003, where these letters lead to another domain than they do today (RFC 5894, 7.2). */
    private static final Pattern OTHER_DOMAIN = Pattern.compile("[\u00df\u03c2\u200c\u200d]");

    public EmailAddress {
        int at = value.lastIndexOf('@');
        if (at < 1
                || octets(value) > MAX_OCTETS
                || !isLocal(value.substring(0, at))
                || !DOMAIN.matcher(value.substring(at + 1)).matches()) {
            throw new IllegalArgumentException("not a normalised e-mail address");
        }
    }

    private static Pattern dotAtom(String character) {
        String atom = "(?!\\p{M})" + character + "+";
        return Pattern.compile(atom + "(\\." + atom + ")*");
    }

    private static boolean isLocal(String local) {
        return octets(local) <= MAX_LOCAL && (ASCII_LOCAL.matcher(local).matches() || isLocalBeyondAscii(local));
    }

    /** Also where a server takes compatible characters for the same, it must find no second {@code @}, no space and no comma. */
    private static boolean isLocalBeyondAscii(String local) {
        return LOCAL.matcher(local).matches()
                && Normalizer.isNormalized(local, Normalizer.Form.NFC)
                && LOCAL.matcher(Normalizer.normalize(local, Normalizer.Form.NFKC))
                        .matches();
    }

    /**
     * Reads what a person typed: trimmed, the domain in its ASCII form and lower case, the local part as written but in NFC.
     *
     * @param field the name of the field, for {@link Problem.Invalid}
     */
    public static EmailAddress of(String field, String typed) {
        String text = Normalizer.normalize(typed.strip(), Normalizer.Form.NFC);
        if (text.isEmpty()) {
            throw new Problem.Invalid(field, "must be given");
        }
        int at = text.lastIndexOf('@');
        if (OTHER_DOMAIN.matcher(text.substring(at + 1)).find()) {
            throw new Problem.Invalid(field, "has a domain that must be written in its ASCII form, xn--…");
        }
        try {
            if (at > 0 && text.length() <= MAX_OCTETS) {
                String domain = IDN.toASCII(text.substring(at + 1)).toLowerCase(Locale.ROOT);
                return new EmailAddress(text.substring(0, at + 1) + domain);
            }
        } catch (IllegalArgumentException e) {
            throw new Problem.Invalid(field, "is not an e-mail address, such as name@example.com");
        }
        throw new Problem.Invalid(field, "is not an e-mail address, such as name@example.com");
    }

    /** What two spellings of the same mailbox have in common; look-ups and uniqueness use this. */
    public String comparable() {
        return Normalizer.normalize(value.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    /** What stands before the {@code @}, as written. */
    public String local() {
        return value.substring(0, value.lastIndexOf('@'));
    }

    /** Whether only servers that offer SMTPUTF8 (RFC 6531) can take mail for it. */
    public boolean needsUtf8() {
        return !isAscii(value);
    }

    int octets() {
        return octets(value);
    }

    int localOctets() {
        return octets(local());
    }

    private static boolean isAscii(String text) {
        return octets(text) == text.length();
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    public String domain() {
        return value.substring(value.lastIndexOf('@') + 1);
    }

    /** Says nothing of the address, so that none reaches a log by accident. */
    @Override
    public String toString() {
        return "EmailAddress[…]";
    }
}
