package foghorn.console;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.component.Component;
import foghorn.component.ComponentStatus;
import foghorn.incident.ComponentChanges;
import foghorn.incident.IncidentDetails;
import foghorn.incident.IncidentList;
import foghorn.incident.IncidentPatch;
import foghorn.incident.IncidentStatus;
import foghorn.incident.IncidentStatus.Realtime;
import foghorn.incident.IncidentStatus.Scheduled;
import foghorn.incident.Maintenance;
import foghorn.incident.template.IncidentTemplate;
import foghorn.incident.template.TemplateRoom;
import foghorn.incident.template.WriteTemplate;
import foghorn.kit.db.Paging;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The form of a maintenance and its plan; the page lives in Oslo. */
class MaintenanceScreenTest {
    private static Desk desk;
    private static Component quay;
    private static Component ferry;

    @BeforeAll
    static void open() throws SQLException {
        desk = new Desk();
        quay = desk.component("Quay");
        ferry = desk.component("Ferry");
        try (var connection = desk.test.ownerConnection();
                var statement = connection.createStatement()) {
            statement.execute("update page set time_zone = 'Europe/Oslo'");
        }
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    @BeforeEach
    void nothingIsPlanned() {
        planned()
                .forEach(details -> desk.incidents
                        .incidents()
                        .delete(desk.cast.alice(), desk.page, details.incident().id()));
    }

    private static List<IncidentDetails> planned() {
        return desk.incidents
                .incidents()
                .list(desk.cast.alice(), desk.page, IncidentList.SCHEDULED, new Paging(100, 0));
    }

    private static Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("name", "New <b>fenders</b>");
        fields.put("scheduled_for", "2026-05-05T22:00");
        fields.put("scheduled_until", "");
        fields.put("lasts", "1:30");
        fields.put("body", "The quay is closed\r\nfor a while.");
        fields.put("component_ids[]", quay.id().value());
        fields.put("scheduled_reminders[]", "180");
        fields.put("scheduled_auto_in_progress", "true");
        fields.put("auto_transition_to_maintenance_state", "true");
        fields.put("auto_transition_deliver_notifications_at_end", "true");
        fields.put("seen", "");
        return fields;
    }

    private static IncidentTemplate template(String name, Optional<IncidentStatus> status, String body) {
        boolean isForNow = status.filter(IncidentStatus::isScheduledKind).isEmpty() && status.isPresent();
        var command = new WriteTemplate(
                name,
                isForNow ? name : "Work at {{component}} from {{scheduled_for}}",
                body,
                new WriteTemplate.NoGroup(),
                status,
                false,
                false,
                status.isPresent() ? List.of(quay.id()) : List.of());
        return new TemplateRoom(desk.database).templates().create(desk.cast.alice(), desk.page, command);
    }

    @Test
    void aTemplateFillsTheFormAndItsTimesAreThoseThatAreChosenInTheEnd() {
        var template = template(
                "Dredging",
                Optional.of(Scheduled.SCHEDULED),
                "{{incident.name}}: no boats from {{component}} until {{ scheduled_until }}.");
        var alice = desk.as(desk.cast.alice());

        var form = Jsoup.parse(alice.get(desk.href("/maintenances/new?template=" + template.id()))
                .body());

        assertThat(form.select("select[name=template] option[selected]").text()).isEqualTo("Dredging");
        assertThat(form.select("#field-name").attr("value")).isEqualTo("Work at Quay from {{scheduled_for}}");
        assertThat(form.select("input[name='component_ids[]'][checked]").eachAttr("value"))
                .containsExactly(quay.id().value());
        assertThat(form.select("input[name=notify][checked]")).isEmpty();
        assertThat(form.select("#spelled").text())
                .contains("{{scheduled_for}} will read 4 May 2026, 13:00 CEST.")
                .contains("{{scheduled_until}} will read 4 May 2026, 14:00 CEST.");
        assertThat(form.text()).doesNotContain("could not be filled in");
        assertThat(planned()).isEmpty();

        var fields = fields();
        fields.put("name", form.select("#field-name").attr("value"));
        fields.put("body", form.expectFirst("#field-body").wholeText());
        fields.put("recurrence", "FREQ=WEEKLY");
        assertThat(alice.post(desk.href("/maintenances"), fields).statusCode()).isEqualTo(303);
        var made = planned().getFirst();
        var words = made.incident()
                .maintenance()
                .orElseThrow()
                .series()
                .orElseThrow()
                .words();
        assertThat(words.name()).as("filled in again for the next").contains("Work at Quay from {{scheduled_for}}");
        assertThat(words.body().orElseThrow()).contains("{{ scheduled_until }}");
        assertThat(made.incident().name()).isEqualTo("Work at Quay from 5 May 2026, 22:00 CEST");
        assertThat(made.updates().getFirst().body().strip())
                .isEqualTo(
                        "Work at Quay from 5 May 2026, 22:00 CEST: no boats from Quay until 5 May 2026, 23:30 CEST.");
    }

    @Test
    void whatATemplateCannotKnowStaysAndIsNamed() {
        var template = template("Any work", Optional.empty(), "Until {{scheduled_until}}.");
        var alice = desk.as(desk.cast.alice());

        var plan = Jsoup.parse(alice.get(desk.href("/maintenances/new?template=" + template.id()))
                .body());
        assertThat(plan.select("#field-name").attr("value")).contains("{{component}}");
        assertThat(plan.select(".notice.warn").text()).startsWith("{{component}} could not be filled in.");

        var incident = Jsoup.parse(
                alice.get(desk.href("/incidents/new?template=" + template.id())).body());
        assertThat(incident.select(".notice.warn").text())
                .startsWith("{{component}}, {{scheduled_for}}, {{scheduled_until}} could not be filled in.");

        assertThat(alice.get(desk.href("/incidents/new")).body()).doesNotContain("could not be filled in");
    }

    @Test
    void whatIsRefusedKeepsItsDoubleBracesUntilItIsTaken() {
        var alice = desk.as(desk.cast.alice());
        alice.get(desk.href("/maintenances/new"));
        var fields = fields();
        fields.put("body", "From {{scheduled_for}}, said {{nobody}}.");
        fields.put("scheduled_for", "2026-05-05T25:00");

        var refused = Jsoup.parse(alice.post(desk.href("/maintenances"), fields).body());
        assertThat(refused.expectFirst("#field-body").wholeText()).contains("From {{scheduled_for}}, said {{nobody}}.");
        assertThat(refused.select(".notice.warn").text()).startsWith("{{nobody}} could not");

        fields.put("scheduled_for", "2026-05-05T22:00");
        alice.post(desk.href("/maintenances"), fields);
        assertThat(planned().getFirst().updates().getFirst().body())
                .isEqualTo("From 5 May 2026, 22:00 CEST, said {{nobody}}.");
    }

    @Test
    void templatesOfIncidentsAndOfLaterStepsAreNotOfferedForAPlan() {
        var now = template("Fog", Optional.of(Realtime.IDENTIFIED), "Body");
        var later = template("Done", Optional.of(Scheduled.COMPLETED), "Body");
        var alice = desk.as(desk.cast.alice());
        for (var wrong : List.of(now.id().value(), later.id().value(), "bbbbbbbbbbbb", "x", "")) {
            var form = Jsoup.parse(
                    alice.get(desk.href("/maintenances/new?template=" + wrong)).body());
            assertThat(form.select("#field-name").attr("value")).as(wrong).isEmpty();
            assertThat(form.select("select[name=template]").text()).doesNotContain("Fog", "Done");
        }
    }

    private static IncidentDetails made() {
        var alice = desk.as(desk.cast.alice());
        alice.get(desk.href("/maintenances/new"));
        assertThat(alice.post(desk.href("/maintenances"), fields()).statusCode())
                .isEqualTo(303);
        return planned().getFirst();
    }

    private static String href(IncidentDetails maintenance, String path) {
        return desk.href("/incidents/" + maintenance.incident().id() + path);
    }

    private static Maintenance plan(IncidentDetails details) {
        return details.incident().maintenance().orElseThrow();
    }

    @Test
    void theFormPlansAMaintenanceInTheZoneOfThePage() {
        var alice = desk.as(desk.cast.alice());
        var form = Jsoup.parse(alice.get(desk.href("/maintenances/new")).body());
        assertThat(form.select("#zone").text()).contains("Europe/Oslo. There it is 11:00, which is 09:00 UTC.");
        assertThat(form.select("fieldset input[type=checkbox][name^=scheduled][checked]"))
                .hasSize(3);

        var answer = alice.post(desk.href("/maintenances"), fields());

        assertThat(answer.statusCode()).isEqualTo(303);
        var made = planned().getFirst();
        assertThat(answer.headers().firstValue("location")).hasValue(href(made, "?done=scheduled"));
        assertThat(made.incident().status()).isEqualTo(Scheduled.SCHEDULED);
        assertThat(made.components()).extracting(Component::id).containsExactly(quay.id());
        assertThat(made.updates().getFirst().deliverNotifications()).isFalse();
        assertThat(plan(made).scheduledFor()).isEqualTo(Instant.parse("2026-05-05T20:00:00Z"));
        assertThat(plan(made).scheduledUntil()).isEqualTo(Instant.parse("2026-05-05T21:30:00Z"));
        assertThat(plan(made).reminders().minutes()).containsExactly(180);
        assertThat(plan(made).autoInProgress()).isTrue();
        assertThat(plan(made).autoCompleted()).isFalse();
        assertThat(plan(made).autoToMaintenanceState()).hasValue(true);
        assertThat(plan(made).autoToOperationalState()).hasValue(false);
        assertThat(plan(made).autoNotifyAtStart()).hasValue(false);
        assertThat(plan(made).autoNotifyAtEnd()).hasValue(true);
        assertThat(alice.get(href(made, "")).body())
                .contains("Subscribers are reminded at", "It begins by itself at")
                .doesNotContain("It completes by itself at");
    }

    @Test
    void whatIsRefusedIsShownAgainWithEveryFieldKept() {
        var alice = desk.as(desk.cast.alice());
        alice.get(desk.href("/maintenances/new"));
        var fields = fields();
        fields.put("name", " ");
        fields.put("scheduled_for", "soon");

        var refused = alice.post(desk.href("/maintenances"), fields);

        assertThat(refused.statusCode()).isEqualTo(422);
        var shown = Jsoup.parse(refused.body());
        assertThat(shown.select("#errors a").eachAttr("href")).containsExactly("#field-name", "#field-scheduled_for");
        assertThat(shown.select("[name=scheduled_for]").val()).isEqualTo("soon");
        assertThat(shown.select("[name=lasts]").val()).isEqualTo("1:30");
        assertThat(shown.select("[name=body]").getFirst().wholeText()).endsWith("The quay is closed\nfor a while.");
        assertThat(checked(shown))
                .containsExactly(
                        "component_ids[]",
                        "scheduled_reminders[]",
                        "scheduled_auto_in_progress",
                        "auto_transition_to_maintenance_state",
                        "auto_transition_deliver_notifications_at_end");
        assertThat(shown.select("[name='component_ids[]'][checked]").val())
                .isEqualTo(quay.id().value());
        assertThat(planned()).isEmpty();
    }

    private static List<String> checked(Document shown) {
        return shown.select("form.composer input[type=checkbox][checked]").eachAttr("name");
    }

    @Test
    void timesThatCannotBeAreRefusedAtTheirField() {
        refuses("scheduled_until", Map.of("scheduled_until", "", "lasts", ""));
        refuses("scheduled_until", Map.of("scheduled_until", "2026-05-05T23:00"));
        refuses("scheduled_until", Map.of("scheduled_until", "2026-05-05T21:00", "lasts", ""));
        refuses("scheduled_until", Map.of("scheduled_for", "2026-05-03T22:00"));
        refuses("lasts", Map.of("lasts", "0:00"));
        refuses("lasts", Map.of("lasts", "1:75"));
        refuses("lasts", Map.of("lasts", "-1"));
        refuses("scheduled_for", Map.of("scheduled_for", "2027-03-28T02:30"));
        refuses("scheduled_for", Map.of("scheduled_for", "99999-01-01T00:00"));
        refuses("component_ids", Map.of("component_ids[]", "bbbbbbbbbbbb"));
        refuses("component_ids", Map.of("component_ids[]", "no id"));
        refuses("scheduled_reminders", Map.of("scheduled_reminders[]", "soon"));
        refuses("scheduled_reminders", Map.of("scheduled_reminders[]", "43201"));
        refuses("body", Map.of("body", " "));
        refuses("name", Map.of("name", "n".repeat(256)));
    }

    private static void refuses(String field, Map<String, String> changed) {
        var alice = desk.as(desk.cast.alice());
        alice.get(desk.href("/maintenances/new"));
        var fields = fields();
        fields.putAll(changed);
        var refused = alice.post(desk.href("/maintenances"), fields);
        assertThat(refused.statusCode()).as(changed.toString()).isEqualTo(422);
        assertThat(Jsoup.parse(refused.body()).select("#errors a").eachAttr("href"))
                .as(changed.toString())
                .containsExactly("#field-" + field);
    }

    @Test
    void aPlanIsMovedAndOnlyAMessageIsPosted() {
        var made = made();
        var alice = desk.as(desk.cast.alice());
        var form = Jsoup.parse(alice.get(href(made, "/plan")).body());
        assertThat(form.select("[name=scheduled_for]").val()).isEqualTo("2026-05-05T22:00");
        assertThat(form.select("[name=scheduled_until]").val()).isEqualTo("2026-05-05T23:30");
        assertThat(checked(form)).contains("component_ids[]", "scheduled_auto_in_progress");
        var fields = fields();
        fields.put("scheduled_for", "2026-05-06T22:00");
        fields.put("body", "");
        fields.put("component_ids[]", ferry.id().value());
        fields.put("seen", form.select("[name=seen]").val());

        assertThat(alice.post(href(made, "/plan"), fields).statusCode()).isEqualTo(303);
        var moved = desk.find(made);
        assertThat(plan(moved).scheduledFor()).isEqualTo(Instant.parse("2026-05-06T20:00:00Z"));
        assertThat(plan(moved).due().beginAt()).hasValue(plan(moved).scheduledFor());
        assertThat(moved.components()).extracting(Component::id).containsExactly(ferry.id());
        assertThat(moved.updates()).hasSize(1);

        fields.put("body", "A day later.");
        fields.put("notify", "true");
        var late = alice.post(href(made, "/plan"), fields);
        assertThat(late.statusCode()).as("seen before it was moved").isEqualTo(409);
        assertThat(late.body()).contains("Somebody else has changed this maintenance", "A day later.</textarea>");

        fields.put("seen", Jsoup.parse(late.body()).select("[name=seen]").val());
        assertThat(alice.post(href(made, "/plan"), fields).statusCode()).isEqualTo(303);
        assertThat(desk.find(made).updates()).hasSize(2);
        assertThat(desk.find(made).updates().getFirst().body()).isEqualTo("A day later.");
        assertThat(desk.find(made).updates().getFirst().deliverNotifications()).isTrue();
    }

    @Test
    void aNameThatSaysTheTimesIsFilledInAndKeptForTheNextOnes() {
        var made = made();
        var alice = desk.as(desk.cast.alice());
        var fields = fields();
        fields.put("name", "Fenders on {{scheduled_for}}");
        fields.put("body", "");
        fields.put("recurrence", "FREQ=WEEKLY");
        fields.put(
                "seen",
                Jsoup.parse(alice.get(href(made, "/plan")).body())
                        .select("[name=seen]")
                        .val());

        assertThat(alice.post(href(made, "/plan"), fields).statusCode()).isEqualTo(303);
        assertThat(desk.find(made).incident().name()).isEqualTo("Fenders on 5 May 2026, 22:00 CEST");
        assertThat(plan(desk.find(made)).series().orElseThrow().words().name())
                .contains("Fenders on {{scheduled_for}}");
    }

    @Test
    void aStepBeforeItsTimeOpensTheComposerWithWhatGoesWithIt() {
        var made = made();
        var alice = desk.as(desk.cast.alice());
        assertThat(steps(alice.get(href(made, "")).body())).containsExactly("Begin now…", "Cancel it…");
        var composer = Jsoup.parse(alice.get(href(made, "?next=begin")).body());
        assertThat(composer.select("[name=status][checked]").val()).isEqualTo("in_progress");
        assertThat(composer.select("[name=body]").text()).isEqualTo("The maintenance has begun.");
        assertThat(composer.select("[name=notify][checked]")).isEmpty();
        assertThat(composer.select("[name='components[" + quay.id() + "]'] [selected]")
                        .val())
                .isEqualTo("under_maintenance");

        desk.incidents
                .incidents()
                .update(
                        desk.cast.alice(),
                        desk.page,
                        made.incident().id(),
                        IncidentPatch.post(Scheduled.IN_PROGRESS, "Go.", ComponentChanges.none()));
        assertThat(steps(alice.get(href(made, "")).body())).containsExactly("Complete now…");
        var completing = Jsoup.parse(alice.get(href(made, "?next=complete")).body());
        assertThat(completing.select("[name=status][checked]").val()).isEqualTo("completed");
        assertThat(completing.select("[name=notify][checked]")).hasSize(1);
        assertThat(completing.select("[name=all_operational][checked]"))
                .as("not asked for")
                .isEmpty();
        var meaningless = Jsoup.parse(alice.get(href(made, "?next=begin")).body());
        assertThat(meaningless.select("[name=status][checked]").val()).isEqualTo("in_progress");
        assertThat(meaningless.select("[name=body]").text()).isEmpty();
    }

    private static List<String> steps(String html) {
        return Jsoup.parse(html).select("a[href*='?next=']").eachText();
    }

    @Test
    void theReachIsCountedAndTheWindowSpelledOut() {
        desk.subscriber("ada@harbour.example", "active", Optional.of(quay.id()));
        var alice = desk.as(desk.cast.alice());
        alice.get(desk.href("/maintenances/new"));
        var fields = fields();
        fields.put("notify", "true");
        assertThat(alice.post(desk.href("/maintenances/reach"), fields).body())
                .contains("1 by e-mail.", "Schedule and notify 1")
                .contains("From 5 May 2026, 20:00 UTC to 5 May 2026, 21:30 UTC: 1 h 30 min.");
        fields.put("only_count", "true");
        var counted = alice.post(desk.href("/maintenances"), fields);
        assertThat(counted.statusCode()).isEqualTo(200);
        assertThat(counted.body()).contains("Schedule and notify 1", "New &lt;b>fenders&lt;/b>");
        assertThat(planned()).isEmpty();

        var made = made();
        fields.remove("only_count");
        fields.put("body", "");
        assertThat(alice.post(href(made, "/plan/reach"), fields).body()).contains("Nobody is told", ">Save<");
    }

    @Test
    void whoManagesOnlyIncidentsSchedulesNothing() {
        var made = made();
        var bob = desk.as(desk.cast.bob());
        assertThat(bob.get(desk.href("/incidents?tab=scheduled")).body())
                .contains("New &lt;b&gt;fenders")
                .doesNotContain("Schedule maintenance");
        assertThat(desk.as(desk.cast.alice()).get(desk.href("/incidents")).body())
                .contains("Schedule maintenance");
        assertThat(bob.get(desk.href("/maintenances/new")).statusCode()).isEqualTo(403);
        assertThat(bob.post(desk.href("/maintenances"), fields()).statusCode()).isEqualTo(403);
        assertThat(bob.get(href(made, "/plan")).statusCode()).isEqualTo(403);
        assertThat(bob.get(href(made, "")).body())
                .contains("It begins by itself at")
                .doesNotContain("Change the plan");
        assertThat(planned()).hasSize(1);
    }

    @Test
    void anIncidentHasNoPlan() {
        var incident = desk.incident("Down", quay.id(), ComponentStatus.MAJOR_OUTAGE);
        var alice = desk.as(desk.cast.alice());
        assertThat(alice.get(href(incident, "/plan")).statusCode()).isEqualTo(404);
        desk.incidents
                .incidents()
                .delete(desk.cast.alice(), desk.page, incident.incident().id());
    }
}
