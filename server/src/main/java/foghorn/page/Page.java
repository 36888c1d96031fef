package foghorn.page;

import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A status page with its settings.
 *
 * @param domain the page's own host, lower case
 * @param url the website the page belongs to, as its team wrote it; not the page's own address
 * @param recentDays how many days the home page looks back, with the present one
 * @param timeZone an IANA zone; days are cut and times are written in it
 * @param tagHost the host at the page's creation, which feed ids carry for ever
 * @param version counts the changes of these settings
 * @param updatedAt moves with every change of what the page shows
 */
public record Page(
        PageId id,
        OrganizationId organization,
        String name,
        String subdomain,
        Optional<String> domain,
        PageVisibility visibility,
        Optional<String> url,
        Optional<String> supportUrl,
        Optional<String> headline,
        Optional<String> description,
        PageBranding branding,
        PageColors colors,
        boolean hiddenFromSearch,
        SubscriberSettings subscribers,
        boolean viewersMustBeTeamMembers,
        Optional<String> notificationsFromEmail,
        String notificationsEmailFooter,
        Optional<String> twitterUsername,
        Optional<String> ipRestrictions,
        Optional<String> city,
        Optional<String> state,
        Optional<String> country,
        int recentDays,
        ZoneId timeZone,
        String language,
        String tagHost,
        int version,
        Instant createdAt,
        Instant updatedAt) {}
