package foghorn.console;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.component.ComponentPatch;
import foghorn.component.ComponentStatus;
import foghorn.incident.ComponentChanges;
import foghorn.incident.IncidentImpact;
import foghorn.incident.IncidentOptions;
import foghorn.incident.IncidentPatch;
import foghorn.incident.IncidentStatus.Realtime;
import foghorn.incident.IncidentStatus.Scheduled;
import foghorn.incident.Maintenance;
import foghorn.incident.MaintenancePatch;
import foghorn.incident.ScheduleMaintenance;
import foghorn.kit.patch.Change;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.signin.TestConsole;
import foghorn.tenant.Actor;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
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
    void whatAnUpdateAndACorrectionMadeOfAnIncidentIsShown() {
        var quay = desk.component("South quay").id();
        var incident = desk.incident("Ice on the quay", quay, ComponentStatus.MAJOR_OUTAGE)
                .incident();
        desk.incidents
                .incidents()
                .update(
                        desk.cast.alice(),
                        desk.page,
                        incident.id(),
                        IncidentPatch.post(
                                Realtime.MONITORING,
                                "Words that may name somebody.",
                                ComponentChanges.to(Map.of(quay, ComponentStatus.DEGRADED_PERFORMANCE))));
        desk.incidents
                .incidents()
                .update(
                        desk.cast.alice(),
                        desk.page,
                        incident.id(),
                        patch(
                                Change.to("Ice on both quays"),
                                Change.to(Optional.of(IncidentImpact.CRITICAL)),
                                MaintenancePatch.none()));

        var body = Jsoup.parse(desk.as(desk.cast.alice())
                .get("/console/activity?about=" + incident.id())
                .body());

        assertThat(body.text()).doesNotContain("Words that");
        assertThat(entry(body, "Incident changed"))
                .contains("name was Ice on the quay is now Ice on both quays")
                .contains("impact override was nothing is now critical")
                .doesNotContain("status");
        assertThat(entry(body, "Incident update posted"))
                .contains("status was investigating is now monitoring")
                .contains("components was South quay: Major Outage is now South quay: Degraded Performance")
                .doesNotContain("name");
    }

    @Test
    void whatAPlanBecameIsShown() {
        var begin = desk.now().plus(Duration.ofDays(1));
        var maintenance = desk.incidents
                .incidents()
                .schedule(
                        desk.cast.alice(),
                        desk.page,
                        new ScheduleMaintenance(
                                "New planks",
                                Scheduled.SCHEDULED,
                                "The pier is closed.",
                                Maintenance.between(begin, begin.plusSeconds(3600)),
                                ComponentChanges.none(),
                                true,
                                IncidentOptions.none()))
                .incident();
        var none = MaintenancePatch.none();
        desk.incidents
                .incidents()
                .update(
                        desk.cast.alice(),
                        desk.page,
                        maintenance.id(),
                        patch(
                                Change.keep(),
                                Change.keep(),
                                new MaintenancePatch(
                                        Change.keep(),
                                        Change.to(begin.plusSeconds(7200)),
                                        Change.keep(),
                                        Change.to(true),
                                        none.autoCompleted(),
                                        none.autoToMaintenanceState(),
                                        none.autoToOperationalState(),
                                        none.autoNotifyAtStart(),
                                        none.autoNotifyAtEnd(),
                                        none.recurrence())));

        var body = Jsoup.parse(desk.as(desk.cast.alice())
                .get("/console/activity?about=" + maintenance.id())
                .body());

        assertThat(entry(body, "Incident changed"))
                .contains("scheduled until was " + begin.plusSeconds(3600) + " is now " + begin.plusSeconds(7200))
                .contains("scheduled auto in progress was no is now yes")
                .doesNotContain("scheduled for", "auto completed");
    }

    private static IncidentPatch patch(
            Change<String> name, Change<Optional<IncidentImpact>> impact, MaintenancePatch plan) {
        return new IncidentPatch(
                ExpectedVersion.any(),
                name,
                Optional.empty(),
                Optional.empty(),
                false,
                ComponentChanges.none(),
                impact,
                Change.keep(),
                Change.keep(),
                Change.keep(),
                plan);
    }

    private static String entry(Document activity, String action) {
        return activity.select("main ol > li:has(h2:contains(" + action + ")) dl")
                .text();
    }

    @Test
    void itIsNarrowedDownToDays() {
        desk.component("Monday bell");
        var monday = LocalDate.ofInstant(desk.now(), ZoneOffset.UTC);
        desk.minutesPass(2 * 24 * 60);
        desk.component("Wednesday bell");
        var alice = desk.as(desk.cast.alice());

        var early = alice.get("/console/activity?what=components&from=&to=" + monday)
                .body();
        assertThat(early)
                .contains("Monday bell", "Only from the beginning to " + monday, "value=\"" + monday + "\"")
                .doesNotContain("Wednesday bell");
        var late = alice.get("/console/activity?what=components&from=" + monday.plusDays(1))
                .body();
        assertThat(late).contains("Wednesday bell").doesNotContain("Monday bell");
        assertThat(alice.get("/console/activity?from=" + monday.plusYears(2)).body())
                .contains("Nothing of the kind was done in these days.");
        assertThat(alice.get("/console/activity?from=yesterday").statusCode()).isBetween(400, 422);
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
