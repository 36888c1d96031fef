package foghorn.page.web;

import foghorn.kit.web.Disagreement;
import foghorn.kit.web.Disagreements;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Shell;
import foghorn.page.TimeZones;
import java.util.List;
import java.util.Map;

/**
 * The settings of a page.
 *
 * @param present the settings as they are now
 * @param conflict whether they were changed since the form was made
 */
public record SettingsView(
        Shell shell, String action, SettingsForm present, SettingsForm form, FormErrors errors, boolean conflict) {
    /** The address of the screen on which the page says how it counts outages. */
    public String uptime() {
        return ofPage("/uptime");
    }

    /** The address of the screen on which a page elsewhere is taken over. */
    public String moveIn() {
        return ofPage("/import");
    }

    private String ofPage(String path) {
        return action.substring(0, action.lastIndexOf('/')) + path;
    }

    /** In what the form differs from what somebody else has written. */
    public List<Disagreement> disagreements() {
        return new Disagreements()
                .of("Name", present.name(), form.name())
                .of("About text", present.about(), form.about())
                .of("Support link", present.support(), form.support())
                .of("Past days", present.recentDays(), form.recentDays())
                .of("Time zone", present.timeZone(), form.timeZone())
                .list();
    }

    /** The zones to choose from: their names by region. */
    public Map<String, List<String>> zones() {
        return TimeZones.byRegion();
    }

    /** A zone that has no place in the list, and is kept all the same. */
    public boolean hasUnlistedZone() {
        return !form.timeZone().equals(TimeZones.UTC)
                && TimeZones.find(form.timeZone()).isPresent()
                && zones().values().stream().noneMatch(names -> names.contains(form.timeZone()));
    }

    /** The city of a zone's name, for example {@code Buenos Aires} of {@code America/Argentina/Buenos_Aires}. */
    public static String city(String zone) {
        return zone.substring(zone.indexOf('/') + 1).replace('_', ' ').replace("/", ", ");
    }
}
