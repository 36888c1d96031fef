package foghorn.console;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.component.ComponentStatus;
import foghorn.incident.ComponentChanges;
import foghorn.incident.ImportedIncident;
import foghorn.incident.IncidentDetails;
import foghorn.incident.IncidentId;
import foghorn.incident.IncidentImpact;
import foghorn.incident.IncidentList;
import foghorn.incident.IncidentPatch;
import foghorn.incident.IncidentStatus;
import foghorn.incident.IncidentStatus.Realtime;
import foghorn.incident.IncidentStatus.Scheduled;
import foghorn.incident.MaintenancePatch;
import foghorn.kit.db.Paging;
import foghorn.kit.patch.Change;
import foghorn.kit.patch.ExpectedVersion;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A page that has just moved in: it has components and a past, and of some incidents the source told no update. */
class MovedInTest {
    private final Desk desk = new Desk();

    @AfterEach
    void close() {
        desk.close();
    }

    private void takeOver(String name, IncidentStatus status, Optional<ImportedIncident.Window> window) {
        var begin = desk.now().minus(Duration.ofDays(3));
        desk.incidents
                .imports()
                .take(
                        desk.cast.alice(),
                        desk.page,
                        new ImportedIncident(
                                "source-" + name,
                                name,
                                status,
                                IncidentImpact.MINOR,
                                Optional.empty(),
                                begin,
                                Optional.empty(),
                                Optional.of(begin.plusSeconds(60)).filter(at -> status.isOver()),
                                window,
                                List.of(),
                                Optional.empty(),
                                List.of(),
                                begin,
                                begin));
    }

    private IncidentDetails named(String name) {
        return desk
                .incidents
                .incidents()
                .list(desk.cast.alice(), desk.page, IncidentList.ALL, new Paging(100, 0))
                .stream()
                .filter(details -> details.incident().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Somebody else gives it another name, for which no update is posted. */
    private void rename(IncidentId id, String name) {
        desk.incidents
                .incidents()
                .update(
                        desk.cast.alice(),
                        desk.page,
                        id,
                        new IncidentPatch(
                                ExpectedVersion.any(),
                                Change.to(name),
                                Optional.empty(),
                                Optional.empty(),
                                false,
                                ComponentChanges.none(),
                                Change.keep(),
                                Change.keep(),
                                Change.keep(),
                                Change.keep(),
                                MaintenancePatch.none()));
    }

    private static Document overview(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return Jsoup.parse(answer.body());
    }

    @Test
    void whatIsLeftToDoIsShownAlthoughThePastCameAlong() {
        var pier = desk.component("Pier");
        takeOver("Old fog", Realtime.RESOLVED, Optional.empty());
        var alice = desk.as(desk.cast.alice());

        assertThat(overview(alice.get(desk.href(""))).select(".steps a").eachText())
                .contains("Say what the page is for", "Follow the page yourself", "Try a test incident")
                .doesNotContain("Add your components", "Or move in from another status page");

        desk.incident("New fog", pier.id(), ComponentStatus.PARTIAL_OUTAGE);

        assertThat(overview(alice.get(desk.href(""))).select(".steps")).isEmpty();
    }

    @Test
    void whoManagesThePageHidesTheFirstStepsFromEverybodyAndShowsThemAgain() {
        desk.component("Pier");
        takeOver("Old fog", Realtime.RESOLVED, Optional.empty());
        var alice = desk.as(desk.cast.alice());
        var vera = desk.as(desk.vera);
        var hide = desk.href("/first-steps/hide");
        assertThat(overview(vera.get(desk.href(""))).select(".steps")).hasSize(1);
        assertThat(overview(vera.get(desk.href(""))).select("form[action$=hide]"))
                .isEmpty();
        assertThat(vera.post(hide, Map.of()).statusCode()).isEqualTo(403);
        assertThat(overview(alice.get(desk.href("")))
                        .select("form[action=" + hide + "] button")
                        .text())
                .isEqualTo("Hide these steps");

        var hidden = alice.post(hide, Map.of());

        assertThat(hidden.statusCode()).isEqualTo(303);
        var next = hidden.headers().firstValue("location").orElseThrow();
        assertThat(next).startsWith(desk.href("?"));
        assertThat(overview(alice.get(next)).select("main").text()).contains("hidden from everybody");
        assertThat(overview(alice.get(desk.href(""))).select(".steps, form[action$=hide]"))
                .isEmpty();
        assertThat(overview(vera.get(desk.href(""))).select(".steps")).isEmpty();
        assertThat(overview(alice.get("/console/activity")).select("main").text())
                .contains("Page first steps hidden");

        var show = desk.href("/first-steps/show");
        assertThat(overview(vera.get(desk.href(""))).select("form[action$=show]"))
                .isEmpty();
        assertThat(vera.post(show, Map.of()).statusCode()).isEqualTo(403);
        assertThat(overview(alice.get(desk.href("")))
                        .select("form[action=" + show + "] button")
                        .text())
                .isEqualTo("Show the first steps");

        alice.post(show, Map.of());

        assertThat(overview(vera.get(desk.href(""))).select(".steps")).hasSize(1);
        assertThat(overview(alice.get(desk.href(""))).select("form[action=" + hide + "]"))
                .hasSize(1);
        assertThat(overview(alice.get("/console/activity")).select("main").text())
                .contains("Page first steps shown");
    }

    @Test
    void aPageInUseHasNoFirstStepsToShow() {
        desk.incident("Fog", desk.component("Pier").id(), ComponentStatus.PARTIAL_OUTAGE);
        var alice = desk.as(desk.cast.alice());
        alice.post(desk.href("/first-steps/hide"), Map.of());

        assertThat(overview(alice.get(desk.href(""))).select("form[action*=first-steps]"))
                .isEmpty();
    }

    @Test
    void movingInAndTestIncidentsAreReachedWithoutTheChecklist() {
        desk.incident("Fog", desk.component("Pier").id(), ComponentStatus.PARTIAL_OUTAGE);
        var alice = desk.as(desk.cast.alice());

        assertThat(overview(alice.get(desk.href("/settings")))
                        .select("main a[href=" + desk.href("/import") + "]")
                        .text())
                .isEqualTo("Move in from another status page");
        assertThat(overview(alice.get(desk.href("/incidents")))
                        .select("main a[href=" + desk.href("/rehearsal") + "]")
                        .text())
                .isEqualTo("Test incident");
        assertThat(overview(desk.as(desk.vera).get(desk.href("/incidents")))
                        .select("main a[href=" + desk.href("/rehearsal") + "]"))
                .isEmpty();
    }

    @Test
    void anIncidentWithoutUpdatesIsShownAndLosesNoText() {
        takeOver("Fog", Realtime.INVESTIGATING, Optional.empty());
        var fog = named("Fog").incident();
        var path = desk.href("/incidents/" + fog.id());
        var alice = desk.as(desk.cast.alice());
        assertThat(overview(alice.get(path)).select("#updates + p").text()).isEqualTo("None.");
        rename(fog.id(), "Thick fog");

        var refused = alice.post(
                path + "/updates",
                Map.of("status", "identified", "body", "Fog from the east.", "seen", "" + fog.version()));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(Jsoup.parse(refused.body()).select("[role=alert]").text())
                .contains("Somebody was faster", "It has no update yet", "Investigating");
        assertThat(Jsoup.parse(refused.body()).select("textarea[name=body]").val())
                .isEqualTo("Fog from the east.");
        assertThat(named("Thick fog").updates()).isEmpty();
    }

    @Test
    void aMaintenanceWithoutUpdatesIsShownAndLosesNoText() {
        var begin = desk.now().plus(Duration.ofDays(2));
        takeOver(
                "Dredging",
                Scheduled.SCHEDULED,
                Optional.of(new ImportedIncident.Window(begin, begin.plusSeconds(3600))));
        var dredging = named("Dredging").incident();
        var path = desk.href("/incidents/" + dredging.id());
        var alice = desk.as(desk.cast.alice());
        var form = overview(alice.get(path + "/plan"));
        var fields = new HashMap<String, String>();
        for (var name : List.of("name", "scheduled_for", "scheduled_until", "seen")) {
            fields.put(name, form.select("[name=" + name + "]").val());
        }
        fields.put("body", "Deeper than planned.");
        rename(dredging.id(), "Dredging of the basin");

        var refused = alice.post(path + "/plan", fields);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(Jsoup.parse(refused.body()).select("[role=alert]").text())
                .contains("Somebody was faster", "It has no update yet", "Scheduled");
        assertThat(Jsoup.parse(refused.body()).select("textarea[name=body]").val())
                .isEqualTo("Deeper than planned.");
    }

    @Test
    void whoOpensAnIncidentMeanwhileSeesTheOneThatWasTakenOver() {
        var alice = desk.as(desk.cast.alice());
        alice.get(desk.href("/incidents/new"));
        takeOver("Fog", Realtime.INVESTIGATING, Optional.empty());

        var refused = alice.post(
                desk.href("/incidents"),
                Map.of("name", "Mist", "status", "investigating", "body", "We see nothing.", "seen", ""));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(Jsoup.parse(refused.body()).select("[role=alert]").text()).contains("Somebody was faster", "Fog");
        assertThat(Jsoup.parse(refused.body()).select("textarea[name=body]").val())
                .isEqualTo("We see nothing.");
    }
}
