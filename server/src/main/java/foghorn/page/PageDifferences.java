package foghorn.page;

import foghorn.audit.Differences;
import java.util.Map;

/** What a change has made another of a page's settings, for the audit log. */
final class PageDifferences {
    private PageDifferences() {}

    static Map<String, Object> of(Page before, Page after) {
        return new Differences()
                .of("name", before.name(), after.name())
                .of("subdomain", before.subdomain(), after.subdomain())
                .of("domain", before.domain(), after.domain())
                .of("visibility", before.visibility().wire(), after.visibility().wire())
                .of("time_zone", before.timeZone(), after.timeZone())
                .of("branding", before.branding().wire(), after.branding().wire())
                .of("hidden_from_search", before.hiddenFromSearch(), after.hiddenFromSearch())
                .of("viewers_must_be_team_members", before.viewersMustBeTeamMembers(), after.viewersMustBeTeamMembers())
                .of(
                        "allow_page_subscribers",
                        before.subscribers().page(),
                        after.subscribers().page())
                .of(
                        "allow_incident_subscribers",
                        before.subscribers().incident(),
                        after.subscribers().incident())
                .of(
                        "allow_email_subscribers",
                        before.subscribers().email(),
                        after.subscribers().email())
                .of(
                        "allow_sms_subscribers",
                        before.subscribers().sms(),
                        after.subscribers().sms())
                .of(
                        "allow_webhook_subscribers",
                        before.subscribers().webhook(),
                        after.subscribers().webhook())
                .of(
                        "allow_rss_atom_feeds",
                        before.subscribers().feeds(),
                        after.subscribers().feeds())
                .ofText("colors", before.colors(), after.colors())
                .ofText("url", before.url(), after.url())
                .ofText("support_url", before.supportUrl(), after.supportUrl())
                .ofText("headline", before.headline(), after.headline())
                .of("recent_days", before.recentDays(), after.recentDays())
                .ofText("page_description", before.description(), after.description())
                .ofText("notifications_from_email", before.notificationsFromEmail(), after.notificationsFromEmail())
                .ofText(
                        "notifications_email_footer",
                        before.notificationsEmailFooter(),
                        after.notificationsEmailFooter())
                .on(after.name());
    }
}
