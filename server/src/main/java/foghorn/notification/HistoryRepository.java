package foghorn.notification;

import foghorn.kit.db.Tx;
import foghorn.subscriber.SubscriberId;
import foghorn.tenant.PageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** SQL that reads one subscriber's deliveries; lives as long as one transaction. */
final class HistoryRepository {
    /** How many of the page's events are looked through at once: the ledger is found by event, not by subscriber. */
    static final int EVENTS = 1_000;
    /** Before it stands every event. */
    static final long NEWEST = Long.MAX_VALUE;

    private final Tx tx;

    HistoryRepository(Tx tx) {
        this.tx = tx;
    }

    record Row(Optional<String> about, Notice.Kind kind, DeliveryState state, Instant at, Optional<Instant> doneAt) {}

    /** What somebody was sent of the newest events before this one, which are looked through. */
    List<Row> of(PageId page, SubscriberId subscriber, long before, int most) {
        return tx.createQuery("""
                with event as (
                    select id, kind, page_seq, event_at, event_month, incident_id, component_id
                      from notification_event
                     where organization_id = :organizationId and page_id = :page and page_seq < :before
                     order by page_seq desc limit :events)
                select coalesce(i.name, c.name) as about, e.kind, e.event_at,
                       case when d.first_sent_at is null then coalesce(d.state, 'sending') else 'sent' end as state,
                       coalesce(d.first_sent_at, d.done_at) as done_at
                  from event e
                  left join delivery d on d.event_month = e.event_month and d.event_id = e.id and d.subscriber_id = :subscriber
                  left join delivery_begun b on b.event_id = e.id and b.subscriber_id = :subscriber
                  left join incident i on i.id = e.incident_id and i.deleted_at is null
                  left join component c on c.id = e.component_id and c.deleted_at is null
                 where coalesce(d.organization_id, b.organization_id) = :organizationId
                 order by e.page_seq desc
                 limit :most
                """)
                .bind("page", page.value())
                .bind("subscriber", subscriber.value())
                .bind("before", before)
                .bind("events", EVENTS)
                .bind("most", most)
                .map((row, context) -> row(row))
                .list();
    }

    /** The oldest of the events that are looked through before this one; empty if there is none. */
    Optional<Long> reached(PageId page, long before) {
        return tx.createQuery("""
                select min(page_seq) from (
                    select page_seq from notification_event
                     where organization_id = :organizationId and page_id = :page and page_seq < :before
                     order by page_seq desc limit :events) event
                having count(*) > 0
                """)
                .bind("page", page.value())
                .bind("before", before)
                .bind("events", EVENTS)
                .mapTo(Long.class)
                .findOne();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                Optional.ofNullable(row.getString("about")),
                Notice.Kind.of(row.getString("kind")),
                DeliveryState.of(row.getString("state")),
                row.getTimestamp("event_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("done_at")).map(Timestamp::toInstant));
    }
}
