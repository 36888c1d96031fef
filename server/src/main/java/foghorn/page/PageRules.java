package foghorn.page;

import foghorn.kit.patch.Change;
import foghorn.tenant.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** What a page's settings may be, and what becomes of them by a patch. */
final class PageRules {
    /** Characters; the contract's limit for names. */
    private static final int MAX_NAME = 255;

    /** Days that the home page may look back. */
    private static final int LEAST_DAYS = 7;

    private static final int MOST_DAYS = 30;

    private static final int MAX_LINE = 2_000;
    private static final int MAX_TEXT = 10_000;

    /** Characters of a host name (RFC 1035, section 2.3.4). */
    private static final int MAX_HOST = 253;

    private static final Pattern HOST =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s@<>,;\"\\p{Cntrl}]{1,64}@[^\\s@<>,;\"\\p{Cntrl}]{1,253}");

    private PageRules() {}

    static String name(String name) {
        var stripped = name.strip();
        if (stripped.isEmpty() || stripped.length() > MAX_NAME || hasControl(stripped)) {
            throw new Problem.Invalid("name", "must have 1 to " + MAX_NAME + " characters");
        }
        return stripped;
    }

    static Page apply(PagePatch patch, Page page) {
        boolean teamOnly = patch.viewersMustBeTeamMembers().on(page.viewersMustBeTeamMembers());
        return new Page(
                page.id(),
                page.organization(),
                patch.name().map(PageRules::name).on(page.name()),
                patch.subdomain().map(Subdomains::require).on(page.subdomain()),
                nullable(patch.domain(), page.domain(), PageRules::host),
                visibility(page.visibility(), teamOnly),
                nullable(patch.url(), page.url(), text -> link("url", text)),
                nullable(patch.supportUrl(), page.supportUrl(), text -> link("support_url", text)),
                nullable(patch.headline(), page.headline(), text -> text("headline", text, MAX_LINE)),
                nullable(patch.description(), page.description(), text -> text("page_description", text, MAX_TEXT)),
                patch.branding().isSet() ? branding(patch.branding().on("")) : page.branding(),
                page.colors().with(patch.colors()),
                patch.hiddenFromSearch().on(page.hiddenFromSearch()),
                subscribers(patch, page.subscribers()),
                teamOnly,
                nullable(patch.notificationsFromEmail(), page.notificationsFromEmail(), PageRules::address),
                patch.notificationsEmailFooter()
                        .map(text -> text("notifications_email_footer", text, MAX_TEXT))
                        .on(page.notificationsEmailFooter()),
                page.twitterUsername(),
                page.ipRestrictions(),
                page.city(),
                page.state(),
                page.country(),
                patch.recentDays().map(PageRules::recentDays).on(page.recentDays()),
                patch.timeZone().isSet()
                        ? TimeZones.require("time_zone", patch.timeZone().on(""))
                        : page.timeZone(),
                page.language(),
                page.tagHost(),
                page.version(),
                page.createdAt(),
                page.updatedAt());
    }

    private static int recentDays(int days) {
        if (days < LEAST_DAYS || days > MOST_DAYS) {
            throw new Problem.Invalid("recent_days", "must be " + LEAST_DAYS + " to " + MOST_DAYS);
        }
        return days;
    }

    private static SubscriberSettings subscribers(PagePatch patch, SubscriberSettings present) {
        return new SubscriberSettings(
                patch.allowPageSubscribers().on(present.page()),
                patch.allowIncidentSubscribers().on(present.incident()),
                patch.allowEmailSubscribers().on(present.email()),
                patch.allowSmsSubscribers().on(present.sms()),
                patch.allowWebhookSubscribers().on(present.webhook()),
                patch.allowRssAtomFeeds().on(present.feeds()));
    }

    /** A page for the team alone is private, whatever else is set; an audience page stays one. */
    private static PageVisibility visibility(PageVisibility present, boolean teamOnly) {
        return switch (present) {
            case AUDIENCE -> PageVisibility.AUDIENCE;
            case PUBLIC, PRIVATE -> teamOnly ? PageVisibility.PRIVATE : PageVisibility.PUBLIC;
        };
    }

    private static PageBranding branding(String wire) {
        return PageBranding.parse(wire).orElseThrow(() -> new Problem.Invalid("branding", "must be basic or premium"));
    }

    /** An empty text is the same as none. */
    private static Optional<String> nullable(
            Change<Optional<String>> change, Optional<String> present, UnaryOperator<String> form) {
        return change.map(given ->
                        given.map(String::strip).filter(text -> !text.isEmpty()).map(form))
                .on(present);
    }

    private static String host(String text) {
        var host = text.toLowerCase(Locale.ROOT);
        if (host.length() > MAX_HOST || !HOST.matcher(host).matches()) {
            throw new Problem.Invalid("domain", "must be a host name such as status.example.com");
        }
        return host;
    }

    /** A web address; no other scheme, since it becomes a link. */
    private static String link(String field, String text) {
        try {
            var uri = new URI(text);
            boolean isWeb = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (isWeb && uri.getHost() != null && text.length() <= MAX_LINE) {
                return text;
            }
        } catch (URISyntaxException e) {
            throw new Problem.Invalid(field, "is not a web address: " + e.getReason());
        }
        throw new Problem.Invalid(field, "must be a web address that begins with http:// or https://");
    }

    private static String address(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            throw new Problem.Invalid("notifications_from_email", "must be an e-mail address");
        }
        return text;
    }

    private static String text(String field, String text, int most) {
        if (text.length() > most || text.indexOf('\0') >= 0) {
            throw new Problem.Invalid(field, "must have at most " + most + " characters");
        }
        return text;
    }

    private static boolean hasControl(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }
}
