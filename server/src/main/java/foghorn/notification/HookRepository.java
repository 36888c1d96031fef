package foghorn.notification;

import foghorn.component.ComponentId;
import foghorn.component.ComponentStatus;
import foghorn.incident.AffectedComponent;
import foghorn.incident.IncidentId;
import foghorn.incident.IncidentImpact;
import foghorn.incident.IncidentStatus;
import foghorn.incident.IncidentUpdate;
import foghorn.incident.IncidentUpdateId;
import foghorn.incident.Milestones;
import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** SQL that reads what programs are told of an event; lives as long as one transaction. */
final class HookRepository {
    private final Tx tx;

    HookRepository(Tx tx) {
        this.tx = tx;
    }

    Hook read(String eventId) {
        return tx.createQuery("""
                select e.id, e.event_at, e.page_id, e.page_indicator, e.page_description, p.subdomain, p.domain,
                       e.component_id, e.old_status, e.new_status,
                       u.seq, v.incident_name, v.impact, v.status,
                       i.id as incident_id, i.impact_override, i.backfilled, i.created_at as incident_created_at,
                       i.scheduled_for, i.scheduled_until, cardinality(i.scheduled_reminders) > 0 as reminds, i.scheduled_reminded_at,
                       i.scheduled_auto_in_progress, i.scheduled_auto_completed, i.postmortem_ignored,
                       w.body as postmortem_body, w.created_at as postmortem_updated_at, m.published_at as postmortem_published_at,
                       m.told_at <= e.event_at as postmortem_told
                  from notification_event e
                  join page p on p.id = e.page_id
                  left join incident i on i.id = e.incident_id
                  left join incident_update u on u.id = e.incident_update_id
                  left join incident_update_version v on v.incident_update_id = u.id and v.version = e.update_version
                  left join postmortem m on m.incident_id = e.incident_id and m.published_at <= e.event_at
                  left join lateral (select * from postmortem_version w
                                      where w.incident_id = m.incident_id and w.created_at <= e.event_at
                                      order by w.version desc limit 1) as w on true
                 where e.organization_id = :organizationId and e.id = :event
                """)
                .bind("event", eventId)
                .map((row, context) -> hook(row))
                .findOne()
                .orElseThrow(() -> new IllegalStateException("event " + eventId + " is not there"));
    }

    Hook trial(PageId page) {
        var status = new EventRepository(tx).status(page, tx.now());
        return tx.createQuery(
                        "select subdomain, domain from page where organization_id = :organizationId and id = :page")
                .bind("page", page.value())
                .map((row, context) -> new Hook.Trial(new Hook.Page(
                        page,
                        row.getString("subdomain"),
                        text(row, "domain"),
                        status.indicator().wire(),
                        status.description())))
                .one();
    }

    private Hook hook(ResultSet row) throws SQLException {
        var at = time(row, "event_at").orElseThrow();
        var page = new Hook.Page(
                new PageId(row.getString("page_id")),
                row.getString("subdomain"),
                text(row, "domain"),
                row.getString("page_indicator"),
                row.getString("page_description"));
        var component = text(row, "component_id");
        if (component.isEmpty()) {
            return new Hook.OfIncident(page, incident(row, at));
        }
        var change = new Hook.Change(
                row.getString("id"), at, status(row.getString("old_status")), status(row.getString("new_status")));
        return new Hook.OfComponent(page, change, component(new ComponentId(component.get()), change));
    }

    private Hook.Incident incident(ResultSet row, Instant at) throws SQLException {
        var event = row.getString("id");
        var id = new IncidentId(row.getString("incident_id"));
        var updates = updates(id, event, row.getInt("seq"));
        return new Hook.Incident(
                id,
                row.getString("incident_name"),
                IncidentStatus.parse(row.getString("status")).orElseThrow(),
                IncidentImpact.parse(row.getString("impact")).orElseThrow(),
                text(row, "impact_override").flatMap(IncidentImpact::parse),
                row.getBoolean("backfilled"),
                time(row, "incident_created_at").orElseThrow(),
                at,
                Milestones.of(updates.reversed()),
                new Hook.Plan(
                        time(row, "scheduled_for"),
                        time(row, "scheduled_until"),
                        row.getBoolean("reminds"),
                        time(row, "scheduled_reminded_at"),
                        row.getBoolean("scheduled_auto_in_progress"),
                        row.getBoolean("scheduled_auto_completed")),
                updates,
                components(id, at),
                new Hook.Aftermath(postmortem(row), row.getBoolean("postmortem_ignored")));
    }

    private static Optional<Hook.Postmortem> postmortem(ResultSet row) throws SQLException {
        var body = text(row, "postmortem_body");
        if (body.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Hook.Postmortem(
                body.get(),
                time(row, "postmortem_updated_at").orElseThrow(),
                time(row, "postmortem_published_at").orElseThrow(),
                row.getBoolean("postmortem_told")));
    }

    /** Up to the event's own, newest first, each in the text it had then. */
    private List<IncidentUpdate> updates(IncidentId incident, String event, int seq) {
        var affected = affected(incident, seq);
        return tx.createQuery("""
                select u.id, u.seq, v.version, v.status, v.body, u.deliver_notifications, u.wants_twitter_update, u.custom_tweet,
                       u.tweet_id, u.twitter_updated_at, v.next_update_at, v.display_at, u.names_components, u.created_at,
                       v.created_at as updated_at
                  from notification_event e
                  join incident_update u on u.incident_id = e.incident_id and u.seq <= :seq
                  join lateral (select * from incident_update_version v
                                 where v.incident_update_id = u.id
                                   and (u.id = e.incident_update_id and v.version = e.update_version
                                        or u.id <> e.incident_update_id and v.created_at <= e.event_at)
                                 order by v.version desc limit 1) as v on true
                 where e.organization_id = :organizationId and e.id = :event
                 order by u.seq desc
                """)
                .bind("event", event)
                .bind("seq", seq)
                .map((row, context) -> update(incident, row, affected))
                .list();
    }

    private static IncidentUpdate update(
            IncidentId incident, ResultSet row, Map<String, List<AffectedComponent>> affected) throws SQLException {
        var id = row.getString("id");
        return new IncidentUpdate(
                new IncidentUpdateId(id),
                incident,
                row.getInt("seq"),
                IncidentStatus.parse(row.getString("status")).orElseThrow(),
                row.getString("body"),
                row.getBoolean("deliver_notifications"),
                row.getBoolean("wants_twitter_update"),
                text(row, "custom_tweet"),
                text(row, "tweet_id"),
                time(row, "twitter_updated_at"),
                time(row, "next_update_at"),
                time(row, "display_at").orElseThrow(),
                row.getBoolean("names_components")
                        ? Optional.of(affected.getOrDefault(id, List.of()))
                        : Optional.empty(),
                row.getInt("version"),
                time(row, "created_at").orElseThrow(),
                time(row, "updated_at").orElseThrow());
    }

    private Map<String, List<AffectedComponent>> affected(IncidentId incident, int seq) {
        var affected = new LinkedHashMap<String, List<AffectedComponent>>();
        tx.createQuery("""
                select a.incident_update_id, a.component_id, a.name, a.old_status, a.new_status
                  from incident_update u
                  join incident_update_component a on a.incident_update_id = u.id
                 where u.organization_id = :organizationId and u.incident_id = :incident and u.seq <= :seq
                 order by u.seq desc, a.ordinal
                """)
                .bind("incident", incident.value())
                .bind("seq", seq)
                .map((row, context) -> Map.entry(
                        row.getString("incident_update_id"),
                        new AffectedComponent(
                                new ComponentId(row.getString("component_id")),
                                row.getString("name"),
                                status(row.getString("old_status")),
                                status(row.getString("new_status")))))
                .forEach(entry -> affected.computeIfAbsent(entry.getKey(), id -> new ArrayList<>())
                        .add(entry.getValue()));
        return affected;
    }

    /** The incident's components with the status they had then. */
    private List<Hook.Component> components(IncidentId incident, Instant at) {
        return tx.createQuery("""
                select c.id, c.parent_id, c.name, c.description, c.position, c.showcase, c.created_at,
                       least(c.updated_at, cast(:at as timestamptz)) as updated_at,
                       coalesce((select h.status from component_status_history h
                                  where h.component_id = c.id and h.started_at <= :at
                                  order by h.seq desc limit 1), c.status) as status
                  from incident_component ic
                  join component c on c.id = ic.component_id
                 where ic.organization_id = :organizationId and ic.incident_id = :incident
                   and (c.deleted_at is null or c.deleted_at > :at)
                 order by c.position, c.id
                """)
                .bind("incident", incident.value())
                .bind("at", at)
                .map((row, context) -> component(row))
                .list();
    }

    private Hook.Component component(ComponentId id, Hook.Change change) {
        return tx.createQuery("""
                select id, parent_id, name, description, position, showcase, created_at,
                       cast(:at as timestamptz) as updated_at, :status as status
                  from component
                 where organization_id = :organizationId and id = :component
                """)
                .bind("component", id.value())
                .bind("at", change.at())
                .bind("status", change.to().wire())
                .map((row, context) -> component(row))
                .one();
    }

    private static Hook.Component component(ResultSet row) throws SQLException {
        return new Hook.Component(
                new ComponentId(row.getString("id")),
                text(row, "parent_id").map(ComponentId::new),
                row.getString("name"),
                text(row, "description"),
                status(row.getString("status")),
                row.getInt("position"),
                row.getBoolean("showcase"),
                time(row, "created_at").orElseThrow(),
                time(row, "updated_at").orElseThrow());
    }

    private static ComponentStatus status(String wire) {
        return ComponentStatus.parse(wire).orElseThrow();
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }
}
