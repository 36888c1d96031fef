package foghorn.incident;

import foghorn.kit.db.Paging;
import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** SQL of the search in incidents. It looks through the words of one page, and may take two seconds and no longer. */
final class IncidentSearchRepository {
    private static final int MOST_MILLIS = 2000;
    private static final String CANCELLED = "57014";

    private final Tx tx;
    private final PageId page;

    IncidentSearchRepository(Tx tx, PageId page) {
        this.tx = tx;
        this.page = page;
    }

    /** Incidents and maintenances in whose name, status, updates and published postmortem all the words are, newest first. */
    List<IncidentId> find(SearchWords words, Paging paging) {
        if (words.isEmpty()) {
            return List.of();
        }
        tx.createQuery("select set_config('statement_timeout', :millis, true)")
                .bind("millis", Integer.toString(MOST_MILLIS))
                .mapToMap()
                .list();
        try {
            return tx.createQuery("""
                    with hit as materialized (
                        select id as incident_id, words from incident
                         where organization_id = :organizationId and page_id = :page and deleted_at is null
                           and words @@ cast(:any as tsquery)
                        union all
                        select incident_id, words from incident_update
                         where organization_id = :organizationId and page_id = :page and words @@ cast(:any as tsquery)
                        union all
                        select incident_id, words from postmortem
                         where organization_id = :organizationId and page_id = :page and words @@ cast(:any as tsquery)),
                    found as (
                        select h.incident_id
                          from hit h join unnest(cast(:each as text[])) as wanted (word) on h.words @@ cast(wanted.word as tsquery)
                         group by h.incident_id
                        having count(distinct wanted.word) = :count)
                    select i.id from incident i join found f on f.incident_id = i.id
                     where i.organization_id = :organizationId and i.page_id = :page and i.deleted_at is null
                     order by i.created_at desc, i.id desc
                     limit :limit offset :offset
                    """)
                    .bind("page", page.value())
                    .bind("any", words.any())
                    .bindArray("each", String.class, words.queries())
                    .bind("count", words.words().size())
                    .bind("limit", paging.limit())
                    .bind("offset", paging.offset())
                    .mapTo(String.class)
                    .map(IncidentId::new)
                    .list();
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLException sql && CANCELLED.equals(sql.getSQLState())) {
                throw new Problem.TooMany("This search takes too long. Please choose other words.", 5);
            }
            throw e;
        }
    }
}
