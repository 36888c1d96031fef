package foghorn.console;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.component.ComponentPatch;
import foghorn.component.ComponentStatus;
import foghorn.signin.TestConsole;
import foghorn.tenant.Actor;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ActivityScreenTest {
    private static final Pattern OLDER = Pattern.compile("href=\"(/console/activity\\?[^\"]+)\">Older<");

    private static Desk desk;

    @BeforeAll
    static void open() {
        desk = new Desk();
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    @Test
    void whoDidWhatIsShownWithBeforeAndAfter() {
        var quay = desk.component("North quay");
        desk.components
                .components()
                .patch(
                        desk.cast.alice(),
                        desk.page,
                        quay.id(),
                        ComponentPatch.toStatus(ComponentStatus.PARTIAL_OUTAGE));

        var body = desk.as(desk.cast.alice()).get("/console/activity").body();

        assertThat(body)
                .contains("Component status changed", "North quay", "alice@lighthouse.example")
                .contains("was </span>operational</del>", "is now </span>partial outage</ins>");
    }

    @Test
    void anIncidentHasItsNameAsLongAsItIsThere() {
        var incident =
                desk.incident("Fog on the water", desk.component("Fog horn").id(), ComponentStatus.MAJOR_OUTAGE);
        var alice = desk.as(desk.cast.alice());
        assertThat(alice.get("/console/activity?what=incidents").body()).contains("Fog on the water");

        desk.incidents
                .incidents()
                .delete(desk.cast.alice(), desk.page, incident.incident().id());

        assertThat(alice.get("/console/activity?what=incidents").body())
                .doesNotContain("Fog on the water")
                .contains("Incident deleted", incident.incident().id().value());
    }

    @Test
    void itIsNarrowedDownByKindPersonAndThing() {
        var lamp = desk.component("Lamp");
        var alice = desk.as(desk.cast.alice());
        var me = ((Actor.TeamMember) desk.cast.alice().actor()).auditId();

        assertThat(alice.get("/console/activity?what=keys").body()).doesNotContain("Component created");
        assertThat(alice.get("/console/activity?what=components").body()).contains("Component created");
        assertThat(alice.get("/console/activity?about=" + lamp.id()).body())
                .contains("Lamp", "Only about", "value=\"" + lamp.id() + "\"")
                .doesNotContain("Organization created");
        assertThat(alice.get("/console/activity?who=" + me).body()).contains("Only by alice@lighthouse.example");
        assertThat(alice.get("/console/activity?who=team_member:bbbbbbbbbbbb").body())
                .contains("Nothing of the kind was ever done.");
    }

    @Test
    void olderEntriesAreReachedPartByPart() {
        for (int i = 0; i < 55; i++) {
            desk.component("Pier " + i);
        }
        var alice = desk.as(desk.cast.alice());
        var first = alice.get("/console/activity?what=components").body();
        assertThat(first).contains("Pier 54").doesNotContain("Pier 4<");

        assertThat(older(alice, first)).contains("Pier 4<").doesNotContain("Pier 54");
    }

    private static String older(TestConsole.Browser browser, String body) {
        var link = OLDER.matcher(body);
        assertThat(link.find()).isTrue();
        return browser.get(link.group(1).replace("&amp;", "&")).body();
    }

    @Test
    void theWholeLogCanBeTakenAway() {
        var export = desk.as(desk.cast.alice()).get("/console/activity/export");
        assertThat(export.headers().firstValue("content-disposition"))
                .contains("attachment; filename=\"activity.jsonl\"");
        assertThat(export.body().lines().findFirst().orElseThrow()).contains("\"action\":\"organization.created\"");
    }

    @Test
    void membersReadNothingOfIt() {
        var bob = desk.as(desk.cast.bob());
        assertThat(bob.get(desk.href("")).body()).doesNotContain(">Activity<");
        assertThat(bob.get("/console/activity").statusCode()).isEqualTo(403);
        assertThat(bob.get("/console/activity/export").statusCode()).isEqualTo(403);
        assertThat(desk.as(desk.cast.mallory()).get("/console/activity").body()).doesNotContain("Lighthouse");
    }
}
