package foghorn.console;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.component.Component;
import foghorn.component.ComponentPatch;
import foghorn.component.ComponentStatus;
import foghorn.kit.db.Paging;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ComponentScreensTest {
    private static Desk desk;

    @BeforeAll
    static void open() {
        desk = new Desk();
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    private static Component named(String name) {
        return desk.components.components().list(desk.cast.alice(), desk.page, new Paging(100, 0)).stream()
                .filter(component -> component.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aComponentIsAddedChangedAndDeleted() {
        var alice = desk.as(desk.cast.alice());
        assertThat(alice.get(desk.href("/components")).statusCode()).isEqualTo(200);
        alice.get(desk.href("/components/new"));
        assertThat(alice.post(desk.href("/components"), Map.of("name", "Booking", "description", "Tickets and cabins"))
                        .statusCode())
                .isEqualTo(303);
        var booking = named("Booking");
        assertThat(booking.description()).contains("Tickets and cabins");

        var path = desk.href("/components/" + booking.id());
        assertThat(alice.get(path).body()).contains("value=\"Booking\"", "Tickets and cabins</textarea>");
        alice.post(
                path, Map.of("name", "Bookings", "only_show_if_degraded", "true", "version", "" + booking.version()));
        assertThat(named("Bookings").onlyShowIfDegraded()).isTrue();

        assertThat(alice.post(path + "/status", Map.of("status", "major_outage"))
                        .headers()
                        .firstValue("location"))
                .contains(desk.href("/components?done=status"));
        assertThat(named("Bookings").status()).isEqualTo(ComponentStatus.MAJOR_OUTAGE);
        assertThat(alice.get(desk.href("/components?done=status")).body()).contains("Nobody was told.");

        alice.post(path + "/delete", Map.of());
        assertThat(alice.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void aRefusedComponentIsShownAgainWithEveryFieldKept() {
        var alice = desk.as(desk.cast.alice());
        alice.get(desk.href("/components/new"));

        var refused = alice.post(
                desk.href("/components"),
                Map.of("name", " ", "description", "Kept words", "only_show_if_degraded", "true"));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains(
                        "#field-name",
                        "Kept words</textarea>",
                        "name=\"only_show_if_degraded\" value=\"true\" checked");
    }

    @Test
    void aChangeOfSomebodyElseIsShownAndNothingIsLost() {
        var kiosk = desk.component("Kiosk");
        var alice = desk.as(desk.cast.alice());
        alice.get(desk.href("/components/" + kiosk.id()));
        desk.components
                .components()
                .patch(
                        desk.cast.alice(),
                        desk.page,
                        kiosk.id(),
                        ComponentPatch.toStatus(ComponentStatus.PARTIAL_OUTAGE));

        var conflict = alice.post(
                desk.href("/components/" + kiosk.id()),
                Map.of("name", "Kiosks", "description", "Mine", "version", "" + (kiosk.version() - 1)));

        assertThat(conflict.statusCode()).isEqualTo(409);
        assertThat(conflict.body()).contains("Somebody was faster", "value=\"Kiosks\"", "Mine</textarea>");
        assertThat(said(conflict))
                .contains("Name Now: Kiosk Yours: Kiosks", "Description Now: nothing Yours: Mine")
                .contains("Uptime Now: Shown to visitors Yours: Not shown")
                .doesNotContain("Group", "While operational", "In use since");
    }

    @Test
    void uptimeIsSwitchedAndTheFirstDaySet() {
        var alice = desk.as(desk.cast.alice());
        var fresh = Jsoup.parse(alice.get(desk.href("/components/new")).body());
        assertThat(fresh.select("[name=showcase]").hasAttr("checked")).isTrue();
        alice.post(desk.href("/components"), Map.of("name", "Signal mast"));
        assertThat(named("Signal mast").showcase()).isFalse();
        var path = desk.href("/components/" + named("Signal mast").id());
        assertThat(Jsoup.parse(alice.get(path).body()).select("main a[href$=/uptime]"))
                .isEmpty();

        var refused = alice.post(path, mast("last spring"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("In use since must be a date such as", "value=\"last spring\"")
                .contains("name=\"showcase\" value=\"true\" checked");
        assertThat(alice.post(path, mast("2026-04-02")).statusCode()).isEqualTo(303);

        assertThat(named("Signal mast").showcase()).isTrue();
        assertThat(named("Signal mast").startDate()).contains(LocalDate.of(2026, 4, 2));
        var form = Jsoup.parse(alice.get(path).body());
        assertThat(form.select("[name=start_date]").val()).isEqualTo("2026-04-02");
        assertThat(form.select("main a[href$=/uptime]").text()).isEqualTo("Uptime");
        assertThat(alice.get("/console/activity?what=components").body()).contains("start date", "2026-04-02");
    }

    private static Map<String, String> mast(String start) {
        return Map.of(
                "name",
                "Signal mast",
                "showcase",
                "true",
                "start_date",
                start,
                "version",
                "" + named("Signal mast").version());
    }

    @Test
    void aWebhookThatHearsOfAStatusIsNotPassedOverInSilence() {
        try (var other = new Desk()) {
            var mast = other.component("Mast");
            var alice = other.as(other.cast.alice());
            assertThat(warning(alice.get(other.href("/components")))).contains("nobody is told. To tell");

            alice.post(
                    other.href("/webhooks"),
                    Map.of("endpoint", "https://hooks.example/mast", "email", "ops@hooks.example"));

            assertThat(warning(alice.get(other.href("/components"))))
                    .contains("nobody is told but the webhooks that follow the component (1 on this page). To tell");
            alice.post(other.href("/components/" + mast.id() + "/status"), Map.of("status", "major_outage"));
            assertThat(alice.get(other.href("/components?done=status")).body())
                    .contains("Nobody was told but the webhooks that follow it.")
                    .contains("of Mast, telling webhooks alone");
        }
    }

    private static String warning(HttpResponse<String> answer) {
        return Jsoup.parse(answer.body()).select("main .notice.warn").text();
    }

    /** What the notice of another change says. */
    private static String said(HttpResponse<String> answer) {
        return Jsoup.parse(answer.body()).select("[role=alert]").text();
    }

    @Test
    void whoCorrectsADaySecondSeesBothCorrectionsAndDecides() {
        var alice = desk.as(desk.cast.alice());
        alice.get(desk.href("/components/new"));
        alice.post(desk.href("/components"), Map.of("name", "Ferry bell", "showcase", "true"));
        desk.minutesPass(2 * 24 * 60);
        var path = desk.href("/components/" + named("Ferry bell").id() + "/uptime/")
                + LocalDate.ofInstant(desk.now(), ZoneOffset.UTC).minusDays(1);
        var seen = Jsoup.parse(alice.get(path).body()).select("[name=seen]").val();
        assertThat(alice.post(path, correction("10", "The probe was wrong.", seen))
                        .statusCode())
                .isEqualTo(303);

        var refused = alice.post(path, correction("25", "The cable was cut.", seen));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(said(refused))
                .contains("Somebody was faster")
                .contains("Minutes of major outage Now: 10 Yours: 25")
                .contains("Reason Now: The probe was wrong. Yours: The cable was cut.")
                .doesNotContain("Minutes of partial outage");
        var form = Jsoup.parse(refused.body());
        assertThat(form.select("[name=major_minutes]").val()).isEqualTo("25");
        assertThat(form.select("[name=reason]").val()).isEqualTo("The cable was cut.");
        assertThat(Jsoup.parse(alice.get(path).body())
                        .select("[name=major_minutes]")
                        .val())
                .as("nothing was overwritten")
                .isEqualTo("10");

        var newer = form.select("form:has([name=reason]) [name=seen]").val();
        assertThat(alice.post(path, correction("25", "The cable was cut.", newer))
                        .statusCode())
                .isEqualTo(303);
        assertThat(Jsoup.parse(alice.get(path).body())
                        .select("[name=major_minutes]")
                        .val())
                .isEqualTo("25");
    }

    private static Map<String, String> correction(String major, String reason, String seen) {
        return Map.of("major_minutes", major, "partial_minutes", "0", "reason", reason, "seen", seen);
    }

    @Test
    void whoChangesAGroupSecondSeesBothGroups() {
        var bow = desk.component("Bow thruster");
        var stern = desk.component("Stern ramp");
        var alice = desk.as(desk.cast.alice());
        alice.get(desk.href("/component-groups/new"));
        alice.post(
                desk.href("/component-groups"),
                Map.of("name", "Ship", "components[]", bow.id().value()));
        var ship = named("Ship");
        var path = desk.href("/component-groups/" + ship.id());
        var version = "" + ship.version();
        alice.post(path, Map.of("name", "Vessel", "components[]", bow.id().value(), "version", version));

        var refused = alice.post(
                path, Map.of("name", "Ship", "components[]", stern.id().value(), "version", version));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(said(refused))
                .contains("Name Now: Vessel Yours: Ship")
                .contains("Components Now: Bow thruster Yours: Stern ramp");
        assertThat(named("Vessel").id()).isEqualTo(ship.id());
    }

    @Test
    void aGroupIsMadeOfComponents() {
        var quay = desk.component("Quay");
        var alice = desk.as(desk.cast.alice());
        assertThat(alice.get(desk.href("/component-groups/new")).body()).contains("Quay");

        var refused = alice.post(desk.href("/component-groups"), Map.of("name", "Port"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("value=\"Port\"", "#field-components");

        alice.post(
                desk.href("/component-groups"),
                Map.of("name", "Port", "components[]", quay.id().value()));
        var port = named("Port");
        assertThat(named("Quay").group()).contains(port.id());
        assertThat(alice.get(desk.href("/component-groups/" + port.id())).body())
                .contains("value=\"" + quay.id() + "\" checked");
    }

    @Test
    void componentsAndGroupsAreMovedAmongTheirNeighbours() {
        var alice = desk.as(desk.cast.alice());
        var first = desk.component("Pier one");
        desk.component("Pier two");
        desk.component("Pier three");
        var body = alice.get(desk.href("/components")).body();
        assertThat(body).contains("Move Pier one down", desk.href("/components/" + first.id() + "/move"));
        var move = desk.href("/components/" + first.id() + "/move");

        var down = alice.post(move, Map.of("steps", "1"))
                .headers()
                .firstValue("location")
                .orElseThrow();
        assertThat(piers()).containsExactly("Pier two", "Pier one", "Pier three");
        assertThat(Jsoup.parse(alice.get(down).body()).select("[autofocus]").text())
                .as("where the reader was")
                .contains("Move Pier one down");
        alice.post(move, Map.of("steps", "7"));
        assertThat(piers()).containsExactly("Pier two", "Pier three", "Pier one");
        alice.post(move, Map.of("steps", "-2147483648"));
        assertThat(named("Pier one").position()).isEqualTo(1);
        assertThat(alice.post(move, Map.of("steps", "far")).statusCode()).isEqualTo(422);
        assertThat(alice.get("/console/activity").body()).contains("Component moved", "Pier one");

        var vera = desk.as(desk.vera);
        assertThat(vera.get(desk.href("/components")).body()).doesNotContain("Move Pier");
        assertThat(vera.post(move, Map.of("steps", "1")).statusCode()).isEqualTo(403);
    }

    @Test
    void aComponentIsMovedIntoAGroupAndOutOfIt() {
        var alice = desk.as(desk.cast.alice());
        var barge = desk.component("Barge");
        var buoy = desk.component("Buoy");
        var cable = desk.component("Cable");
        alice.get(desk.href("/component-groups/new"));
        alice.post(
                desk.href("/component-groups"),
                Map.of("name", "Afloat", "components[]", barge.id().value()));
        var afloat = named("Afloat");
        assertThat(alice.get(desk.href("/components")).body())
                .contains("Move Buoy to a group", "Move Buoy to </span>Afloat")
                .doesNotContain("Move Barge to </span>Afloat");

        var into = alice.post(
                desk.href("/components/" + buoy.id() + "/move"),
                Map.of("group_id", afloat.id().value()));
        assertThat(named("Buoy").group()).contains(afloat.id());
        assertThat(Jsoup.parse(alice.get(location(into)).body())
                        .select("[autofocus]")
                        .text())
                .contains("Move Buoy to a group");
        var dropped = Map.of("group_id", afloat.id().value(), "position", "2");
        alice.post(desk.href("/components/" + cable.id() + "/move"), dropped);
        assertThat(List.of(
                        named("Barge").position(),
                        named("Cable").position(),
                        named("Buoy").position()))
                .containsExactly(1, 2, 3);

        for (var leaving : List.of(barge, cable)) {
            alice.post(desk.href("/components/" + leaving.id() + "/move"), Map.of("group_id", "", "position", "1"));
        }
        assertThat(named("Cable").group()).isEmpty();
        assertThat(named("Cable").position()).isEqualTo(1);
        assertThat(named("Afloat").id()).isEqualTo(afloat.id());
        var last = alice.post(desk.href("/components/" + buoy.id() + "/move"), Map.of("group_id", ""));
        assertThat(alice.get(location(last)).body())
                .contains("The group it came from is gone")
                .doesNotContain("Afloat");
    }

    @Test
    void nothingIsMovedWhereItCannotStand() {
        var alice = desk.as(desk.cast.alice());
        var rope = desk.component("Rope");
        var net = desk.component("Net");
        alice.get(desk.href("/component-groups/new"));
        for (var one : List.of(rope, net)) {
            alice.post(
                    desk.href("/component-groups"),
                    Map.of(
                            "name",
                            "With " + one.name(),
                            "components[]",
                            one.id().value()));
        }
        var group = named("With Rope");
        for (var wrong : List.of("bbbbbbbbbbbb", net.id().value(), "x' or true")) {
            var answer = alice.post(desk.href("/components/" + rope.id() + "/move"), Map.of("group_id", wrong));
            assertThat(answer.statusCode()).as(wrong).isEqualTo(422);
        }
        var nested = alice.post(
                desk.href("/components/" + group.id() + "/move"),
                Map.of("group_id", named("With Net").id().value()));
        assertThat(nested.statusCode()).isEqualTo(422);
        assertThat(named("Rope").group()).contains(group.id());
    }

    private static String location(java.net.http.HttpResponse<String> answer) {
        return answer.headers().firstValue("location").orElseThrow();
    }

    private static List<String> piers() {
        return desk.components.components().list(desk.cast.alice(), desk.page, new Paging(100, 0)).stream()
                .map(Component::name)
                .filter(name -> name.startsWith("Pier"))
                .toList();
    }
}
