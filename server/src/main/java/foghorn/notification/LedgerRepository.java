package foghorn.notification;

import foghorn.incident.IncidentId;
import foghorn.kit.db.Tx;
import foghorn.subscriber.SubscriberId;
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
            Optional<byte[]> error,
            Optional<Ledger.FirstSent> firstSent,
            boolean isActive) {}

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

    /** Whether this was told of anything on the page. */
    boolean hasEvent(PageId page, String event) {
        return tx.createQuery("""
                select exists (select from notification_event
                                where organization_id = :organizationId and page_id = :page and id = :event)
                """)
                .bind("page", page.value())
                .bind("event", event)
                .mapTo(Boolean.class)
                .one();
    }

    /** @param inOrder the channels that keep the order */
    List<Ledger.Event> events(PageId page, IncidentId incident, List<String> inOrder) {
        var counts = counts(page, incident).stream().collect(Collectors.groupingBy(Count::event));
        var waiting = waiting(incident).stream().collect(Collectors.groupingBy(Waiting::event));
        var missed = missed(counts, inOrder);
        return tx.createQuery("""
                select e.id, e.kind, e.incident_update_id, e.event_at, e.paused_at is not null as paused,
                       e.superseded_by is not null as superseded
                  from notification_event e
                 where e.organization_id = :organizationId and e.page_id = :page and e.incident_id = :incident
                 order by e.page_seq desc
                """)
                .bind("page", page.value())
                .bind("incident", incident.value())
                .map((row, context) -> {
                    var id = row.getString("id");
                    var ofEvent = counts.getOrDefault(id, List.of());
                    long failed = row.getBoolean("superseded") ? 0 : failed(ofEvent, inOrder);
                    return event(
                            row,
                            channels(ofEvent, waiting.getOrDefault(id, List.of())),
                            failed + missed.getOrDefault(id, 0L));
                })
                .list();
    }

    /** On channels on which a newer notice makes older ones needless. */
    private static long failed(List<Count> counts, List<String> inOrder) {
        return counts.stream()
                .filter(count -> count.state() == DeliveryState.FAILED && !inOrder.contains(count.channel()))
                .mapToLong(Count::count)
                .sum();
    }

    /** How many on channels that keep the order could be reached now, by event; asked only of events that some have missed. */
    private Map<String, Long> missed(Map<String, List<Count>> counts, List<String> inOrder) {
        var some = counts.values().stream()
                .flatMap(List::stream)
                .filter(count -> inOrder.contains(count.channel())
                        && (count.state() == DeliveryState.FAILED
                                || count.state() == DeliveryState.GONE
                                || count.state() == DeliveryState.CANCELLED))
                .map(Count::event)
                .distinct()
                .toList();
        if (some.isEmpty()) {
            return Map.of();
        }
        return tx.createQuery("""
                select e.id, count(*) as count
                  from notification_event e join delivery d on
                %s
                 where e.organization_id = :organizationId and e.id = any(cast(:events as text[])) and d.channel = any(:inOrder)
                 group by e.id
                """.formatted(SendingRepository.MISSED))
                .bindArray("events", String.class, some)
                .bindArray("inOrder", String.class, inOrder)
                .map((row, context) -> Map.entry(row.getString("id"), row.getLong("count")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
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

    /** What is sent again by hand counts as sent, when it was sent first. */
    private List<Count> counts(PageId page, IncidentId incident) {
        return tx.createQuery("""
                select d.event_id, d.channel, s.state, count(*) as count, min(s.sent_at) as first_at,
                       percentile_disc(0.5) within group (order by s.sent_at) as median_at, max(s.sent_at) as last_at
                  from notification_event e
                  join delivery d on d.event_month = e.event_month and d.event_id = e.id
                 cross join lateral (
                    select case when d.first_sent_at is null then d.state else 'sent' end as state,
                           case when d.first_sent_at is not null then d.first_sent_at when d.state = 'sent' then d.done_at end as sent_at)
                       as s
                 where e.organization_id = :organizationId and e.page_id = :page and e.incident_id = :incident
                 group by d.event_id, d.channel, s.state
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

    private static Ledger.Event event(ResultSet row, List<Ledger.ChannelCounts> channels, long missed)
            throws SQLException {
        return new Ledger.Event(
                row.getString("id"),
                row.getString("kind"),
                Optional.ofNullable(row.getString("incident_update_id")),
                row.getTimestamp("event_at").toInstant(),
                row.getBoolean("paused"),
                row.getBoolean("superseded"),
                missed,
                channels);
    }

    /** Rows of one event after a subscriber, in the order of subscribers. */
    List<Row> rows(PageId page, String event, String after, int most) {
        return tx.createQuery("""
                select r.*, exists (select from subscriber s
                                     where s.organization_id = :organizationId and s.id = r.subscriber_id and s.state = 'active') as active
                  from (
                (select d.event_id, d.subscriber_id, d.channel, d.state, d.attempts + coalesce(d.earlier_attempts, 0) as attempts,
                        d.created_at, d.retry_at, d.done_at, d.code, d.error, d.first_sent_at, d.first_code
                   from notification_event e
                   join delivery d on d.event_month = e.event_month and d.event_id = e.id
                  where e.organization_id = :organizationId and e.page_id = :page and e.id = :event
                    and d.subscriber_id > :after
                  order by d.subscriber_id
                  limit :most)
                union all
                select event_id, subscriber_id, channel, 'sending', 0, created_at, null, null, null, null, null, null
                  from delivery_begun
                 where organization_id = :organizationId and page_id = :page and event_id = :event
                   and subscriber_id > :after
                 order by subscriber_id
                 limit :most) as r
                 order by r.subscriber_id
                """)
                .bind("page", page.value())
                .bind("event", event)
                .bind("after", after)
                .bind("most", most)
                .map((row, context) -> delivery(row))
                .list();
    }

    /** One delivery to an endpoint, and what was told. */
    record OfEndpoint(Notice.Kind kind, Optional<String> about, Instant at, Row row) {}

    /** The newest deliveries to one endpoint, the newest first. @param failed those alone that have failed, for now or for good */
    List<OfEndpoint> toEndpoint(PageId page, SubscriberId endpoint, int most, boolean failed) {
        return tx.createQuery("""
                with event as (
                    select id, kind, page_seq, event_at, event_month, incident_id, component_id
                      from notification_event
                     where organization_id = :organizationId and page_id = :page
                     order by page_seq desc limit :events)
                select e.kind, e.event_at, coalesce(i.name, c.name) as about,
                       e.id as event_id, s.id as subscriber_id, s.channel, s.state = 'active' as active,
                       coalesce(d.state, 'sending') as state, coalesce(d.attempts, 0) + coalesce(d.earlier_attempts, 0) as attempts,
                       coalesce(d.created_at, b.created_at) as created_at, d.retry_at, d.done_at, d.code, d.error,
                       d.first_sent_at, d.first_code
                  from event e
                  join subscriber s on s.organization_id = :organizationId and s.page_id = :page and s.id = :endpoint
                  left join delivery d on d.event_month = e.event_month and d.event_id = e.id and d.subscriber_id = s.id
                  left join delivery_begun b on b.event_id = e.id and b.subscriber_id = s.id
                  left join incident i on i.id = e.incident_id and i.deleted_at is null
                  left join component c on c.id = e.component_id and c.deleted_at is null
                 where coalesce(d.organization_id, b.organization_id) = :organizationId
                   and (not :failed or d.state in ('failed', 'gone', 'cancelled') or d.state = 'retry' and d.code is not null)
                 order by e.page_seq desc
                 limit :most
                """)
                .bind("page", page.value())
                .bind("endpoint", endpoint.value())
                .bind("events", HistoryRepository.EVENTS)
                .bind("failed", failed)
                .bind("most", most)
                .map((row, context) -> new OfEndpoint(
                        Notice.Kind.of(row.getString("kind")),
                        Optional.ofNullable(row.getString("about")),
                        row.getTimestamp("event_at").toInstant(),
                        delivery(row)))
                .list();
    }

    private static Row delivery(ResultSet row) throws SQLException {
        var firstCode = Optional.ofNullable(row.getString("first_code"));
        return new Row(
                row.getString("event_id"),
                row.getString("subscriber_id"),
                row.getString("channel"),
                DeliveryState.of(row.getString("state")),
                row.getInt("attempts"),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "retry_at"),
                instant(row, "done_at"),
                Optional.ofNullable(row.getString("code")),
                Optional.ofNullable(row.getBytes("error")),
                instant(row, "first_sent_at").map(at -> new Ledger.FirstSent(at, firstCode)),
                row.getBoolean("active"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }
}
