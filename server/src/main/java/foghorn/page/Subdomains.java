package foghorn.page;

import foghorn.tenant.IdForm;
import foghorn.tenant.Problem;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The form of subdomains: one DNS label (RFC 1123), not reserved, and never to be taken for a page's id. */
final class Subdomains {
    /** Characters in a DNS label (RFC 1035, section 2.3.4). */
    static final int MAX_LENGTH = 63;

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** Names that a visitor would take for the installation itself, or that mail and DNS give a meaning. */
    private static final Set<String> RESERVED = Set.of(
            "abuse",
            "account",
            "accounts",
            "admin",
            "administrator",
            "api",
            "app",
            "assets",
            "auth",
            "autoconfig",
            "autodiscover",
            "billing",
            "blog",
            "cdn",
            "console",
            "dashboard",
            "demo",
            "dev",
            "dkim",
            "dns",
            "docs",
            "email",
            "events",
            "ftp",
            "health",
            "help",
            "hostmaster",
            "imap",
            "internal",
            "localhost",
            "login",
            "mail",
            "manage",
            "metrics",
            "mta-sts",
            "mx",
            "ns",
            "ns1",
            "ns2",
            "oauth",
            "p",
            "pop",
            "postmaster",
            "public",
            "root",
            "s",
            "saml",
            "scim",
            "secure",
            "security",
            "setup",
            "signin",
            "signup",
            "smtp",
            "ssl",
            "sso",
            "staff",
            "staging",
            "static",
            "support",
            "system",
            "test",
            "v1",
            "webmail",
            "webmaster",
            "wpad",
            "www");

    /** Candidates tried for one name before giving up; the last are random enough never to be taken. */
    private static final int NUMBERED = 20;

    private Subdomains() {}

    /** The subdomain as it is kept. */
    static String require(String given) {
        var subdomain = given.toLowerCase(Locale.ROOT);
        if (!LABEL.matcher(subdomain).matches()) {
            throw new Problem.Invalid(
                    "subdomain", "must have 1 to 63 letters, digits or hyphens, and no hyphen at its ends");
        }
        if (RESERVED.contains(subdomain) || subdomain.startsWith("xn--")) {
            throw new Problem.Invalid("subdomain", "is reserved");
        }
        if (IdForm.matches(subdomain)) {
            throw new Problem.Invalid("subdomain", "must not look like a page's id");
        }
        return subdomain;
    }

    /** Subdomains to try for a page of this name, the nicest first. */
    static Stream<String> candidates(String name, String pageId) {
        var slug = slug(name);
        var numbered = Stream.iterate(2, n -> n + 1).limit(NUMBERED).map(n -> slug + "-" + n);
        var candidates = slug.isEmpty() ? Stream.<String>empty() : Stream.concat(Stream.of(slug), numbered);
        return Stream.concat(candidates, Stream.of("page-" + pageId)).filter(Subdomains::isFree);
    }

    private static String slug(String name) {
        var ascii = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        // Room for a hyphen and two digits.
        var cut = ascii.substring(0, Math.min(ascii.length(), MAX_LENGTH - 3));
        return cut.replaceAll("^-+|-+$", "");
    }

    private static boolean isFree(String subdomain) {
        return !RESERVED.contains(subdomain) && !subdomain.startsWith("xn--") && !IdForm.matches(subdomain);
    }
}
