package foghorn.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.app.setup.NewTenant;
import foghorn.app.setup.SetupService;
import foghorn.component.ComponentRoom;
import foghorn.incident.IncidentId;
import foghorn.incident.IncidentRoom;
import foghorn.kit.crypto.InstallationKey;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import foghorn.organization.OrganizationRoom;
import foghorn.page.PageLinks;
import foghorn.page.PageRoom;
import foghorn.signin.SignInRoom;
import foghorn.subscriber.SubscriberRoom;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DemoServiceTest {
    private static final PageLinks LINKS = new PageLinks(URI.create("http://localhost:8080"), Optional.empty());

    private final AtomicReference<Instant> clock = new AtomicReference<>(Instant.parse("2026-11-22T09:00:00.123Z"));
    private final TestDatabase test = TestDatabase.create();
    private final Database database = test.database(clock::get);
    private final InstallationKey key = InstallationKey.of(Ids.bytes(32));
    private final Vault vault = new Vault(key);
    private final OrganizationRoom organizations = OrganizationRoom.of(database, key, vault);
    private final PageRoom pages = new PageRoom(database);
    private final IncidentRoom incidents = new IncidentRoom(database);
    private final SetupService setup = new SetupService(
            database, organizations, pages, new SignInRoom(database, organizations, key, false).service(), LINKS);
    private final DemoService demo = new DemoService(new DemoService.Needs(
            setup,
            organizations.installation(),
            LINKS,
            pages.pages(),
            new DemoService.Imports(
                    pages.imports(),
                    new ComponentRoom(database).imports(),
                    incidents.imports(),
                    new SubscriberRoom(database, vault, key).imports()),
            this::call));

    private Optional<OrganizationId> organization = Optional.empty();

    @AfterEach
    void close() {
        test.close();
    }

    private Call call(PageId page) {
        var owner = organization.orElseGet(() -> database.installation(
                handle -> handle.createQuery("select organization_id from directory_pages() where page_id = :page")
                        .bind("page", page.value())
                        .mapTo(String.class)
                        .map(OrganizationId::new)
                        .one()));
        organization = Optional.of(owner);
        return new Call(new Actor.Staff(owner, "test"), "test");
    }

    private Demo make() {
        return demo.make("demo@example.com", "test");
    }

    private List<String> strings(PageId page, String sql) {
        return database.read(
                call(page),
                tx -> tx.createQuery(sql)
                        .bind("page", page.value())
                        .mapTo(String.class)
                        .list());
    }

    private List<String> counts(PageId page) {
        return strings(page, """
                select 'components ' || count(*) from component where page_id = :page
                union all select 'spans ' || count(*) from component_status_history where page_id = :page
                union all select 'incidents ' || count(*) from incident where page_id = :page
                union all select 'updates ' || count(*) from incident_update where page_id = :page
                union all select 'subscribers ' || count(*) from subscriber where page_id = :page and state = 'active'
                union all select 'events ' || count(*) from outbox where page_id = :page
                """);
    }

    @Test
    void aSecondTimeFindsEverything() {
        var made = make();
        var page = new PageId(made.pageId());
        var counts = counts(page);
        assertThat(made.created()).isTrue();
        assertThat(counts).contains("components 24", "incidents 45", "subscribers 1000");

        clock.set(clock.get().plus(Duration.ofDays(3)));
        var again = make();

        assertThat(again.created()).isFalse();
        assertThat(again.pageId()).isEqualTo(made.pageId());
        assertThat(again.organizationId()).isEqualTo(made.organizationId());
        assertThat(again.pageUrl()).isEqualTo(made.pageUrl());
        assertThat(again.ownerSignInUrl()).isEmpty();
        assertThat(counts(page)).isEqualTo(counts);
    }

    @Test
    void oneThatWasStoppedHalfWayIsCompleted() {
        var begun = setup.createDemo(
                new NewTenant("Fernhill", "demo@example.com", "Fernhill", Optional.empty(), Optional.empty()), "test");
        var page = new PageId(begun.pageId());
        var scenario = new Scenario(clock.get());
        new ComponentRoom(database).imports().take(call(page), page, scenario.components());
        clock.set(clock.get().plus(Duration.ofHours(5)));

        assertThat(make().created()).isFalse();

        assertThat(counts(page)).contains("components 24", "incidents 45", "subscribers 1000");
    }

    @Test
    void whatWasRemovedSinceStaysAway() {
        var page = new PageId(make().pageId());
        var over = strings(page, "select id from incident where page_id = :page and resolved_at is not null limit 1");
        incidents.incidents().delete(call(page), page, new IncidentId(over.getFirst()));

        make();

        assertThat(strings(page, "select id from incident where page_id = :page and deleted_at is null"))
                .hasSize(44);
    }

    @Test
    void itHasNoFirstSteps() {
        var page = new PageId(make().pageId());
        make();

        assertThat(pages.pages().areFirstStepsHidden(call(page), page)).isTrue();
        assertThat(strings(
                        page,
                        "select action from audit_entry where subject = :page and action like 'page.first_steps%'"))
                .containsExactly("page.first_steps_hidden");
    }

    @Test
    void theFirstOneOwnsTheInstallation() {
        var page = new PageId(make().pageId());
        assertThat(organizations.installation().isOwned()).isTrue();
        assertThat(organizations.installation().rootPage()).contains(page);
        assertThat(organizations.installation().demoPage()).contains(page);
    }

    @Test
    void whereSomebodyOwnsTheInstallationItIsOneMoreOrganization() {
        var first = setup.setUp(
                new NewTenant("Larkfield", "ada@larkfield.example", "Larkfield", Optional.empty(), Optional.empty()),
                "test");

        var page = new PageId(make().pageId());

        assertThat(organizations.installation().rootPage()).contains(new PageId(first.pageId()));
        assertThat(organizations.installation().demoPage()).contains(page);
    }

    @Test
    void historiesHaveNoGapsAndKnowTheirIncidents() {
        var page = new PageId(make().pageId());

        assertThat(strings(page, """
                select component_id from (
                    select component_id, ended_at, lead(started_at) over (partition by component_id order by seq) as next
                      from component_status_history where page_id = :page) as span
                 where ended_at is distinct from next
                """)).isEmpty();
        assertThat(strings(page, """
                select c.name from component c
                  join component_status_history h on h.component_id = c.id and h.ended_at is null
                 where c.page_id = :page and h.status <> c.status
                """)).isEmpty();
        assertThat(
                        strings(
                                page,
                                "select distinct incident_id from component_status_history where page_id = :page and incident_id is not null"))
                .hasSizeGreaterThan(30);
    }

    @Test
    void nobodyIsTold() {
        var page = new PageId(make().pageId());

        assertThat(strings(page, "select distinct kind from outbox where page_id = :page order by 1"))
                .containsExactly("components.imported", "incident.imported", "page.changed");
        assertThat(strings(page, "select id from direct_message where page_id = :page"))
                .isEmpty();
    }
}
