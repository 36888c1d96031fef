package foghorn.component.uptime;

import foghorn.component.ComponentStatus;
import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** SQL that reads outages out of {@code component_status_history}. */
final class UptimeRepository {
    private final Tx tx;
    private final PageId page;

    UptimeRepository(Tx tx, PageId page) {
        this.tx = tx;
        this.page = page;
    }

    /**
     * A component whose uptime is shown.
     *
     * @param watchedFrom when its history begins
     */
    record Watched(String id, Optional<LocalDate> startDate, Instant watchedFrom) {}

    /** Those of these components whose uptime is shown. */
    List<Watched> watched(Collection<String> ids) {
        return tx.createQuery("""
                select c.id, c.start_date, h.started_at
                  from component c join component_status_history h on h.component_id = c.id and h.seq = 1
                 where c.organization_id = :organizationId and c.page_id = :page and c.id = any(:ids) and c.deleted_at is null
                   and c.showcase and not c.is_group
                """)
                .bind("page", page.value())
                .bindArray("ids", String.class, ids.toArray())
                .map((row, context) -> new Watched(
                        row.getString("id"),
                        Optional.ofNullable(row.getObject("start_date", LocalDate.class)),
                        row.getObject("started_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Outages by component, in the order of time; one that is not over ends now. */
    Map<String, List<Outage>> outages(Collection<String> ids, Instant since) {
        record Row(String componentId, Outage outage) {}
        return tx
                .createQuery("""
                select component_id, started_at, greatest(started_at, coalesce(ended_at, :now)) as ended_at, status
                  from component_status_history
                 where organization_id = :organizationId and page_id = :page and status in ('partial_outage', 'major_outage')
                   and (ended_at is null or ended_at > :since) and component_id = any(:ids)
                 order by component_id, seq
                """)
                .bind("page", page.value())
                .bindArray("ids", String.class, ids.toArray())
                .bind("since", since)
                .map((row, context) -> new Row(row.getString("component_id"), outage(row)))
                .stream()
                .collect(Collectors.groupingBy(
                        Row::componentId, Collectors.mapping(Row::outage, Collectors.toUnmodifiableList())));
    }

    private static Outage outage(ResultSet row) throws SQLException {
        return new Outage(
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getObject("ended_at", OffsetDateTime.class).toInstant(),
                row.getString("status").equals(ComponentStatus.MAJOR_OUTAGE.wire()));
    }
}
