package foghorn.notification;

import foghorn.component.ComponentEvent;
import foghorn.component.ComponentId;
import foghorn.component.ComponentStatus;
import foghorn.component.PageStatus;
import foghorn.incident.IncidentEvent;
import foghorn.incident.IncidentId;
import foghorn.incident.IncidentImpact;
import foghorn.incident.IncidentStatus;
import foghorn.incident.PageRollUp;
import foghorn.kit.db.Tx;
import foghorn.kit.id.Ids;
import foghorn.subscriber.Audience;
import foghorn.subscriber.Concern;
import foghorn.tenant.PageId;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.statement.Update;

/** SQL of the relay: outbox and cursor, {@code notification_event} and {@code tranche}; lives as long as one transaction. */
final class EventRepository {
    static final String CONSUMER = "notification";

    private final Tx tx;

    EventRepository(Tx tx) {
        this.tx = tx;
    }

    record Entry(long seq, String kind, String payload, Instant at) {}

    /** The month by which an event's deliveries are kept: that of its stored time, in UTC. */
    static LocalDate month(Instant eventAt) {
        return eventAt.atZone(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
    }

    /** Makes this transaction the only one that relays the page; false if another node is at it. */
    boolean lock(PageId page) {
        return tx.createQuery("select pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
                .bind("name", "notification.relay:" + page)
                .mapTo(Boolean.class)
                .one();
    }

    List<Entry> unread(PageId page, int most) {
        return tx.createQuery("""
                select page_seq, kind, payload, at from outbox
                 where organization_id = :organizationId and page_id = :page
                   and page_seq > coalesce((select page_seq from consumer_cursor
                                             where page_id = :page and consumer = :consumer), 0)
                 order by page_seq limit :most
                """)
                .bind("page", page.value())
                .bind("consumer", CONSUMER)
                .bind("most", most)
                .map((row, context) -> new Entry(
                        row.getLong("page_seq"),
                        row.getString("kind"),
                        row.getString("payload"),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    void moveCursor(PageId page, long seq) {
        tx.createUpdate("""
                insert into consumer_cursor (organization_id, page_id, consumer, page_seq)
                values (:organizationId, :page, :consumer, :seq)
                on conflict (page_id, consumer) do update set page_seq = excluded.page_seq
                """)
                .bind("page", page.value())
                .bind("consumer", CONSUMER)
                .bind("seq", seq)
                .execute();
    }

    /** Whom an event concerns: who follows the page, and every component that its incident has touched, or its own. */
    Concern concern(PageId page, Optional<IncidentId> incident, Optional<ComponentId> component) {
        return incident.map(id -> concern(page, id))
                .orElseGet(() -> new Concern(
                        page, Optional.empty(), component.map(Set::of).orElse(Set.of())));
    }

    private Concern concern(PageId page, IncidentId incident) {
        var components = tx.createQuery("""
                select component_id from incident_component
                 where organization_id = :organizationId and incident_id = :incident
                """)
                .bind("incident", incident.value())
                .mapTo(String.class)
                .map(ComponentId::new)
                .list();
        return new Concern(page, Optional.of(incident), new HashSet<>(components));
    }

    boolean isThere(IncidentId incident) {
        return tx.createQuery("""
                select exists (select from incident
                                where organization_id = :organizationId and id = :incident and deleted_at is null)
                """)
                .bind("incident", incident.value())
                .mapTo(Boolean.class)
                .one();
    }

    /** Stores what is to be told of an incident and returns its id. Older events of it, if this makes them needless, are marked. */
    String insertEvent(PageId page, Entry entry, IncidentEvent.Posted event, PageStatus status) {
        var id = Ids.next();
        insert(page, id, entry, status)
                .bind("incident", event.incidentId().value())
                .bind("update", event.incidentUpdateId().value())
                .bind("version", event.updateVersion())
                .bind("postmortem", postmortemVersion(event))
                .bindNull("component", Types.VARCHAR)
                .bindNull("old", Types.VARCHAR)
                .bindNull("new", Types.VARCHAR)
                .execute();
        tx.createUpdate("""
                update notification_event set superseded_by = :id
                 where organization_id = :organizationId and incident_id = :incident and superseded_by is null and id <> :id
                   and (kind not in ('maintenance.started', 'postmortem.published') or kind = :kind)
                """)
                .bind("id", id)
                .bind("incident", event.incidentId().value())
                .bind("kind", entry.kind())
                .execute();
        return id;
    }

    private static Optional<Integer> postmortemVersion(IncidentEvent.Posted event) {
        return event instanceof IncidentEvent.PostmortemPublished postmortem
                ? Optional.of(postmortem.postmortemVersion())
                : Optional.empty();
    }

    /** Stores a component's change as something to be told and returns its id. */
    String insertEvent(PageId page, Entry entry, ComponentEvent.StatusChanged event, PageStatus status) {
        var id = Ids.next();
        insert(page, id, entry, status)
                .bindNull("incident", Types.VARCHAR)
                .bindNull("update", Types.VARCHAR)
                .bindNull("version", Types.INTEGER)
                .bindNull("postmortem", Types.INTEGER)
                .bind("component", event.componentId().value())
                .bind("old", event.oldStatus().wire())
                .bind("new", event.newStatus().wire())
                .execute();
        return id;
    }

    private Update insert(PageId page, String id, Entry entry, PageStatus status) {
        return tx.createUpdate("""
                insert into notification_event (organization_id, page_id, id, page_seq, kind, incident_id, incident_update_id,
                                                update_version, postmortem_version, component_id, old_status, new_status,
                                                page_indicator, page_description, event_at, event_month)
                values (:organizationId, :page, :id, :seq, :kind, :incident, :update, :version, :postmortem, :component, :old, :new,
                        :indicator, :description, :at, :month)
                """)
                .bind("page", page.value())
                .bind("id", id)
                .bind("seq", entry.seq())
                .bind("kind", entry.kind())
                .bind("indicator", status.indicator().wire())
                .bind("description", status.description())
                .bind("at", entry.at())
                .bind("month", month(entry.at()));
    }

    /** The page's status as everybody saw it at that time, however late this is asked. */
    PageStatus status(PageId page, Instant at) {
        var leaves = tx.createQuery("""
                select h.status
                  from component c join component_status_history h on h.component_id = c.id
                 where c.organization_id = :organizationId and c.page_id = :page and not c.is_group
                   and (c.deleted_at is null or c.deleted_at > :at)
                   and h.started_at <= :at and (h.ended_at is null or h.ended_at > :at)
                """)
                .bind("page", page.value())
                .bind("at", at)
                .map((row, context) ->
                        ComponentStatus.parse(row.getString("status")).orElseThrow())
                .list();
        var incidents = tx.createQuery("""
                select u.status, v.impact
                  from incident i
                  join lateral (select id, status from incident_update u
                                 where u.incident_id = i.id and u.created_at <= :at order by u.seq desc limit 1) u on true
                  join lateral (select impact from incident_update_version v
                                 where v.incident_update_id = u.id and v.created_at <= :at
                                 order by v.version desc limit 1) v on true
                 where i.organization_id = :organizationId and i.page_id = :page
                   and (i.deleted_at is null or i.deleted_at > :at) and (i.resolved_at is null or i.updated_at >= :at)
                """)
                .bind("page", page.value())
                .bind("at", at)
                .map((row, context) -> new PageRollUp.Entry(
                        IncidentStatus.parse(row.getString("status")).orElseThrow(),
                        IncidentImpact.parse(row.getString("impact")).orElseThrow()))
                .list();
        return PageRollUp.of(leaves, incidents);
    }

    /** Whether what was done to the incident at this time is told to subscribers. */
    boolean isTold(PageId page, String incident, Instant at) {
        return tx.createQuery("""
                select exists (select from outbox
                                where organization_id = :organizationId and page_id = :page and at = :at
                                  and payload ->> 'incident_id' = :incident and payload ->> 'notify' = 'true')
                """)
                .bind("page", page.value())
                .bind("at", at)
                .bind("incident", incident)
                .mapTo(Boolean.class)
                .one();
    }

    /** They are due at once, on every node: also where the clock of this one is fast. */
    void insertTranches(PageId page, String event, String channel, int lane, List<Audience.Range> ranges) {
        var batch = tx.prepareBatch("""
                insert into tranche (organization_id, page_id, id, event_id, page_seq, channel, lane, from_id, to_id, expected, state, due_at)
                select :organizationId, :page, :id, e.id, e.page_seq, :channel, :lane, :from, :to, :expected, 'waiting',
                       least(cast(:now as timestamptz), clock_timestamp())
                  from notification_event e
                 where e.organization_id = :organizationId and e.id = :event
                """);
        for (var range : ranges) {
            tx.row(batch)
                    .bind("page", page.value())
                    .bind("id", Ids.next())
                    .bind("event", event)
                    .bind("channel", channel)
                    .bind("lane", lane)
                    .bind("from", range.afterId())
                    .bind("to", range.toId())
                    .bind("expected", range.expected())
                    .add();
        }
        batch.execute();
    }

    /** Cancels everything of an incident that is still due. */
    void cancel(IncidentId incident) {
        cancel(incident, "");
    }

    /** Cancels what is still due of an incident's postmortem, which nobody is to be told any more, however often it is tried. */
    void cancelPostmortem(IncidentId incident) {
        tx.createUpdate("""
                update notification_event set superseded_by = id
                 where organization_id = :organizationId and incident_id = :incident and kind = :kind and superseded_by is null
                """)
                .bind("incident", incident.value())
                .bind("kind", Notice.Kind.POSTMORTEM.event())
                .execute();
        cancel(incident, Notice.Kind.POSTMORTEM.event());
    }

    /** @param kind of the events; empty for all */
    private void cancel(IncidentId incident, String kind) {
        tx.createUpdate("""
                update tranche set state = 'cancelled'
                 where organization_id = :organizationId and state in ('waiting', 'paused')
                   and event_id in (select id from notification_event where incident_id = :incident and :kind in ('', kind))
                """)
                .bind("incident", incident.value())
                .bind("kind", kind)
                .execute();
        var inOrder = tx.createQuery("""
                select distinct d.subscriber_id
                  from notification_event e
                  join delivery d on d.event_month = e.event_month and d.event_id = e.id
                 where e.organization_id = :organizationId and e.incident_id = :incident and :kind in ('', e.kind)
                   and d.state = 'retry' and d.in_order is not null
                """)
                .bind("incident", incident.value())
                .bind("kind", kind)
                .mapTo(String.class)
                .list();
        var order = new OrderRepository(tx);
        var sending = inOrder.isEmpty() ? Set.<String>of() : order.lockSending(inOrder);
        tx.createUpdate("""
                update delivery d
                   set state = case when d.first_sent_at is null then 'cancelled' else 'sent' end, retry_at = null, in_order = null,
                       done_at = :now
                  from notification_event e
                 where e.organization_id = :organizationId and e.incident_id = :incident and :kind in ('', e.kind)
                   and d.event_month = e.event_month and d.event_id = e.id and d.state = 'retry'
                """)
                .bind("incident", incident.value())
                .bind("kind", kind)
                .execute();
        var free = inOrder.stream().filter(id -> !sending.contains(id)).toList();
        if (!free.isEmpty()) {
            order.wakeNext(free);
        }
    }
}
