package foghorn.console;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.component.Component;
import foghorn.component.ComponentStatus;
import foghorn.component.NewComponent;
import foghorn.component.NewGroup;
import foghorn.incident.ComponentChanges;
import foghorn.incident.IncidentDetails;
import foghorn.incident.IncidentOptions;
import foghorn.incident.IncidentPatch;
import foghorn.incident.IncidentStatus.Realtime;
import foghorn.incident.IncidentStatus.Scheduled;
import foghorn.incident.Maintenance;
import foghorn.incident.ScheduleMaintenance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScreensTest {
    private static final String HOSTILE = "\"'><script>alert(1)</script>";

    private static Desk desk;
    private static Component component;
    private static Component group;
    private static IncidentDetails incident;

    @BeforeAll
    static void open() {
        desk = new Desk();
        component = desk.components
                .components()
                .create(
                        desk.cast.alice(),
                        desk.page,
                        new NewComponent(
                                HOSTILE,
                                Optional.of(HOSTILE),
                                ComponentStatus.OPERATIONAL,
                                Optional.empty(),
                                true,
                                true,
                                Optional.empty()));
        group = desk.components
                .groups()
                .create(
                        desk.cast.alice(),
                        desk.page,
                        new NewGroup(HOSTILE, Optional.of(HOSTILE), List.of(component.id())))
                .group();
        incident = desk.incident(HOSTILE, component.id(), ComponentStatus.PARTIAL_OUTAGE);
        desk.incidents
                .incidents()
                .update(
                        desk.cast.alice(),
                        desk.page,
                        incident.incident().id(),
                        IncidentPatch.post(Realtime.IDENTIFIED, HOSTILE, ComponentChanges.none()));
        var begin = desk.now().plus(Duration.ofDays(1));
        desk.incidents
                .incidents()
                .schedule(
                        desk.cast.alice(),
                        desk.page,
                        new ScheduleMaintenance(
                                HOSTILE,
                                Scheduled.SCHEDULED,
                                HOSTILE,
                                Maintenance.between(begin, begin.plusSeconds(3600)),
                                ComponentChanges.none(),
                                true,
                                IncidentOptions.none()));
        desk.minutesPass(52);
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    private static Stream<String> screens() {
        return Stream.of(
                        "",
                        "/components",
                        "/components/new",
                        "/components/" + component.id(),
                        "/components/" + component.id() + "/delete",
                        "/component-groups/new",
                        "/component-groups/" + group.id(),
                        "/incidents",
                        "/incidents?tab=scheduled",
                        "/incidents?tab=resolved",
                        "/incidents/new",
                        "/incidents/past",
                        "/incidents/" + incident.incident().id(),
                        "/incidents/" + incident.incident().id() + "/delete",
                        "/incidents/" + incident.incident().id() + "/ledger",
                        "/inbox",
                        "/settings",
                        "/rehearsal",
                        "/subscribers")
                .map(desk::href);
    }

    @Test
    void hostileNamesAreTextOnEveryScreen() {
        var alice = desk.as(desk.cast.alice());
        assertThat(screens()).allSatisfy(path -> {
            var answer = alice.get(path);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .doesNotContain("<script>alert")
                    .doesNotContain("'><")
                    .doesNotContain(" style=\"")
                    .doesNotContain("<style")
                    .containsOnlyOnce("<h1");
            assertThat(answer.headers().firstValue("content-security-policy")).isPresent();
        });
    }

    @Test
    void theLedgerWaitsForARelayThatHasNotReadTheNotice() {
        var answer = desk.as(desk.cast.alice())
                .get(desk.href("/incidents/" + incident.incident().id()));
        assertThat(answer.body())
                .contains("The recipients of the newest notice are being counted.", "hx-trigger=\"every 2s\"")
                .doesNotContain("Nobody has been told");
    }

    @Test
    void whoMayOnlyLookIsShownNoControlsThatAreNotHers() {
        var vera = desk.as(desk.vera);
        for (var path : List.of(
                "",
                "/components",
                "/incidents",
                "/incidents/" + incident.incident().id())) {
            var answer = vera.get(desk.href(path));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .doesNotContain("Create incident", "Add a component", "set-status", "Post an update", "/delete\"")
                    .doesNotContain("Local inbox", "id=\"composer\"");
        }
    }

    @Test
    void whoMayNotChangeIsForbiddenTo() {
        var posts = List.of(
                "/incidents",
                "/incidents/reach",
                "/incidents/" + incident.incident().id() + "/updates",
                "/incidents/" + incident.incident().id() + "/reach",
                "/incidents/" + incident.incident().id() + "/delete",
                "/components",
                "/components/" + component.id(),
                "/components/" + component.id() + "/status",
                "/components/" + component.id() + "/delete",
                "/component-groups",
                "/component-groups/" + group.id());
        var fields = Map.of(
                "status",
                "resolved",
                "name",
                "Mine",
                "body",
                "Mine.",
                "components[]",
                component.id().value());
        for (var who : List.of(desk.vera, desk.cast.carol())) {
            var browser = desk.as(who);
            browser.get(desk.href(""));
            assertThat(posts)
                    .allSatisfy(path -> assertThat(browser.post(
                                            desk.href(path),
                                            withToken(Objects.requireNonNull(browser.cookies.get("badge")), fields))
                                    .statusCode())
                            .isEqualTo(403));
        }
        assertThat(desk.find(incident).updates()).hasSize(2);
    }

    private static Map<String, String> withToken(String badge, Map<String, String> fields) {
        var all = new java.util.HashMap<>(fields);
        all.put("form_token", "token-" + badge);
        return all;
    }

    @Test
    void nothingOfAnotherOrganizationIsThere() {
        var mallory = desk.as(desk.cast.mallory());
        assertThat(screens())
                .allSatisfy(path -> assertThat(mallory.get(path).statusCode()).isEqualTo(404));
    }

    @Test
    void whoIsNotOnThePageIsToldSo() {
        var carol = desk.as(desk.cast.carol());
        assertThat(carol.get("/console").body()).contains("No page for you yet");
        assertThat(carol.get(desk.href("")).statusCode()).isEqualTo(403);
    }

    @Test
    void theOnlyPageIsOpenedAtOnce() {
        assertThat(desk.as(desk.cast.alice()).get("/console").headers().firstValue("location"))
                .contains(desk.href(""));
    }

    @Test
    void theOverviewSaysWhatVisitorsSee() {
        assertThat(desk.as(desk.cast.alice()).get(desk.href("")).body())
                .contains("Partial System Outage", "What visitors see now", "52 min ago", "class=\"late\"")
                .contains("http://localhost/p/larkfield-ferries/\"")
                .contains("Environment: </span>rehearsal");
    }

    @Test
    void theInboxSaysThatNothingLeavesTheMachine() {
        assertThat(desk.as(desk.cast.alice()).get(desk.href("/inbox")).body()).contains("nothing leaves this machine");
    }
}
