package foghorn.notification.team;

import foghorn.incident.ReminderIntervals;
import foghorn.kit.db.Tx;
import foghorn.notification.team.Unfinished.Kind;
import foghorn.tenant.PageId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SQL that finds what a page has unfinished; lives as long as one transaction. */
final class UnfinishedRepository {
    /** How long before a maintenance the team is reminded. Source: contract/behaviours.md, section 5. */
    static final Duration BEFORE_MAINTENANCE = Duration.ofHours(3);

    private final Tx tx;
    private final PageId page;

    UnfinishedRepository(Tx tx, PageId page) {
        this.tx = tx;
        this.page = page;
    }

    /**
     * Something unfinished.
     *
     * @param changedAt since when it has been so, or planned so: what was due before is not made up for
     */
    record Found(Unfinished unfinished, Instant changedAt) {}

    List<Found> all() {
        var all = new ArrayList<Found>();
        all.addAll(incidents());
        all.addAll(maintenances());
        all.addAll(components());
        return all;
    }

    private List<Found> incidents() {
        return tx.createQuery("""
                select id, started_at, reminder_intervals, updated_at from incident
                 where organization_id = :organizationId
                   and page_id = :page
                   and kind = 'realtime'
                   and status not in ('resolved', 'completed')
                   and deleted_at is null
                   and not backfilled
                """)
                .bind("page", page.value())
                .map((row, context) -> new Found(
                        new Unfinished(
                                Kind.INCIDENT,
                                row.getString("id"),
                                row.getTimestamp("started_at").toInstant(),
                                hours(row.getString("reminder_intervals"))),
                        row.getTimestamp("updated_at").toInstant()))
                .list();
    }

    private static List<Integer> hours(@Nullable String intervals) {
        return Optional.ofNullable(intervals)
                .map(text -> new ReminderIntervals(text).hours())
                .orElse(ReminderIntervals.USUAL_HOURS);
    }

    private List<Found> maintenances() {
        return tx.createQuery("""
                select id, scheduled_for, updated_at from incident
                 where organization_id = :organizationId
                   and page_id = :page
                   and status = 'scheduled'
                   and deleted_at is null
                """)
                .bind("page", page.value())
                .map((row, context) -> new Found(
                        new Unfinished(
                                Kind.MAINTENANCE,
                                row.getString("id"),
                                row.getTimestamp("scheduled_for").toInstant().minus(BEFORE_MAINTENANCE),
                                List.of(0)),
                        row.getTimestamp("updated_at").toInstant()))
                .list();
    }

    private List<Found> components() {
        return tx.createQuery("""
                select c.id, min(h.started_at) as since
                  from component c
                  join component_status_history h on h.organization_id = c.organization_id
                                                 and h.page_id = c.page_id
                                                 and h.component_id = c.id
                 where c.organization_id = :organizationId
                   and c.page_id = :page
                   and c.deleted_at is null
                   and not c.is_group
                   and c.status <> 'operational'
                   and h.seq > coalesce((select max(o.seq) from component_status_history o
                                          where o.organization_id = c.organization_id
                                            and o.page_id = c.page_id
                                            and o.component_id = c.id
                                            and o.status = 'operational'), 0)
                   and not (c.status = 'under_maintenance'
                            and exists (select 1 from incident_component a
                                          join incident i on i.organization_id = a.organization_id
                                                         and i.page_id = a.page_id
                                                         and i.id = a.incident_id
                                         where a.organization_id = c.organization_id
                                           and a.page_id = c.page_id
                                           and a.component_id = c.id
                                           and i.status in ('in_progress', 'verifying')
                                           and i.deleted_at is null))
                 group by c.id
                """)
                .bind("page", page.value())
                .map((row, context) -> new Found(
                        new Unfinished(
                                Kind.COMPONENT,
                                row.getString("id"),
                                row.getTimestamp("since").toInstant(),
                                ReminderIntervals.USUAL_HOURS),
                        row.getTimestamp("since").toInstant()))
                .list();
    }
}
