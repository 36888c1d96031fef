package foghorn.page;

import foghorn.kit.patch.Change;
import foghorn.kit.patch.ExpectedVersion;
import java.util.Map;
import java.util.Optional;

/**
 * What to change of a page: the fields of the manage API, by their meaning, and four of our own.
 *
 * @param timeZone an IANA or a Rails name
 * @param colors only those to be changed
 */
public record PagePatch(
        ExpectedVersion expected,
        Change<String> name,
        Change<Optional<String>> domain,
        Change<String> subdomain,
        Change<Optional<String>> url,
        Change<String> branding,
        Map<PageColor, String> colors,
        Change<Boolean> hiddenFromSearch,
        Change<Boolean> viewersMustBeTeamMembers,
        Change<Boolean> allowPageSubscribers,
        Change<Boolean> allowIncidentSubscribers,
        Change<Boolean> allowEmailSubscribers,
        Change<Boolean> allowSmsSubscribers,
        Change<Boolean> allowWebhookSubscribers,
        Change<Boolean> allowRssAtomFeeds,
        Change<Optional<String>> notificationsFromEmail,
        Change<String> timeZone,
        Change<String> notificationsEmailFooter,
        Change<Optional<String>> supportUrl,
        Change<Optional<String>> headline,
        Change<Optional<String>> description,
        Change<Integer> recentDays) {
    /** Sets name and time zone, each if it is given, and nothing else. */
    static PagePatch toNameAndZone(Change<String> name, Change<String> timeZone) {
        return toSettings(
                ExpectedVersion.any(), new Settings(name, timeZone, Change.keep(), Change.keep(), Change.keep()));
    }

    /** What a team writes of its page. */
    public record Settings(
            Change<String> name,
            Change<String> timeZone,
            Change<Optional<String>> supportUrl,
            Change<Optional<String>> description,
            Change<Integer> recentDays) {}

    /** Sets these and nothing else. */
    public static PagePatch toSettings(ExpectedVersion expected, Settings settings) {
        return new PagePatch(
                expected,
                settings.name(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Map.of(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                settings.timeZone(),
                Change.keep(),
                settings.supportUrl(),
                Change.keep(),
                settings.description(),
                settings.recentDays());
    }
}
