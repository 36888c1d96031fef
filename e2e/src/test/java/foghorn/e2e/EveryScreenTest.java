package foghorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every screen in every state, light and dark, wide and narrow: axe-core finds nothing, nothing is too wide, nothing complains. */
@Timeout(600)
class EveryScreenTest {
    private final Inspection inspection = new Inspection();

    @Test
    void everyScreenIsFitForEverybody() {
        try (var foghorn = new Foghorn().serve();
                var chromium = new Chromium("http://localhost:" + foghorn.port)) {
            var screen = Inspection.prepare(chromium.person());
            var team = new Team(screen);
            assertThat(Inspection.seesFaults(screen)).isTrue();
            unowned(foghorn, screen);
            var made = team.setUp(foghorn);
            inspection.of("set-up-done", screen);
            screen.press("To the console").isAt("All Systems Operational");
            var console = screen.page().url();
            var pages = new PageScreens(inspection, console, screen);
            pages.newborn();

            var visitor = Inspection.prepare(chromium.person());
            var visitors = new VisitorScreens(inspection, made.pageUrl(), visitor);
            visitors.forms();
            visitors.confirmation(team);
            var harbour = new Harbour(foghorn, made);
            visitors.mail(team);
            var components = new ComponentScreens(inspection, console, screen);
            components.inUse(harbour);
            var incidents = new IncidentScreens(inspection, console, screen);
            incidents.inUse(harbour);
            var webhooks = new WebhookScreens(inspection, console, screen);
            webhooks.ofTheTeam(harbour);
            webhooks.ofVisitors(made.pageUrl(), harbour, team, visitor);
            components.refused(harbour);
            incidents.refused(harbour);
            incidents.rehearsal();
            incidents.corrections(harbour);
            incidents.learning(made.pageUrl(), harbour, visitor);
            incidents.templates();
            new SubscriberScreens(inspection, console, screen).all();
            var imports = new ImportScreens(inspection, console, screen, foghorn);
            imports.subscribers();
            pages.settings();
            imports.page();
            var people = new PeopleScreens(inspection, console, screen);
            people.apiKeys();
            people.team(Inspection.prepare(chromium.person()));
            people.activity();
            visitors.published(harbour);
            pages.longNames();
            people.signedOut(team);
            people.secondOrganization(foghorn, visitor);

            inspection.assertFlawless();
            chromium.assertQuiet();
        }
    }

    private void unowned(Foghorn foghorn, Screen screen) {
        inspection.of("set-up", screen.open(Team.setUpLink(foghorn)).isAt("Set up Foghorn"));
        screen.press("Set up and sign in").isAt("There is a problem").says("The page's name must be given");
        inspection.of("set-up-error", screen);
        inspection.of("set-up-link-wrong", screen.open(Team.setUpLink(foghorn) + "x"));
    }
}
