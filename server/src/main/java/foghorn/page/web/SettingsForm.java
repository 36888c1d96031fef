package foghorn.page.web;

import foghorn.kit.patch.Change;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.kit.web.Body;
import foghorn.page.Page;
import foghorn.page.PagePatch;
import java.util.Optional;

/**
 * The settings of a page as they were typed.
 *
 * @param about the text above the components; empty for none
 * @param support where visitors turn for help; empty for nowhere
 * @param recentDays how many days the home page looks back
 * @param timeZone the name of a zone
 * @param version the version the form was made of
 */
public record SettingsForm(String name, String about, String support, String recentDays, String timeZone, int version) {
    /** The field of the days. */
    static final String DAYS = "recent_days";

    static SettingsForm read(Body body) {
        return new SettingsForm(
                body.text("name").orElse(""),
                body.text("page_description").orElse(""),
                body.text("support_url").orElse(""),
                body.text(DAYS).orElse(""),
                body.text("time_zone").orElse(""),
                body.number("version").orElse(0));
    }

    static SettingsForm of(Page page) {
        return new SettingsForm(
                page.name(),
                page.description().orElse(""),
                page.supportUrl().orElse(""),
                Integer.toString(page.recentDays()),
                page.timeZone().getId(),
                page.version());
    }

    SettingsForm having(int newVersion) {
        return new SettingsForm(name, about, support, recentDays, timeZone, newVersion);
    }

    /** @param days what was typed as their number; none keeps it as it is */
    PagePatch toPatch(Optional<Integer> days) {
        return PagePatch.toSettings(
                new ExpectedVersion.OfForm(version),
                new PagePatch.Settings(
                        Change.to(name),
                        Change.to(timeZone),
                        Change.to(Optional.of(support)),
                        Change.to(Optional.of(about)),
                        days.map(Change::to).orElseGet(Change::keep)));
    }
}
