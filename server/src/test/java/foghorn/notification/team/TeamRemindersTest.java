package foghorn.notification.team;

import static foghorn.component.ComponentStatus.*;
import static foghorn.incident.IncidentStatus.Realtime.*;
import static org.assertj.core.api.Assertions.assertThat;

import foghorn.Cast;
import foghorn.component.Component;
import foghorn.component.ComponentPatch;
import foghorn.component.ComponentRoom;
import foghorn.component.ComponentStatus;
import foghorn.component.NewComponent;
import foghorn.incident.ComponentChanges;
import foghorn.incident.IncidentDetails;
import foghorn.incident.IncidentOptions;
import foghorn.incident.IncidentPatch;
import foghorn.incident.IncidentRoom;
import foghorn.incident.IncidentStatus;
import foghorn.incident.IncidentStatus.Scheduled;
import foghorn.incident.Maintenance;
import foghorn.incident.MaintenancePatch;
import foghorn.incident.OpenIncident;
import foghorn.incident.ReminderIntervals;
import foghorn.incident.ScheduleMaintenance;
import foghorn.kit.db.Database;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.mail.EmailAddress;
import foghorn.kit.mail.InboxMessage;
import foghorn.kit.mail.LocalInbox;
import foghorn.kit.mail.MailSender;
import foghorn.kit.patch.Change;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.organization.ReminderOf;
import foghorn.page.PageLinks;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whom the team's reminders reach, and when, by a clock in hand; Alice owns everything, Bob looks after incidents, Carol after nothing. */
class TeamRemindersTest {
    private static final String ALICE = "alice@lighthouse.example";
    private static final String BOB = "bob@lighthouse.example";

    private final TestDatabase test = TestDatabase.create();
    private final AtomicReference<Instant> clock = new AtomicReference<>(Instant.parse("2026-05-04T09:00:00Z"));
    private final Database database = test.database(clock::get);
    private final Cast cast = Cast.on(database);
    private final IncidentRoom incidents = new IncidentRoom(database);
    private final ComponentRoom components = new ComponentRoom(database);
    private final LocalInbox inbox = new LocalInbox(database, cast.vault());
    private final TeamRoom room = room();
    private final List<String> seen = new ArrayList<>();

    private TeamRoom room() {
        return new TeamRoom(new TeamRoom.Needs(
                database,
                cast.room().reminders(),
                cast.room().accounts(),
                inbox,
                MailSender.plain(EmailAddress.of("from", "status@larkfield.example")),
                new PageLinks(URI.create("https://console.example"), Optional.empty())));
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void anOpenIncidentIsRecalledAfterThreeSixTwelveAndTwentyFourHours() {
        var incident = open(Optional.empty());
        assertThat(after(2.9)).isEmpty();
        assertThat(after(0.2))
                .containsExactly(ALICE + " Still open: Slow checkout", BOB + " Still open: Slow checkout");
        assertThat(text(BOB))
                .contains("open for 3 hours")
                .contains("https://console.example/console/pages/" + cast.page() + "/incidents/"
                        + incident.incident().id());
        assertThat(after(2.5)).isEmpty();
        assertThat(after(1)).as("6").hasSize(2);
        assertThat(after(6)).as("12").hasSize(2);
        assertThat(after(12)).as("24").hasSize(2);
        assertThat(after(48)).isEmpty();
        assertThat(audit()).containsExactly("3", "6", "12", "24");
    }

    @Test
    void afterDowntimeOnlyTheNewestIsTold() {
        open(Optional.empty());

        assertThat(after(13)).hasSize(2);
        assertThat(text(ALICE)).contains("open for 12 hours");
        assertThat(after(11.5)).as("24").hasSize(2);
        assertThat(audit()).containsExactly("12", "24");
    }

    @Test
    void whatWasDueLongAgoIsNotTold() {
        open(Optional.empty());

        assertThat(after(60)).isEmpty();
        assertThat(after(60)).isEmpty();
    }

    @Test
    void theIncidentSaysAfterHowManyHours() {
        open(Optional.of("[1, 5]"));
        assertThat(after(1)).hasSize(2);
        assertThat(text(BOB)).contains("open for an hour");
        assertThat(after(3)).isEmpty();
        assertThat(after(1)).hasSize(2);
        assertThat(after(24)).isEmpty();

        open(Optional.of("8"));
        assertThat(List.of(after(8).size(), after(8).size(), after(8).size(), after(8).size()))
                .containsExactly(2, 2, 2, 0);

        open(Optional.of("[]"));
        assertThat(after(3)).isEmpty();
        assertThat(after(21)).isEmpty();
    }

    @Test
    void otherHoursHoldFromWhenTheyWereSaid() {
        var incident = open(Optional.of("[]"));
        assertThat(after(4)).isEmpty();
        patch(incident, Optional.empty(), Optional.of("[1, 5]"), MaintenancePatch.none());

        assertThat(after(0.1)).as("an hour was over before").isEmpty();
        assertThat(after(1)).as("5").hasSize(2);
    }

    @Test
    void whatIsResolvedIsNotRecalledAlsoIfItWasDueAlready() {
        var incident = open(Optional.empty());
        room.keepInStep();
        clock.updateAndGet(now -> now.plus(Duration.ofHours(3)));
        room.remind();
        patch(incident, Optional.of(RESOLVED), Optional.empty(), MaintenancePatch.none());

        assertThat(after(0)).isEmpty();
        assertThat(after(3)).isEmpty();
        assertThat(states()).containsOnly("needless");
    }

    @Test
    void aMaintenanceIsRecalledThreeHoursBefore() {
        var begin = clock.get().plus(Duration.ofHours(10));
        var maintenance = schedule(begin);
        assertThat(after(6.9)).isEmpty();
        assertThat(after(0.2)).containsExactly(ALICE + " Begins soon: Gate firmware");
        assertThat(text(ALICE)).contains("planned to begin at 4 May 2026, 19:00 UTC");
        assertThat(after(1)).isEmpty();

        move(maintenance, begin.plus(Duration.ofHours(5)));
        assertThat(after(3.8)).isEmpty();
        assertThat(after(0.2)).as("of the new time").hasSize(1);
        patch(maintenance, Optional.of(Scheduled.IN_PROGRESS), Optional.empty(), MaintenancePatch.none());
        assertThat(after(24)).isEmpty();
    }

    @Test
    void aMaintenanceAnnouncedLateOrBegunMeanwhileIsNotRecalled() {
        schedule(clock.get().plus(Duration.ofMinutes(170)));
        assertThat(after(0.1)).isEmpty();
        assertThat(after(5)).isEmpty();

        schedule(clock.get().plus(Duration.ofHours(4)));
        assertThat(after(4.5)).as("it was to begin already").isEmpty();
    }

    @Test
    void aComponentIsRecalledWhileItIsNotOperational() {
        var api = component("API");
        set(api, DEGRADED_PERFORMANCE);
        assertThat(after(2)).isEmpty();
        set(api, MAJOR_OUTAGE);
        assertThat(after(1)).as("since it was operational last").containsExactly(ALICE + " Not operational: API");
        assertThat(text(ALICE)).contains("not been operational for 3 hours");
        set(api, OPERATIONAL);
        assertThat(after(3)).isEmpty();
        set(api, PARTIAL_OUTAGE);
        assertThat(after(2.9)).isEmpty();
        assertThat(after(0.1)).hasSize(1);
    }

    @Test
    void aComponentUnderARunningMaintenanceIsLeftAlone() {
        var api = component("API");
        var maintenance = schedule(clock.get().plus(Duration.ofHours(1)), api);
        patch(
                maintenance,
                Optional.of(Scheduled.IN_PROGRESS),
                Optional.empty(),
                MaintenancePatch.none(),
                ComponentChanges.to(Map.of(api.id(), UNDER_MAINTENANCE)));
        assertThat(after(7)).isEmpty();

        patch(maintenance, Optional.of(Scheduled.COMPLETED), Optional.empty(), MaintenancePatch.none());
        assertThat(after(0.1)).as("it was forgotten there").containsExactly(ALICE + " Not operational: API");
    }

    @Test
    void whoDoesNotWantAReminderGetsNone() {
        cast.room().reminders().choose(cast.bob(), Set.of(ReminderOf.MAINTENANCE));
        open(Optional.empty());
        assertThat(after(3)).containsExactly(ALICE + " Still open: Slow checkout");
        assertThat(text(ALICE)).contains("https://console.example/console/reminders");

        cast.room().reminders().choose(cast.alice(), Set.of(ReminderOf.INCIDENT));
        cast.room().reminders().choose(cast.bob(), Set.of(ReminderOf.values()));
        schedule(clock.get().plus(Duration.ofHours(10)));
        assertThat(after(3)).as("6").hasSize(2);
        assertThat(after(4.1))
                .as("of the maintenance, which only Alice may look after")
                .isEmpty();
        assertThat(after(2)).as("12").hasSize(2);
        assertThat(
                        strings(
                                "select details::json ->> 'people' from audit_entry where action = 'team.reminded' order by seq"))
                .containsExactly("1", "2", "0", "2");
    }

    @Test
    void manyNodesTellOnce() throws InterruptedException {
        open(Optional.empty());
        room.keepInStep();
        clock.updateAndGet(now -> now.plus(Duration.ofHours(3)));
        var nodes = IntStream.range(0, 4).mapToObj(i -> room()).toList();
        var threads = nodes.stream()
                .map(node -> Thread.ofPlatform().start(() -> {
                    node.keepInStep();
                    node.remind();
                    node.send();
                }))
                .toList();
        for (var thread : threads) {
            thread.join();
        }

        assertThat(after(0)).hasSize(2);
        assertThat(audit()).containsExactly("3");
    }

    @Test
    void oldMailsAreForgotten() {
        open(Optional.empty());
        after(3);
        clock.updateAndGet(now -> now.plus(Duration.ofDays(31)));
        room.sweep(() -> List.of(cast.organization(), cast.otherOrganization()));

        assertThat(states()).isEmpty();
    }

    // ---- what people do

    private IncidentDetails open(Optional<String> hours) {
        return incidents
                .incidents()
                .open(
                        cast.alice(),
                        cast.page(),
                        new OpenIncident(
                                "Slow checkout",
                                INVESTIGATING,
                                "We are looking.",
                                ComponentChanges.none(),
                                true,
                                IncidentOptions.none(),
                                hours.map(ReminderIntervals::new),
                                Optional.empty()));
    }

    private IncidentDetails schedule(Instant from, Component... affected) {
        return incidents
                .incidents()
                .schedule(
                        cast.alice(),
                        cast.page(),
                        new ScheduleMaintenance(
                                "Gate firmware",
                                Scheduled.SCHEDULED,
                                "Gates restart.",
                                Maintenance.between(from, from.plusSeconds(3_600)),
                                new ComponentChanges(
                                        Map.of(),
                                        Optional.of(List.of(affected).stream()
                                                .map(Component::id)
                                                .toList())),
                                true,
                                IncidentOptions.none()));
    }

    private void move(IncidentDetails maintenance, Instant from) {
        var none = MaintenancePatch.none();
        patch(
                maintenance,
                Optional.empty(),
                Optional.empty(),
                new MaintenancePatch(
                        Change.to(from),
                        Change.to(from.plusSeconds(3_600)),
                        none.remindPrior(),
                        none.autoInProgress(),
                        none.autoCompleted(),
                        none.autoToMaintenanceState(),
                        none.autoToOperationalState(),
                        none.autoNotifyAtStart(),
                        none.autoNotifyAtEnd(),
                        none.recurrence()));
    }

    private void patch(
            IncidentDetails incident, Optional<IncidentStatus> status, Optional<String> hours, MaintenancePatch plan) {
        patch(incident, status, hours, plan, ComponentChanges.none());
    }

    private void patch(
            IncidentDetails incident,
            Optional<IncidentStatus> status,
            Optional<String> hours,
            MaintenancePatch plan,
            ComponentChanges changes) {
        incidents
                .incidents()
                .update(
                        cast.alice(),
                        cast.page(),
                        incident.incident().id(),
                        new IncidentPatch(
                                ExpectedVersion.any(),
                                Change.keep(),
                                status,
                                Optional.empty(),
                                true,
                                changes,
                                Change.keep(),
                                Change.keep(),
                                hours.map(text -> Change.to(Optional.of(new ReminderIntervals(text))))
                                        .orElseGet(Change::keep),
                                Change.keep(),
                                plan));
    }

    private Component component(String name) {
        return components.components().create(cast.alice(), cast.page(), NewComponent.named(name));
    }

    private void set(Component component, ComponentStatus status) {
        components.components().patch(cast.alice(), cast.page(), component.id(), ComponentPatch.toStatus(status));
        room.keepInStep();
    }

    // ---- what comes of it

    /** So many hours later: the mails that came since the last look, each with its address and subject, sorted. */
    private List<String> after(double hours) {
        room.keepInStep();
        clock.updateAndGet(now -> now.plusSeconds((long) (hours * 3_600)));
        room.keepInStep();
        room.remind();
        room.send();
        var came = new ArrayList<>(inbox.list(cast.alice(), cast.page()).stream()
                .filter(mail -> !seen.contains(mail.id()))
                .toList());
        came.forEach(mail -> seen.add(mail.id()));
        return came.stream()
                .map(mail -> mail.to() + " " + mail.subject())
                .sorted()
                .toList();
    }

    private String text(String address) {
        return inbox.list(cast.alice(), cast.page()).stream()
                .filter(mail -> mail.to().equals(address))
                .map(InboxMessage::text)
                .findFirst()
                .orElseThrow();
    }

    private List<String> states() {
        return strings("select state from team_mail where organization_id = :organizationId");
    }

    private List<String> audit() {
        return strings("select details::json ->> 'hours' from audit_entry where action = 'team.reminded' order by seq");
    }

    private List<String> strings(String sql) {
        return database.read(
                cast.alice(), tx -> tx.createQuery(sql).mapTo(String.class).list());
    }
}
