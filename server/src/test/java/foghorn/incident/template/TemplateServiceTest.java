package foghorn.incident.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.Cast;
import foghorn.component.Component;
import foghorn.component.ComponentId;
import foghorn.component.ComponentRoom;
import foghorn.component.NewComponent;
import foghorn.incident.IncidentStatus;
import foghorn.kit.db.Database;
import foghorn.kit.db.Paging;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.tenant.Call;
import foghorn.tenant.Problem;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateServiceTest {
    private static final Paging ALL = new Paging(100, 0);

    private TestDatabase test;
    private Database database;
    private Cast cast;
    private Call bob;
    private TemplateService templates;
    private ComponentRoom components;

    @BeforeEach
    void open() {
        test = TestDatabase.create();
        database = test.database(InstantSource.system());
        cast = Cast.on(database);
        bob = cast.bob();
        templates = new TemplateRoom(database).templates();
        components = new ComponentRoom(database);
    }

    @AfterEach
    void close() {
        test.close();
    }

    private Component component(String name) {
        return components.components().create(cast.alice(), cast.page(), NewComponent.named(name));
    }

    private static WriteTemplate template(String name, String title, String body) {
        return new WriteTemplate(
                name, title, body, new WriteTemplate.NoGroup(), Optional.empty(), false, true, List.of());
    }

    private static WriteTemplate in(String group, String name) {
        return new WriteTemplate(
                name, "Title", "Body", new WriteTemplate.GroupNamed(group), Optional.empty(), false, true, List.of());
    }

    private IncidentTemplate create(WriteTemplate template) {
        return templates.create(bob, cast.page(), template);
    }

    private static void assertInvalid(String field, ThrowingCallable verb) {
        assertThatThrownBy(verb)
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        problem ->
                                assertThat(problem.errors().getFirst().field()).isEqualTo(field));
    }

    @Test
    void whatIsKeptIsFoundByName() {
        var boats = create(template("Boats", "No boats", "Body"));
        var anchors = create(template(" Anchors ", "No anchors", "Body"));
        assertThat(anchors.name()).isEqualTo("Anchors");
        assertThat(templates.list(bob, cast.page(), ALL)).containsExactly(anchors, boats);
        assertThat(templates.list(bob, cast.page(), new Paging(1, 1))).containsExactly(boats);
        assertThat(templates.find(bob, cast.page(), boats.id())).isEqualTo(boats);
    }

    @Test
    void placeholdersAreFilledInOnce() {
        database.change(
                cast.alice(),
                tx -> tx.createUpdate("update page set name = 'Ferries {{component}}' where id = :page")
                        .bind("page", cast.page().value())
                        .execute());
        var quay = component("Quay {{page}} $1 \\\\0");
        var pier = component("Pier");
        var gate = component("Gate");
        var made = create(new WriteTemplate(
                "Boats",
                "No boats at {{component}}",
                "{{page}}: {{ incident.name }} since {{scheduled_for}}. {{{page}}} {{page",
                new WriteTemplate.NoGroup(),
                Optional.empty(),
                false,
                true,
                List.of(gate.id(), quay.id(), pier.id())));

        var filled = templates.fill(bob, cast.page(), made.id());

        assertThat(filled.title()).isEqualTo("No boats at Quay {{page}} $1 \\\\0, Pier and Gate");
        assertThat(filled.body())
                .isEqualTo(
                        "Ferries {{component}}: No boats at Quay {{page}} $1 \\\\0, Pier and Gate since {{scheduled_for}}."
                                + " {Ferries {{component}}} {{page");
    }

    @Test
    void whatIsNotKnownYetStaysAsItIsWritten() {
        var made = create(template("Boats", "{{component}}", "{{component}} {{scheduled_until}}"));
        assertThat(templates.fill(bob, cast.page(), made.id()).body()).isEqualTo("{{component}} {{scheduled_until}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{nothing}}",
                "{{}}",
                "{{#page}}x{{/page}}",
                "{{> page}}",
                "{{page.name}}",
                "{{1337*4242}}",
                "{{page}} {{ Page }}",
                "{{=<% %>=}}",
                "{{page|upper}}",
                "{{incident.class}}"
            })
    void aPlaceholderThatIsNoneIsRefused(String text) {
        assertInvalid("body", () -> create(template("Boats", "Title", text)));
        assertInvalid("title", () -> create(template("Boats", text, "Body")));
        assertThat(templates.list(bob, cast.page(), ALL)).isEmpty();
    }

    @Test
    void aTitleDoesNotHoldItself() {
        assertInvalid("title", () -> create(template("Boats", "{{incident.name}}", "Body")));
    }

    @Test
    void onlyAMaintenanceHasPlannedTimes() {
        for (var status : List.of(IncidentStatus.Realtime.IDENTIFIED, IncidentStatus.Scheduled.SCHEDULED)) {
            var command = new WriteTemplate(
                    "Boats",
                    "Title",
                    "From {{scheduled_for}}",
                    new WriteTemplate.NoGroup(),
                    Optional.of(status),
                    false,
                    true,
                    List.of());
            if (status.isScheduledKind()) {
                assertThat(create(command).isForNow()).isFalse();
            } else {
                assertInvalid("body", () -> create(command));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', Title, Body, name",
        "Name, ' ', Body, title",
        "Name, Title, ' ', body",
        "'a\u0001b', Title, Body, name"
    })
    void whatIsMissingIsNamed(String name, String title, String body, String field) {
        assertInvalid(field, () -> create(template(name, title, body)));
    }

    @Test
    void longerThanItMayBeIsRefused() {
        assertThat(create(template("ü".repeat(255), "🌊".repeat(255), "x".repeat(25_000)))
                        .name())
                .hasSize(255);
        assertInvalid("name", () -> create(template("x".repeat(256), "Title", "Body")));
        assertInvalid("title", () -> create(template("Name", "x".repeat(256), "Body")));
        assertInvalid("body", () -> create(template("Name", "Title", "x".repeat(25_001))));
    }

    @Test
    void aGroupIsThereAsLongAsSomethingIsInIt() {
        var storm = create(in("Weather", "Storm"));
        var fog = create(in("Weather", "Fog"));
        assertThat(storm.group()).isEqualTo(fog.group());
        assertThat(templates.groups(bob, cast.page())).hasSize(1);

        templates.delete(bob, cast.page(), storm.id());
        assertThat(templates.groups(bob, cast.page())).hasSize(1);
        templates.change(bob, cast.page(), fog.id(), ExpectedVersion.any(), in("Sea", "Fog"));
        assertThat(templates.groups(bob, cast.page()))
                .extracting(TemplateGroup::name)
                .containsExactly("Sea");
        templates.delete(bob, cast.page(), fog.id());
        assertThat(templates.groups(bob, cast.page())).isEmpty();
    }

    @Test
    void aGroupOfAnotherPageIsNotThere() {
        var other = cast.anotherPage("Other").id();
        var group = templates
                .create(cast.alice(), other, in("Weather", "Storm"))
                .group()
                .orElseThrow();
        assertInvalid(
                "group_id",
                () -> create(new WriteTemplate(
                        "Fog",
                        "Title",
                        "Body",
                        new WriteTemplate.GroupOf(group.id()),
                        Optional.empty(),
                        false,
                        true,
                        List.of())));
    }

    @Test
    void onlyComponentsOfThePageAreTaken() {
        var other = cast.anotherPage("Other").id();
        var theirs = components.components().create(cast.alice(), other, NewComponent.named("Theirs"));
        for (var id : List.of(theirs.id(), new ComponentId("bbbbbbbbbbbb"))) {
            assertInvalid(
                    "component_ids",
                    () -> create(new WriteTemplate(
                            "Fog",
                            "Title",
                            "Body",
                            new WriteTemplate.NoGroup(),
                            Optional.empty(),
                            false,
                            true,
                            List.of(id))));
        }
    }

    @Test
    void aComponentThatIsDeletedIsLeftOut() {
        var quay = component("Quay");
        var made = create(new WriteTemplate(
                "Fog",
                "Fog at {{component}}",
                "Body",
                new WriteTemplate.NoGroup(),
                Optional.empty(),
                false,
                true,
                List.of(quay.id())));
        components.components().delete(cast.alice(), cast.page(), quay.id());
        assertThat(templates.find(bob, cast.page(), made.id()).components()).isEmpty();
        assertThat(templates.fill(bob, cast.page(), made.id()).title()).isEqualTo("Fog at {{component}}");
    }

    @Test
    void aChangeMakesAnotherVersionUnlessNothingDiffers() {
        var made = create(template("Fog", "Title", "Body"));
        var same =
                templates.change(bob, cast.page(), made.id(), ExpectedVersion.any(), template("Fog", "Title", "Body"));
        assertThat(same.version()).isEqualTo(1);
        var changed = templates.change(
                bob, cast.page(), made.id(), new ExpectedVersion.OfForm(1), template("Fog", "Title", "Another"));
        assertThat(changed.version()).isEqualTo(2);
        assertThat(templates.find(bob, cast.page(), made.id())).isEqualTo(changed);
        assertThatThrownBy(() -> templates.change(
                        bob, cast.page(), made.id(), new ExpectedVersion.OfForm(1), template("Fog", "Title", "Third")))
                .isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void whatAProgramWroteInDoubleBracesMayStayWhenAPersonChangesTheRest() {
        var made = templates.createAsWritten(bob, cast.page(), template("Fog", "Title", "Tell {{crew}} at once."));

        var changed = templates.change(
                bob, cast.page(), made.id(), ExpectedVersion.any(), template("Fog", "Title", "Tell {{crew}} soon."));

        assertThat(changed.body()).isEqualTo("Tell {{crew}} soon.");
        assertInvalid(
                "body",
                () -> templates.change(
                        bob, cast.page(), made.id(), ExpectedVersion.any(), template("Fog", "Title", "{{crews}}")));
        assertInvalid("body", () -> create(template("Fog", "Title", "Tell {{crew}} soon.")));
    }

    @Test
    void aPageHasNoMoreThanItMay() {
        database.change(
                cast.alice(),
                tx -> tx.createUpdate("""
                insert into incident_template (organization_id, page_id, id, name, title, body, should_tweet,
                                               should_send_notifications, created_at, updated_at)
                select :organizationId, :page, lpad(cast(n as text), 12, '0'), 'T', 'T', 'T', false, true, :now, :now
                  from generate_series(1, 500) n
                """).bind("page", cast.page().value()).execute());
        assertThatThrownBy(() -> create(template("One more", "Title", "Body"))).isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void nobodyElseFindsIt() {
        var made = create(template("Fog", "Title", "Body"));
        assertThatThrownBy(() -> templates.find(cast.mallory(), cast.page(), made.id()))
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> templates.delete(cast.mallory(), cast.page(), made.id()))
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() ->
                        templates.find(cast.alice(), cast.anotherPage("Other").id(), made.id()))
                .isInstanceOf(Problem.NotFound.class);
    }
}
