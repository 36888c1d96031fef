package foghorn.incident;

import foghorn.component.ComponentId;
import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** SQL that finds what touched components in a span of time. */
final class UptimeEventRepository {
    private final Tx tx;
    private final PageId page;

    UptimeEventRepository(Tx tx, PageId page) {
        this.tx = tx;
        this.page = page;
    }

    /** Incidents and maintenances that had begun before {@code until} and were not over at {@code from}, by component, latest first. */
    Map<ComponentId, List<IncidentId>> touching(Collection<ComponentId> components, Instant from, Instant until) {
        record Row(ComponentId component, IncidentId incident) {}
        return tx
                .createQuery("""
                select c.component_id, i.id, least(coalesce(i.scheduled_for, i.started_at), i.resolved_at) as began_at
                  from incident_component c join incident i on i.id = c.incident_id
                 where c.organization_id = :organizationId and c.page_id = :page and c.component_id = any(:components)
                   and i.deleted_at is null and i.status <> 'scheduled'
                   and least(coalesce(i.scheduled_for, i.started_at), i.resolved_at) < :until
                   and (i.resolved_at is null or i.resolved_at >= :from)
                 order by began_at desc, i.id desc
                """)
                .bind("page", page.value())
                .bindArray(
                        "components",
                        String.class,
                        components.stream().map(ComponentId::value).toArray())
                .bind("from", from)
                .bind("until", until)
                .map((row, context) ->
                        new Row(new ComponentId(row.getString("component_id")), new IncidentId(row.getString("id"))))
                .stream()
                .collect(Collectors.groupingBy(
                        Row::component, Collectors.mapping(Row::incident, Collectors.toUnmodifiableList())));
    }
}
