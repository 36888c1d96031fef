package foghorn.component;

import static foghorn.component.ComponentStatus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.Cast;
import foghorn.kit.db.Database;
import foghorn.kit.db.Paging;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.patch.Change;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ComponentServiceTest {
    private static final TestDatabase POSTGRES = TestDatabase.create();
    private static final Paging ALL = new Paging(1_100, 0);

    private final Database database = POSTGRES.database(InstantSource.system());
    private final ComponentService components = new ComponentRoom(database).components();
    private final ComponentGroupService groups = new ComponentRoom(database).groups();
    private final Cast cast = Cast.on(database);

    @AfterAll
    static void stop() {
        POSTGRES.close();
    }

    @Test
    void aNewComponentComesLastAndIsFoundAsMade() {
        var api = create("API");
        var web = create("Web");

        assertThat(web.position()).isEqualTo(2);
        assertThat(components.find(cast.bob(), cast.page(), api.id())).isEqualTo(api);
        assertThat(components.list(cast.bob(), cast.page(), ALL)).containsExactly(api, web);
        assertThat(components.list(cast.bob(), cast.page(), Paging.ofPage(2, 1)))
                .containsExactly(web);
        assertThat(history(api)).containsExactly("1 operational open");
        assertThat(outbox()).contains("component.created {\"component_id\":\"" + api.id() + "\"}");
        assertThat(audit()).contains("component.created " + api.id());
    }

    @Test
    void aGroupComesBeforeItsComponentsInTheList() {
        var api = create("API");
        var web = create("Web");
        var docs = create("Docs");
        var group = group("Frontend", docs, web);

        assertThat(group.components()).containsExactly(docs.id(), web.id());
        assertThat(names()).containsExactly("API 1", "Frontend 2", "Docs 1", "Web 2");
        assertThat(groups.list(cast.bob(), cast.page(), ALL)).containsExactly(group);
        assertThat(components.find(cast.bob(), cast.page(), web.id()).group())
                .contains(group.group().id());
        assertThat(components.find(cast.bob(), cast.page(), api.id())).isEqualTo(api);
    }

    @Test
    void aStatusChangeIsHistoryAuditAndEvent() {
        var api = create("API");

        var moved = set(api, PARTIAL_OUTAGE);

        assertThat(moved.status()).isEqualTo(PARTIAL_OUTAGE);
        assertThat(moved.version()).isEqualTo(2);
        assertThat(history(api)).containsExactly("1 operational ended", "2 partial_outage open");
        assertThat(outbox())
                .last()
                .isEqualTo("component.status_changed {\"component_id\":\"" + api.id()
                        + "\",\"old_status\":\"operational\",\"new_status\":\"partial_outage\",\"incident_id\":null}");
        assertThat(audit()).last().isEqualTo("component.status_changed " + api.id());
    }

    @Test
    void theHistoryHasNoGaps() {
        var api = create("API");
        List.of(PARTIAL_OUTAGE, MAJOR_OUTAGE, OPERATIONAL, UNDER_MAINTENANCE).forEach(status -> set(api, status));

        assertThat(strings("""
                select count(*)::text from component_status_history a join component_status_history b
                    on b.component_id = a.component_id and b.seq = a.seq + 1
                 where a.component_id = :page and a.ended_at = b.started_at
                """, api.id().value())).containsExactly("4");
    }

    @Test
    void theSameStatusAgainLeavesNoTrace() {
        var api = create("API");
        int before = outbox().size();

        assertThat(set(api, OPERATIONAL)).isEqualTo(api);
        assertThat(outbox()).hasSize(before);
    }

    @Test
    void aGroupHasTheWorstStatusOfItsComponents() {
        var api = create("API");
        var web = create("Web");
        var group = group("All", api, web);

        set(api, DEGRADED_PERFORMANCE);
        set(web, MAJOR_OUTAGE);
        assertThat(statusOf(group)).isEqualTo(MAJOR_OUTAGE);

        components.delete(cast.alice(), cast.page(), web.id());
        assertThat(statusOf(group)).isEqualTo(DEGRADED_PERFORMANCE);

        set(api, OPERATIONAL);
        assertThat(statusOf(group)).isEqualTo(OPERATIONAL);
    }

    @Test
    void aGroupsStatusCannotBeSet() {
        var group = group("All", create("API"));

        assertInvalid("component.status", () -> set(group.group(), MAJOR_OUTAGE));
    }

    @Test
    void aComponentMovesIntoAGroupAndOutOfIt() {
        var api = create("API");
        var web = create("Web");
        var group = group("Frontend", web);

        move(api, Optional.of(group.group().id()));
        assertThat(names()).containsExactly("Frontend 1", "Web 1", "API 2");

        move(web, Optional.empty());
        assertThat(names()).containsExactly("Frontend 1", "API 1", "Web 2");
        assertInvalid("component.group_id", () -> move(web, Optional.of(api.id())));
    }

    @Test
    void aGroupWhoseLastComponentGoesIsRemoved() {
        var api = create("API");
        var group = group("Alone", api);

        move(api, Optional.empty());

        assertThat(names()).containsExactly("API 1");
        assertThatThrownBy(
                        () -> groups.find(cast.bob(), cast.page(), group.group().id()))
                .isInstanceOf(Problem.NotFound.class);
        assertThat(audit()).contains("component_group.deleted " + group.group().id());
    }

    @Test
    void aDeletedGroupFreesItsComponents() {
        var api = create("API");
        var web = create("Web");
        var group = group("Both", api, web);

        assertThat(groups.delete(cast.alice(), cast.page(), group.group().id())).isEqualTo(group);
        assertThat(names()).containsExactly("API 1", "Web 2");
    }

    @Test
    void aGroupsComponentsAreReplaced() {
        var api = create("API");
        var web = create("Web");
        var docs = create("Docs");
        var group = group("Some", api, web);

        var patch = new GroupPatch(
                ExpectedVersion.any(), Change.to("Others"), Change.keep(), Change.to(List.of(docs.id(), api.id())));
        var patched = groups.patch(cast.alice(), cast.page(), group.group().id(), patch);

        assertThat(patched.components()).containsExactly(docs.id(), api.id());
        assertThat(names()).containsExactly("Others 1", "Docs 1", "API 2", "Web 2");
    }

    @Test
    void aGroupNeedsComponentsOfThisPage() {
        var api = create("API");
        var group = group("One", api);
        var foreign = components.create(cast.mallory(), cast.otherPage(), NewComponent.named("Theirs"));
        var elsewhere =
                components.create(cast.alice(), cast.anotherPage("Other").id(), NewComponent.named("Elsewhere"));

        assertInvalid("component_group.components", () -> group("None"));
        assertInvalid("component_group.components", () -> group("Theirs", foreign));
        assertInvalid("component_group.components", () -> group("Elsewhere", elsewhere));
        assertInvalid("component_group.components", () -> group("Nested", group.group()));
        assertInvalid("component_group.components", () -> group("Twice", api, api));
        assertInvalid("component_group.name", () -> group(" ", api));
    }

    @Test
    void aDeletedComponentIsGoneAndTheOthersCloseUp() {
        var api = create("API");
        create("Web");

        components.delete(cast.alice(), cast.page(), api.id());

        assertThat(names()).containsExactly("Web 1");
        assertThat(history(api)).containsExactly("1 operational ended");
        assertThatThrownBy(() -> components.find(cast.alice(), cast.page(), api.id()))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void aPageHasAtMostElevenHundredComponents() {
        database.change(
                cast.alice(),
                tx -> tx.createUpdate("""
                insert into component (organization_id, page_id, id, is_group, name, status, position, created_at, updated_at)
                select :organizationId, :page, lpad(n::text, 12, '0'), false, 'C' || n, 'operational', n,
                       :now, :now
                  from generate_series(1, 1099) n
                """).bind("page", cast.page().value()).execute());
        create("Last");

        assertInvalid("component", () -> create("Too many"));
        assertThat(components.list(cast.alice(), cast.page(), ALL)).hasSize(1_100);
    }

    @Test
    void onlyWhoMayManagesComponents() {
        var api = create("API");

        assertThatThrownBy(() -> components.create(cast.bob(), cast.page(), NewComponent.named("Bob's")))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> components.delete(cast.carol(), cast.page(), api.id()))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> components.find(cast.carol(), cast.page(), api.id()))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> components.find(cast.mallory(), cast.page(), api.id()))
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> components.find(cast.mallory(), cast.otherPage(), api.id()))
                .isInstanceOf(Problem.NotFound.class);
        assertThat(components
                        .create(cast.apiKey(Permission.MANAGE_COMPONENTS), cast.page(), NewComponent.named("Key's"))
                        .name())
                .isEqualTo("Key's");
    }

    private Component create(String name) {
        return components.create(cast.alice(), cast.page(), NewComponent.named(name));
    }

    private ComponentGroup group(String name, Component... children) {
        var ids = List.of(children).stream().map(Component::id).toList();
        return groups.create(cast.alice(), cast.page(), new NewGroup(name, Optional.empty(), ids));
    }

    private Component set(Component component, ComponentStatus status) {
        return components.patch(cast.alice(), cast.page(), component.id(), ComponentPatch.toStatus(status));
    }

    private void move(Component component, Optional<ComponentId> group) {
        var patch = new ComponentPatch(
                ExpectedVersion.any(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.to(group),
                Change.keep(),
                Change.keep(),
                Change.keep());
        components.patch(cast.alice(), cast.page(), component.id(), patch);
    }

    private ComponentStatus statusOf(ComponentGroup group) {
        return components.find(cast.bob(), cast.page(), group.group().id()).status();
    }

    private List<String> names() {
        return components.list(cast.bob(), cast.page(), ALL).stream()
                .map(component -> component.name() + " " + component.position())
                .toList();
    }

    private List<String> history(Component component) {
        return strings("""
                select seq || ' ' || status || case when ended_at is null then ' open' else ' ended' end
                  from component_status_history where component_id = :page order by seq
                """, component.id().value());
    }

    private List<String> outbox() {
        return strings(
                "select kind || ' ' || payload from outbox where page_id = :page order by page_seq",
                cast.page().value());
    }

    private List<String> audit() {
        return strings(
                "select action || ' ' || subject from audit_entry order by seq",
                cast.page().value());
    }

    private List<String> strings(String sql, String id) {
        return database.read(
                cast.alice(),
                tx -> tx.createQuery(sql).bind("page", id).mapTo(String.class).list());
    }

    private static void assertInvalid(String field, ThrowingCallable verb) {
        assertThatThrownBy(verb)
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        problem -> assertThat(problem.errors())
                                .extracting(Problem.FieldError::field)
                                .containsExactly(field));
    }
}
