package foghorn.component;

import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import java.util.Map;
import java.util.Optional;

/** SQL for {@code component_status_history}: intervals without gaps, numbered per component, the present one without an end. */
final class StatusHistoryRepository {
    private final Tx tx;
    private final PageId page;

    StatusHistoryRepository(Tx tx, PageId page) {
        this.tx = tx;
        this.page = page;
    }

    /** Begins a component's history. */
    void begin(ComponentId component, ComponentStatus status) {
        tx.createUpdate("""
                insert into component_status_history (organization_id, page_id, component_id, seq, started_at, status)
                values (:organizationId, :page, :component, 1, :now, :status)
                """)
                .bind("page", page.value())
                .bind("component", component.value())
                .bind("status", status.wire())
                .execute();
    }

    /** Ends the present intervals and begins the next ones where they end, also if the clock went back. */
    void move(Map<ComponentId, ComponentStatus> statuses, Optional<String> incidentId) {
        var batch = tx.prepareBatch("""
                with ended as (
                    update component_status_history
                       set ended_at = greatest(started_at, :now)
                     where organization_id = :organizationId
                       and page_id = :page
                       and component_id = :component
                       and ended_at is null
                    returning seq, ended_at
                )
                insert into component_status_history (organization_id, page_id, component_id, seq, started_at, status, incident_id)
                select :organizationId, :page, :component, ended.seq + 1, ended.ended_at, :status, :incident from ended
                """);
        statuses.forEach((component, status) -> tx.row(batch)
                .bind("page", page.value())
                .bind("component", component.value())
                .bind("status", status.wire())
                .bind("incident", incidentId)
                .add());
        batch.execute();
    }

    /** Ends a component's history for good. */
    void end(ComponentId component) {
        tx.createUpdate("""
                update component_status_history
                   set ended_at = greatest(started_at, :now)
                 where organization_id = :organizationId
                   and page_id = :page
                   and component_id = :component
                   and ended_at is null
                """)
                .bind("page", page.value())
                .bind("component", component.value())
                .execute();
    }
}
