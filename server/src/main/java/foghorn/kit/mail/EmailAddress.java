package foghorn.kit.mail;

import foghorn.tenant.Problem;
import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An e-mail address that can be written to SMTP and into a header without further care: an ASCII dot-atom before the {@code @} (RFC
 * 5321, 4.1.2; no quoted forms), a host name in ASCII lower case after it, at most 254 characters.
 */
public record EmailAddress(String value) {
    static final int MAX_OCTETS = 254;
    static final int MAX_LOCAL = 64;
    private static final Pattern LOCAL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN =
            Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    /** Java encodes domains after IDNA 2003, where these letters lead to another domain than they do today (RFC 5894, 7.2). */
    private static final Pattern OTHER_DOMAIN = Pattern.compile("[\u00df\u03c2\u200c\u200d]");

    public EmailAddress {
        int at = value.lastIndexOf('@');
        if (value.length() > MAX_OCTETS
                || at < 1
                || at > MAX_LOCAL
                || !LOCAL.matcher(value.substring(0, at)).matches()
                || !DOMAIN.matcher(value.substring(at + 1)).matches()) {
            throw new IllegalArgumentException("not a normalised e-mail address");
        }
    }

    /**
     * Reads what a person typed: trimmed, the domain in its ASCII form and lower case, the local part as written.
     *
     * @param field the name of the field, for {@link Problem.Invalid}
     */
    public static EmailAddress of(String field, String typed) {
        String text = typed.strip();
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
        return value.toLowerCase(Locale.ROOT);
    }

    /** What stands before the {@code @}, as written. */
    public String local() {
        return value.substring(0, value.lastIndexOf('@'));
    }

    int octets() {
        return value.length();
    }

    int localOctets() {
        return local().length();
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
