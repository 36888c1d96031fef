package foghorn.notification;

import foghorn.incident.IncidentId;
import foghorn.kit.db.Tx;
import foghorn.notification.DirectoryRepository.Place;
import foghorn.subscriber.Audience;
import foghorn.tenant.PageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** SQL of claims: tranches, leases and the deliveries that carry them; lives as long as one transaction. */
final class ClaimRepository {
    private final Tx tx;

    ClaimRepository(Tx tx) {
        this.tx = tx;
    }

    record EventRow(String id, LocalDate month, Instant at, IncidentId incident, boolean cancelled, int lane) {}

    record Tranche(String id, EventRow event, Audience.Range range) {}

    record DeliveryRow(String eventId, LocalDate month, String subscriber, int attempts, Instant createdAt) {}

    /** Locks the next waiting tranche of a page's lane that no other node is claiming. */
    Optional<Tranche> lockTranche(PageId page, String channel, int lane) {
        return tx.createQuery("""
                select t.id, t.from_id, t.to_id, t.expected, t.lane,
                       e.id as event_id, e.event_month, e.event_at, e.incident_id, i.deleted_at is not null as cancelled
                  from tranche t
                  join notification_event e on e.id = t.event_id
                  join incident i on i.id = e.incident_id
                 where t.organization_id = :organizationId and t.page_id = :page and t.channel = :channel and t.lane = :lane
                   and t.state = 'waiting' and t.due_at <= :now and e.paused_at is null
                 order by t.due_at, t.id
                 limit 1
                   for update of t skip locked
                """)
                .bind("page", page.value())
                .bind("channel", channel)
                .bind("lane", lane)
                .map((row, context) -> new Tranche(
                        row.getString("id"),
                        event(row),
                        new Audience.Range(row.getString("from_id"), row.getString("to_id"), row.getInt("expected"))))
                .findOne();
    }

    private static EventRow event(ResultSet row) throws SQLException {
        return new EventRow(
                row.getString("event_id"),
                row.getDate("event_month").toLocalDate(),
                row.getTimestamp("event_at").toInstant(),
                new IncidentId(row.getString("incident_id")),
                row.getBoolean("cancelled"),
                row.getInt("lane"));
    }

    void deleteTranche(String id) {
        tx.createUpdate("delete from tranche where organization_id = :organizationId and id = :id")
                .bind("id", id)
                .execute();
    }

    /** What is left of a tranche after its first subscribers were claimed. */
    void shortenTranche(String id, String afterId) {
        tx.createUpdate("update tranche set from_id = :after where organization_id = :organizationId and id = :id")
                .bind("id", id)
                .bind("after", afterId)
                .execute();
    }

    long nextNumber() {
        return tx.createQuery("select nextval('claim_number')")
                .mapTo(Long.class)
                .one();
    }

    void insertClaim(Place place, long number, String eventId, String channel, String node) {
        tx.createUpdate("""
                insert into claim (organization_id, page_id, claim_no, event_id, channel, node_id, lease_until)
                values (:organizationId, :page, :number, :event, :channel, :node, clock_timestamp() + :lease * interval '1 second')
                """)
                .bind("page", place.page().value())
                .bind("number", number)
                .bind("event", eventId)
                .bind("channel", channel)
                .bind("node", node)
                .bind("lease", Lease.LENGTH.toSeconds())
                .execute();
    }

    /** Inserts deliveries as being sent; whoever has one of the event already is left out. Returns whose were inserted. */
    List<String> insertSending(
            PageId page, EventRow event, String channel, long number, Collection<String> subscribers) {
        return tx.createQuery("""
                insert into delivery (organization_id, page_id, event_month, event_id, subscriber_id, channel, state, claim_no,
                                      created_at)
                select :organizationId, :page, :month, :event, subscriber, :channel, 'sending', :number, :now
                  from unnest(cast(:subscribers as text[])) as subscriber
                on conflict do nothing
                returning subscriber_id
                """)
                .bind("page", page.value())
                .bind("month", event.month())
                .bind("event", event.id())
                .bind("channel", channel)
                .bind("number", number)
                .bindArray("subscribers", String.class, subscribers)
                .mapTo(String.class)
                .list();
    }

    /** Locks due retries of one event of a page: of that event whose retry has been due longest. */
    List<DeliveryRow> lockRetries(PageId page, String channel, int most) {
        return tx.createQuery("""
                with first as (
                    select event_month, event_id from delivery
                     where organization_id = :organizationId and page_id = :page and channel = :channel
                       and state = 'retry' and retry_at <= :now
                     order by retry_at limit 1)
                select d.event_id, d.event_month, d.subscriber_id, d.attempts, d.created_at
                  from delivery d join first using (event_month, event_id)
                 where d.organization_id = :organizationId and d.channel = :channel
                   and d.state = 'retry' and d.retry_at <= :now
                 order by d.retry_at
                 limit :most
                   for update of d skip locked
                """)
                .bind("page", page.value())
                .bind("channel", channel)
                .bind("most", most)
                .map((row, context) -> delivery(row))
                .list();
    }

    boolean isCancelled(String eventId) {
        return tx.createQuery("""
                select i.deleted_at is not null
                  from notification_event e join incident i on i.id = e.incident_id
                 where e.organization_id = :organizationId and e.id = :event
                """).bind("event", eventId).mapTo(Boolean.class).one();
    }

    void markSending(List<DeliveryRow> rows, long number) {
        var batch = tx.prepareBatch("""
                update delivery set state = 'sending', claim_no = :number, retry_at = null
                 where organization_id = :organizationId
                   and event_month = :month and event_id = :event and subscriber_id = :subscriber
                """);
        rows.forEach(row -> bind(tx.row(batch), row).bind("number", number).add());
        if (!rows.isEmpty()) {
            batch.execute();
        }
    }

    void markCancelled(List<DeliveryRow> rows) {
        var batch = tx.prepareBatch("""
                update delivery set state = 'cancelled', retry_at = null, claim_no = null, done_at = :now
                 where organization_id = :organizationId
                   and event_month = :month and event_id = :event and subscriber_id = :subscriber
                """);
        rows.forEach(row -> bind(tx.row(batch), row).add());
        if (!rows.isEmpty()) {
            batch.execute();
        }
    }

    private static org.jdbi.v3.core.statement.PreparedBatch bind(
            org.jdbi.v3.core.statement.PreparedBatch batch, DeliveryRow row) {
        return batch.bind("month", row.month()).bind("event", row.eventId()).bind("subscriber", row.subscriber());
    }

    /** Locks a lost claim and returns its deliveries that are still unrecorded; empty if its node came back or another took it. */
    Optional<List<DeliveryRow>> lockLost(String channel, long number) {
        boolean lost = tx.createQuery("""
                select claim_no from claim
                 where organization_id = :organizationId and claim_no = :number and channel = :channel
                   and lease_until < clock_timestamp() - :grace * interval '1 second'
                   for update skip locked
                """)
                .bind("number", number)
                .bind("channel", channel)
                .bind("grace", Lease.GRACE.toSeconds())
                .mapTo(Long.class)
                .findOne()
                .isPresent();
        if (!lost) {
            return Optional.empty();
        }
        return Optional.of(tx.createQuery("""
                select event_id, event_month, subscriber_id, attempts, created_at from delivery
                 where organization_id = :organizationId and claim_no = :number and state = 'sending'
                   for update
                """)
                .bind("number", number)
                .map((row, context) -> delivery(row))
                .list());
    }

    private static DeliveryRow delivery(ResultSet row) throws SQLException {
        return new DeliveryRow(
                row.getString("event_id"),
                row.getDate("event_month").toLocalDate(),
                row.getString("subscriber_id"),
                row.getInt("attempts"),
                row.getTimestamp("created_at").toInstant());
    }

    void deleteClaim(long number) {
        tx.createUpdate("delete from claim where organization_id = :organizationId and claim_no = :number")
                .bind("number", number)
                .execute();
    }

    /** Renews claims of this node and returns those that it still has. */
    List<Long> renew(String node, Collection<Long> numbers) {
        return tx.createQuery("""
                update claim set lease_until = clock_timestamp() + :lease * interval '1 second'
                 where organization_id = :organizationId and node_id = :node and claim_no = any(:numbers)
                returning claim_no
                """)
                .bind("lease", Lease.LENGTH.toSeconds())
                .bind("node", node)
                .bindArray("numbers", Long.class, numbers)
                .mapTo(Long.class)
                .list();
    }

    /** Ends the lease of a claim, so that any node may take it over at once. */
    void free(String node, String channel, long number) {
        tx.createUpdate("""
                update claim set lease_until = clock_timestamp() - interval '1 hour'
                 where organization_id = :organizationId and node_id = :node and channel = :channel and claim_no = :number
                """)
                .bind("node", node)
                .bind("channel", channel)
                .bind("number", number)
                .execute();
    }
}
