package foghorn.subscriber;

import foghorn.component.ComponentId;
import foghorn.incident.IncidentId;
import foghorn.kit.db.Tx;
import foghorn.kit.id.Ids;
import foghorn.tenant.PageId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** SQL for {@code subscriber_scope} of one page; lives as long as one transaction. */
final class ScopeRepository {
    private final Tx tx;
    private final PageId page;

    ScopeRepository(Tx tx, PageId page) {
        this.tx = tx;
        this.page = page;
    }

    private record Row(Optional<String> component, Optional<String> incident) {}

    Scope find(String subscriber) {
        var components = new HashSet<ComponentId>();
        var incidents = new HashSet<IncidentId>();
        tx.createQuery("""
                select component_id, incident_id from subscriber_scope
                 where organization_id = :organizationId and page_id = :page and subscriber_id = :subscriber
                """)
                .bind("page", page.value())
                .bind("subscriber", subscriber)
                .map((row, context) -> new Row(
                        Optional.ofNullable(row.getString("component_id")),
                        Optional.ofNullable(row.getString("incident_id"))))
                .forEach(row -> {
                    row.component().map(ComponentId::new).ifPresent(components::add);
                    row.incident().map(IncidentId::new).ifPresent(incidents::add);
                });
        return new Scope(components, incidents);
    }

    /** What these ids name on the page, groups first and incidents last; what was deleted is missing. */
    List<Followed> named(Collection<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return tx.createQuery("""
                select id, kind, name, is_over
                  from (select c.id, case when c.is_group then 'GROUP' else 'COMPONENT' end as kind, false as is_over,
                               case when p.name is null then c.name else p.name || ' - ' || c.name end as name
                          from component c left join component p on p.id = c.parent_id
                         where c.organization_id = :organizationId and c.page_id = :page and c.id = any(cast(:ids as text[]))
                           and c.deleted_at is null
                        union all
                        select i.id, 'INCIDENT', i.resolved_at is not null, i.name
                          from incident i
                         where i.organization_id = :organizationId and i.page_id = :page and i.id = any(cast(:ids as text[]))
                           and i.deleted_at is null) as named
                 order by array_position(array['GROUP', 'COMPONENT', 'INCIDENT'], kind), name, id
                """)
                .bind("page", page.value())
                .bindArray("ids", String.class, ids)
                .map((row, context) -> new Followed(
                        Followed.Kind.valueOf(row.getString("kind")),
                        row.getString("id"),
                        row.getString("name"),
                        row.getBoolean("is_over")))
                .list();
    }

    /** Puts this in the place of whatever was followed. */
    void replace(String subscriber, Scope scope) {
        tx.createUpdate("""
                delete from subscriber_scope
                 where organization_id = :organizationId and page_id = :page and subscriber_id = :subscriber
                """)
                .bind("page", page.value())
                .bind("subscriber", subscriber)
                .execute();
        add(subscriber, scope);
    }

    /** What is followed already must not be among it. */
    void add(String subscriber, Scope scope) {
        if (scope.isEverything()) {
            return;
        }
        var batch = tx.prepareBatch("""
                insert into subscriber_scope (organization_id, page_id, id, subscriber_id, component_id, incident_id)
                values (:organizationId, :page, :id, :subscriber, :component, :incident)
                """);
        scope.components().forEach(id -> row(batch, subscriber, id.value(), null));
        scope.incidents().forEach(id -> row(batch, subscriber, null, id.value()));
        batch.execute();
    }

    private void row(PreparedBatch batch, String subscriber, @Nullable String component, @Nullable String incident) {
        tx.row(batch)
                .bind("page", page.value())
                .bind("id", Ids.next())
                .bind("subscriber", subscriber)
                .bind("component", component)
                .bind("incident", incident)
                .add();
    }
}
