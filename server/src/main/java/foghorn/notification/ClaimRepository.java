package foghorn.notification;

import foghorn.component.ComponentId;
import foghorn.incident.IncidentId;
import foghorn.kit.db.Tx;
import foghorn.subscriber.Audience;
import foghorn.subscriber.Recipient;
import foghorn.tenant.PageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** SQL of claims: tranches, leases and the deliveries that carry them; lives as long as one transaction. */
final class ClaimRepository {
    private final Tx tx;

    ClaimRepository(Tx tx) {
        this.tx = tx;
    }

    /**
     * An event, as far as claiming is concerned.
     *
     * @param seq the page's sequence number, which is the order of events
     * @param cancelled its incident was deleted
     * @param superseded a newer event of the incident has made it needless
     */
    record EventRow(
            String id,
            LocalDate month,
            Instant at,
            long seq,
            Optional<IncidentId> incident,
            Optional<ComponentId> component,
            boolean cancelled,
            boolean superseded) {}

    record Tranche(String id, EventRow event, Audience.Range range) {}

    /**
     * A delivery that is not over.
     *
     * @param isFirst it has no row: its claim alone names it
     */
    record DeliveryRow(
            String eventId, LocalDate month, String subscriber, int attempts, Instant since, boolean isFirst) {}

    /** Locks the next waiting tranches of a page's lane, as far as no other node is claiming them. */
    List<Tranche> lockTranches(PageId page, String channel, int lane, int most) {
        return lockTranches(page, channel, lane, most, "");
    }

    /** As above, but of the page's earliest event alone that has any: also while other nodes are claiming all that it has. */
    List<Tranche> lockTranchesInOrder(PageId page, String channel, int lane, int most) {
        return lockTranches(page, channel, lane, most, """
                       and t.page_seq = (select min(o.page_seq) from tranche o
                                          where o.organization_id = :organizationId and o.page_id = :page
                                            and o.channel = :channel and o.lane = :lane and o.state = 'waiting')
                """);
    }

    /**
     * Asked so that tranches are read in the order of the index until there are enough, whatever the statistics say of a table that is
     * empty most of the time: with a join all that wait are read and sorted each time.
     */
    private List<Tranche> lockTranches(PageId page, String channel, int lane, int most, String condition) {
        return tx.createQuery("""
                with next as materialized (
                    select t.id, t.event_id, t.from_id, t.to_id, t.expected, t.page_seq
                      from tranche t
                     where t.organization_id = :organizationId and t.page_id = :page and t.channel = :channel and t.lane = :lane
                       and t.state = 'waiting' and t.due_at <= :now
                       and (select e.paused_at is null from notification_event e where e.id = t.event_id)
                %s
                     order by t.page_seq, t.from_id
                     limit :most
                       for update skip locked)
                select t.id, t.from_id, t.to_id, t.expected,
                       e.id as event_id, e.event_month, e.event_at, e.page_seq, e.incident_id, e.component_id,
                       coalesce(i.deleted_at is not null, false) as cancelled, e.superseded_by is not null as superseded
                  from next t
                  join notification_event e on e.id = t.event_id
                  left join incident i on i.id = e.incident_id
                 order by t.page_seq, t.from_id
                """.formatted(condition))
                .bind("page", page.value())
                .bind("channel", channel)
                .bind("lane", lane)
                .bind("most", most)
                .map((row, context) -> new Tranche(
                        row.getString("id"),
                        event(row),
                        new Audience.Range(row.getString("from_id"), row.getString("to_id"), row.getInt("expected"))))
                .list();
    }

    private static EventRow event(ResultSet row) throws SQLException {
        return new EventRow(
                row.getString("event_id"),
                row.getDate("event_month").toLocalDate(),
                row.getTimestamp("event_at").toInstant(),
                row.getLong("page_seq"),
                Optional.ofNullable(row.getString("incident_id")).map(IncidentId::new),
                Optional.ofNullable(row.getString("component_id")).map(ComponentId::new),
                row.getBoolean("cancelled"),
                row.getBoolean("superseded"));
    }

    void deleteTranches(Collection<String> ids) {
        tx.createUpdate(
                        "delete from tranche where organization_id = :organizationId and id = any(cast(:ids as text[]))")
                .bindArray("ids", String.class, ids)
                .execute();
    }

    /** What is left of a tranche after its first subscribers were claimed. */
    void shortenTranche(String id, String afterId) {
        tx.createUpdate("update tranche set from_id = :after where organization_id = :organizationId and id = :id")
                .bind("id", id)
                .bind("after", afterId)
                .execute();
    }

    List<Long> nextNumbers(int count) {
        return tx.createQuery("select nextval('claim_number') from generate_series(1, :count)")
                .bind("count", count)
                .mapTo(Long.class)
                .list();
    }

    /**
     * Inserts claims of deliveries.
     *
     * @param claimed by the claim's number, whose deliveries are claimed; at least one each
     * @param firstAt of deliveries that have no rows yet, when they became due; of others nothing
     */
    void insertClaims(
            Lease.Holder holder, String eventId, Map<Long, List<Recipient>> claimed, Optional<Instant> firstAt) {
        var first = new ArrayList<String>(claimed.size());
        var last = new ArrayList<String>(claimed.size());
        var all = new ArrayList<String>(claimed.size());
        for (var recipients : claimed.values()) {
            var ids = recipients.stream()
                    .map(recipient -> recipient.id().value())
                    .sorted()
                    .toList();
            first.add(ids.getFirst());
            last.add(ids.getLast());
            all.add(String.join(" ", ids));
        }
        tx.createUpdate("""
                insert into claim (organization_id, page_id, claim_no, event_id, from_id, to_id, made_at, subscribers, channel,
                                   node_id, lease_until)
                select :organizationId, :page, c.number, :event, c.first_id, c.last_id, cast(:firstAt as timestamptz),
                       case when cast(:firstAt as timestamptz) is not null then string_to_array(c.subscribers, ' ') end,
                       :channel, :node, clock_timestamp() + :lease * interval '1 second'
                  from unnest(cast(:numbers as bigint[]), cast(:first as text[]), cast(:last as text[]), cast(:all as text[]))
                       as c (number, first_id, last_id, subscribers)
                """)
                .bind("page", holder.place().page().value())
                .bindArray("numbers", Long.class, claimed.keySet())
                .bind("event", eventId)
                .bindArray("first", String.class, first)
                .bindArray("last", String.class, last)
                .bindArray("all", String.class, all)
                .bind("firstAt", firstAt.orElse(null))
                .bind("channel", holder.channel())
                .bind("node", holder.node())
                .bind("lease", Lease.LENGTH.toSeconds())
                .execute();
    }

    /** New deliveries of one event on one channel. */
    record Batch(PageId page, EventRow event, String channel) {}

    /** Inserts deliveries that wait for an earlier one to the same subscriber. */
    void insertBehind(Batch batch, Collection<String> subscribers) {
        insert(batch, "'retry', :seq, null", subscribers);
    }

    /** Inserts deliveries that a newer event has made needless. */
    void insertSuperseded(Batch batch, Collection<String> subscribers) {
        insert(batch, "'superseded', null, :now", subscribers);
    }

    /** @param state with the place in the order, and the end */
    private void insert(Batch batch, String state, Collection<String> subscribers) {
        tx.createUpdate("""
                insert into delivery (organization_id, page_id, event_month, event_id, subscriber_id, channel, created_at,
                                      state, in_order, done_at)
                select :organizationId, :page, :month, :event, d.subscriber, :channel, :now, %s
                  from unnest(cast(:subscribers as text[])) as d (subscriber)
                on conflict do nothing
                """.formatted(state))
                .bind("page", batch.page().value())
                .bind("month", batch.event().month())
                .bind("event", batch.event().id())
                .bind("channel", batch.channel())
                .bind("seq", batch.event().seq())
                .bindArray("subscribers", String.class, subscribers)
                .execute();
    }

    /** Locks due retries of one event of a page: of that event whose retry has been due longest. */
    List<DeliveryRow> lockRetries(PageId page, String channel, int most) {
        return tx.createQuery("""
                with first as (
                    select e.event_month, r.event_id
                      from directory_due_retry_events(:channel, :now) r join notification_event e on e.id = r.event_id
                     where r.organization_id = :organizationId and r.page_id = :page
                     order by r.due_at limit 1)
                select d.event_id, d.event_month, d.subscriber_id, d.attempts, coalesce(d.retry_from, d.created_at) as since,
                       false as first
                  from delivery d
                 where d.organization_id = :organizationId and d.channel = :channel
                   and d.event_month = (select event_month from first) and d.event_id = (select event_id from first)
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

    /** How an event stands that was claimed before. */
    record Standing(boolean cancelled, boolean superseded) {}

    Standing standing(String eventId) {
        return tx.createQuery("""
                select coalesce(i.deleted_at is not null, false) as cancelled, e.superseded_by is not null as superseded
                  from notification_event e left join incident i on i.id = e.incident_id
                 where e.organization_id = :organizationId and e.id = :event
                """)
                .bind("event", eventId)
                .map((row, context) -> new Standing(row.getBoolean("cancelled"), row.getBoolean("superseded")))
                .one();
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

    /** Ends deliveries that are not to be made any more; those that had no row get theirs now, and what has arrived before stays so. */
    void markOver(Lease.Holder holder, List<DeliveryRow> rows, DeliveryState state) {
        var batch = tx.prepareBatch("""
                insert into delivery (organization_id, page_id, event_month, event_id, subscriber_id, channel, created_at, state, done_at)
                values (:organizationId, :page, :month, :event, :subscriber, :channel, :since, :state, :now)
                on conflict (event_month, event_id, subscriber_id) do update
                   set state = case when delivery.first_sent_at is null then excluded.state else 'sent' end,
                       retry_at = null, in_order = null, claim_no = null, done_at = excluded.done_at
                """);
        for (var row : rows) {
            bind(tx.row(batch), row)
                    .bind("page", holder.place().page().value())
                    .bind("channel", holder.channel())
                    .bind("since", row.since())
                    .bind("state", state.wire())
                    .add();
        }
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
        var rows = tx.createQuery("""
                select event_id, event_month, subscriber_id, 0 as attempts, created_at as since, true as first
                  from delivery_begun
                 where organization_id = :organizationId and claim_no = :number
                """)
                .bind("number", number)
                .map((row, context) -> delivery(row))
                .list();
        return Optional.of(rows.isEmpty() ? lockClaimed(number) : rows);
    }

    private List<DeliveryRow> lockClaimed(long number) {
        return tx.createQuery("""
                select d.event_id, d.event_month, d.subscriber_id, d.attempts, coalesce(d.retry_from, d.created_at) as since,
                       false as first
                  from claim c
                  join notification_event e on e.id = c.event_id
                  join delivery d on d.event_month = e.event_month and d.event_id = e.id
                   and d.subscriber_id between c.from_id and c.to_id
                 where c.organization_id = :organizationId and c.claim_no = :number
                   and d.claim_no = c.claim_no and d.state = 'sending'
                   for update of d
                """)
                .bind("number", number)
                .map((row, context) -> delivery(row))
                .list();
    }

    private static DeliveryRow delivery(ResultSet row) throws SQLException {
        return new DeliveryRow(
                row.getString("event_id"),
                row.getDate("event_month").toLocalDate(),
                row.getString("subscriber_id"),
                row.getInt("attempts"),
                row.getTimestamp("since").toInstant(),
                row.getBoolean("first"));
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
