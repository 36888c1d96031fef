package foghorn.component;

import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import java.time.Instant;
import java.util.List;
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

    /**
     * Puts these intervals in the place of the only one that a component has, which must have the status of the last of them and begin
     * later than they do; false if it has another history.
     */
    boolean replace(ComponentId component, List<Interval> intervals) {
        int replaced = tx.createUpdate("""
                delete from component_status_history h
                 where h.organization_id = :organizationId
                   and h.page_id = :page
                   and h.component_id = :component
                   and h.seq = 1
                   and h.ended_at is null
                   and h.status = :status
                   and h.started_at > :from
                """)
                .bind("page", page.value())
                .bind("component", component.value())
                .bind("status", intervals.getLast().status().wire())
                .bind("from", intervals.getFirst().from())
                .execute();
        if (replaced == 0) {
            return false;
        }
        var batch = tx.prepareBatch("""
                insert into component_status_history (organization_id, page_id, component_id, seq, started_at, ended_at, status,
                                                      incident_id)
                values (:organizationId, :page, :component, :seq, :from, cast(:until as timestamptz), :status, :incident)
                """);
        for (int i = 0; i < intervals.size(); i++) {
            var interval = intervals.get(i);
            tx.row(batch)
                    .bind("page", page.value())
                    .bind("component", component.value())
                    .bind("seq", i + 1)
                    .bind("from", interval.from())
                    .bind(
                            "until",
                            i + 1 < intervals.size() ? intervals.get(i + 1).from() : null)
                    .bind("status", interval.status().wire())
                    .bind("incident", interval.incidentId())
                    .add();
        }
        batch.execute();
        return true;
    }

    /** @param incidentId what brought the status */
    record Interval(Instant from, ComponentStatus status, Optional<String> incidentId) {}

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
