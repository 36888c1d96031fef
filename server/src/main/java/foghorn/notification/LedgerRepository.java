package foghorn.notification;

import foghorn.incident.IncidentId;
import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** SQL that reads the ledger; lives as long as one transaction. */
final class LedgerRepository {
    private final Tx tx;

    LedgerRepository(Tx tx) {
        this.tx = tx;
    }

    record Row(
            String event,
            String subscriber,
            String channel,
            DeliveryState state,
            int attempts,
            Instant createdAt,
            Optional<Instant> retryAt,
            Optional<Instant> doneAt,
            Optional<String> code,
            Optional<byte[]> error) {}

    private record Count(
            String event,
            String channel,
            DeliveryState state,
            long count,
            Optional<Instant> first,
            Optional<Instant> median,
            Optional<Instant> last) {}

    private record Waiting(String event, String channel, long count) {}

    boolean hasIncident(PageId page, IncidentId incident) {
        return tx.createQuery("""
                select exists (select from incident
                                where organization_id = :organizationId and page_id = :page and id = :incident
                                  and deleted_at is null)
                """)
                .bind("page", page.value())
                .bind("incident", incident.value())
                .mapTo(Boolean.class)
                .one();
    }

    boolean hasEvent(PageId page, Ledger.NoticeOf notice) {
        return tx.createQuery("""
                select exists (select from notification_event
                                where organization_id = :organizationId and page_id = :page and incident_id = :incident
                                  and id = :event)
                """)
                .bind("page", page.value())
                .bind("incident", notice.incident().value())
                .bind("event", notice.eventId())
                .mapTo(Boolean.class)
                .one();
    }

    List<Ledger.Event> events(PageId page, IncidentId incident) {
        var counts = counts(page, incident).stream().collect(Collectors.groupingBy(Count::event));
        var waiting = waiting(incident).stream().collect(Collectors.groupingBy(Waiting::event));
        return tx.createQuery("""
                select e.id, e.kind, e.incident_update_id, e.event_at, e.paused_at is not null as paused,
                       e.superseded_by is not null as superseded
                  from notification_event e
                 where e.organization_id = :organizationId and e.page_id = :page and e.incident_id = :incident
                 order by e.page_seq desc
                """)
                .bind("page", page.value())
                .bind("incident", incident.value())
                .map((row, context) -> event(
                        row,
                        channels(
                                counts.getOrDefault(row.getString("id"), List.of()),
                                waiting.getOrDefault(row.getString("id"), List.of()))))
                .list();
    }

    private List<Waiting> waiting(IncidentId incident) {
        return tx.createQuery("""
                select t.event_id, t.channel, sum(t.expected) as count
                  from tranche t join notification_event e on e.id = t.event_id
                 where e.organization_id = :organizationId and e.incident_id = :incident and t.state in ('waiting', 'paused')
                 group by t.event_id, t.channel
                """)
                .bind("incident", incident.value())
                .map((row, context) ->
                        new Waiting(row.getString("event_id"), row.getString("channel"), row.getLong("count")))
                .list();
    }

    /** Whether the relay has yet to read something to be told of this incident. */
    boolean isBeginning(PageId page, IncidentId incident) {
        return tx.createQuery("""
                select exists (select from outbox
                                where organization_id = :organizationId and page_id = :page
                                  and page_seq > coalesce((select page_seq from consumer_cursor
                                                            where page_id = :page and consumer = :consumer), 0)
                                  and payload ->> 'incident_id' = :incident and payload ->> 'notify' = 'true')
                """)
                .bind("page", page.value())
                .bind("consumer", EventRepository.CONSUMER)
                .bind("incident", incident.value())
                .mapTo(Boolean.class)
                .one();
    }

    private List<Count> counts(PageId page, IncidentId incident) {
        return tx.createQuery("""
                select d.event_id, d.channel, d.state, count(*) as count,
                       min(d.done_at) filter (where d.state = 'sent') as first_at,
                       percentile_disc(0.5) within group (order by d.done_at) filter (where d.state = 'sent') as median_at,
                       max(d.done_at) filter (where d.state = 'sent') as last_at
                  from notification_event e
                  join delivery d on d.event_month = e.event_month and d.event_id = e.id
                 where e.organization_id = :organizationId and e.page_id = :page and e.incident_id = :incident
                 group by d.event_id, d.channel, d.state
                union all
                select b.event_id, b.channel, 'sending', count(*), null, null, null
                  from notification_event e
                  join delivery_begun b on b.event_id = e.id
                 where e.organization_id = :organizationId and e.page_id = :page and e.incident_id = :incident
                 group by b.event_id, b.channel
                union all
                select s.event_id, s.channel, s.state, s.count, s.first_at, s.median_at, s.last_at
                  from notification_event e
                  join delivery_summary s on s.event_id = e.id
                 where e.organization_id = :organizationId and e.page_id = :page and e.incident_id = :incident
                """)
                .bind("page", page.value())
                .bind("incident", incident.value())
                .map((row, context) -> new Count(
                        row.getString("event_id"),
                        row.getString("channel"),
                        DeliveryState.of(row.getString("state")),
                        row.getLong("count"),
                        instant(row, "first_at"),
                        instant(row, "median_at"),
                        instant(row, "last_at")))
                .list();
    }

    private static List<Ledger.ChannelCounts> channels(List<Count> counts, List<Waiting> waiting) {
        return Stream.concat(
                        counts.stream().map(Count::channel), waiting.stream().map(Waiting::channel))
                .distinct()
                .sorted()
                .map(channel -> channel(
                        channel,
                        counts.stream()
                                .filter(count -> count.channel().equals(channel))
                                .toList(),
                        waiting.stream()
                                .filter(count -> count.channel().equals(channel))
                                .mapToLong(Waiting::count)
                                .sum()))
                .toList();
    }

    private static Ledger.ChannelCounts channel(String channel, List<Count> counts, long waiting) {
        Map<DeliveryState, Long> byState = new EnumMap<>(DeliveryState.class);
        counts.forEach(count -> byState.merge(count.state(), count.count(), Long::sum));
        boolean more = waiting > 0 || byState.containsKey(DeliveryState.SENDING);
        return new Ledger.ChannelCounts(
                channel,
                waiting,
                byState,
                counts.stream().flatMap(count -> count.first().stream()).min(Instant::compareTo),
                counts.stream()
                        .flatMap(count -> count.median().stream())
                        .findFirst()
                        .filter(median -> !more),
                counts.stream().flatMap(count -> count.last().stream()).max(Instant::compareTo));
    }

    private static Ledger.Event event(ResultSet row, List<Ledger.ChannelCounts> channels) throws SQLException {
        return new Ledger.Event(
                row.getString("id"),
                row.getString("kind"),
                Optional.ofNullable(row.getString("incident_update_id")),
                row.getTimestamp("event_at").toInstant(),
                row.getBoolean("paused"),
                row.getBoolean("superseded"),
                channels);
    }

    /** Rows of one event after a subscriber, in the order of subscribers. */
    List<Row> rows(PageId page, String event, String after, int most) {
        return tx.createQuery("""
                (select d.event_id, d.subscriber_id, d.channel, d.state, d.attempts, d.created_at, d.retry_at, d.done_at, d.code,
                        d.error
                   from notification_event e
                   join delivery d on d.event_month = e.event_month and d.event_id = e.id
                  where e.organization_id = :organizationId and e.page_id = :page and e.id = :event
                    and d.subscriber_id > :after
                  order by d.subscriber_id
                  limit :most)
                union all
                select event_id, subscriber_id, channel, 'sending', 0, created_at, null, null, null, null
                  from delivery_begun
                 where organization_id = :organizationId and page_id = :page and event_id = :event
                   and subscriber_id > :after
                 order by subscriber_id
                 limit :most
                """)
                .bind("page", page.value())
                .bind("event", event)
                .bind("after", after)
                .bind("most", most)
                .map((row, context) -> new Row(
                        row.getString("event_id"),
                        row.getString("subscriber_id"),
                        row.getString("channel"),
                        DeliveryState.of(row.getString("state")),
                        row.getInt("attempts"),
                        row.getTimestamp("created_at").toInstant(),
                        instant(row, "retry_at"),
                        instant(row, "done_at"),
                        Optional.ofNullable(row.getString("code")),
                        Optional.ofNullable(row.getBytes("error"))))
                .list();
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }
}
