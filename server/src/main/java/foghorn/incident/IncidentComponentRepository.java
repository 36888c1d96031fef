package foghorn.incident;

import foghorn.component.ComponentId;
import foghorn.component.ComponentStatus;
import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** SQL for {@code incident_component}: which components an incident affects, and the worst each came to. */
final class IncidentComponentRepository {
    private final Tx tx;
    private final PageId page;

    IncidentComponentRepository(Tx tx, PageId page) {
        this.tx = tx;
        this.page = page;
    }

    /** The affected components and the worst status of each. */
    Map<ComponentId, ComponentStatus> worst(IncidentId incident) {
        var worst = new LinkedHashMap<ComponentId, ComponentStatus>();
        tx.createQuery("""
                select component_id, worst_status from incident_component
                 where organization_id = :organizationId
                   and page_id = :page
                   and incident_id = :incident
                 order by component_id
                """)
                .bind("page", page.value())
                .bind("incident", incident.value())
                .map((row, context) -> Map.entry(
                        new ComponentId(row.getString("component_id")),
                        ComponentStatus.parse(row.getString("worst_status")).orElseThrow()))
                .forEach(entry -> worst.put(entry.getKey(), entry.getValue()));
        return worst;
    }

    /** The affected components of each of these incidents. */
    Map<IncidentId, List<ComponentId>> ofIncidents(Collection<IncidentId> incidents) {
        var components = new LinkedHashMap<IncidentId, List<ComponentId>>();
        tx.createQuery("""
                select incident_id, component_id from incident_component
                 where organization_id = :organizationId
                   and page_id = :page
                   and incident_id = any(:ids)
                """)
                .bind("page", page.value())
                .bindArray(
                        "ids",
                        String.class,
                        incidents.stream().map(IncidentId::value).toList())
                .map((row, context) -> Map.entry(
                        new IncidentId(row.getString("incident_id")), new ComponentId(row.getString("component_id"))))
                .forEach(entry -> components
                        .computeIfAbsent(entry.getKey(), id -> new ArrayList<>())
                        .add(entry.getValue()));
        return components;
    }

    /** Those of its components that another incident or maintenance, which runs now, affects too. */
    Set<ComponentId> sharedWithRunning(IncidentId incident) {
        return tx
                .createQuery("""
                select mine.component_id
                  from incident_component mine
                 where mine.organization_id = :organizationId
                   and mine.page_id = :page
                   and mine.incident_id = :incident
                   and exists (select 1
                                 from incident_component its
                                 join incident other on other.organization_id = its.organization_id
                                                    and other.page_id = its.page_id
                                                    and other.id = its.incident_id
                                where its.organization_id = mine.organization_id
                                  and its.page_id = mine.page_id
                                  and its.component_id = mine.component_id
                                  and other.id <> mine.incident_id
                                  and other.deleted_at is null
                                  and other.status not in ('scheduled', 'resolved', 'completed'))
                """)
                .bind("page", page.value())
                .bind("incident", incident.value())
                .mapTo(String.class)
                .stream()
                .map(ComponentId::new)
                .collect(Collectors.toSet());
    }

    /** Makes these the incident's components, and no others. */
    void replace(IncidentId incident, Map<ComponentId, ComponentStatus> worst) {
        tx.createUpdate("""
                delete from incident_component
                 where organization_id = :organizationId
                   and page_id = :page
                   and incident_id = :incident
                   and component_id <> all(:kept)
                """)
                .bind("page", page.value())
                .bind("incident", incident.value())
                .bindArray(
                        "kept",
                        String.class,
                        worst.keySet().stream().map(ComponentId::value).toList())
                .execute();
        if (worst.isEmpty()) {
            return;
        }
        var batch = tx.prepareBatch("""
                insert into incident_component (organization_id, page_id, incident_id, component_id, worst_status)
                values (:organizationId, :page, :incident, :component, :worst)
                on conflict (incident_id, component_id) do update set worst_status = excluded.worst_status
                """);
        worst.forEach((component, status) -> tx.row(batch)
                .bind("page", page.value())
                .bind("incident", incident.value())
                .bind("component", component.value())
                .bind("worst", status.wire())
                .add());
        batch.execute();
    }
}
