package foghorn.publicpage.snapshot;

import foghorn.incident.IncidentImpact;
import foghorn.incident.IncidentStatus;
import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** SQL of the search. It looks through every text of the page, so it may take two seconds and no longer. */
final class SearchRepository {
    private static final int MOST_MILLIS = 2000;
    private static final String CANCELLED = "57014";

    private final Tx tx;

    SearchRepository(Tx tx) {
        this.tx = tx;
    }

    List<HistoryEntry> find(PageId page, Search search, int limit, int offset) {
        tx.createQuery("select set_config('statement_timeout', :millis, true)")
                .bind("millis", Integer.toString(MOST_MILLIS))
                .mapToMap()
                .list();
        try {
            return tx.createQuery("""
                    select i.id, i.name, i.status, i.impact, i.resolved_at, i.updated_at,
                           least(case i.kind when 'scheduled' then coalesce(i.scheduled_for, i.started_at) else i.started_at end,
                                 i.resolved_at) as began_at,
                           (select left(u.body, :length) from incident_update u
                             where u.incident_id = i.id order by u.display_at desc, u.seq desc limit 1) as message
                      from incident i
                     where i.organization_id = :organizationId and i.page_id = :page and i.deleted_at is null
                       and i.status <> 'scheduled'
                       and (:kind = '' or i.kind = :kind)
                       and (:impact = '' or i.impact = :impact)
                       and (:component = '' or exists (
                                select 1 from incident_component c where c.incident_id = i.id and c.component_id = :component))
                       and (:pattern = '' or i.name ilike :pattern or exists (
                                select 1 from incident_update u where u.incident_id = i.id and u.body ilike :pattern)
                            or exists (select 1 from postmortem m where m.incident_id = i.id and m.body ilike :pattern))
                     order by began_at desc, i.id desc
                     limit :limit offset :offset
                    """)
                    .bind("page", page.value())
                    .bind("length", HistoryEntry.LENGTH)
                    .bind(
                            "kind",
                            search.maintenance()
                                    .map(only -> only ? "scheduled" : "realtime")
                                    .orElse(""))
                    .bind("impact", search.impact().map(IncidentImpact::wire).orElse(""))
                    .bind("component", search.componentId().orElse(""))
                    .bind("pattern", pattern(search.words()))
                    .bind("limit", limit)
                    .bind("offset", offset)
                    .map((row, context) -> entry(row))
                    .list();
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLException sql && CANCELLED.equals(sql.getSQLState())) {
                throw new Problem.TooMany("This search takes too long. Please choose other words.", 5);
            }
            throw e;
        }
    }

    private static String pattern(String words) {
        return words.isEmpty()
                ? ""
                : "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    private static HistoryEntry entry(ResultSet row) throws SQLException {
        return new HistoryEntry(
                row.getString("id"),
                row.getString("name"),
                IncidentStatus.parse(row.getString("status")).orElseThrow(),
                IncidentImpact.parse(row.getString("impact")).orElseThrow(),
                row.getObject("began_at", OffsetDateTime.class).toInstant(),
                maybeAt(row),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getString("message")).orElse(""),
                List.of());
    }

    private static Optional<Instant> maybeAt(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getObject("resolved_at", OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }
}
