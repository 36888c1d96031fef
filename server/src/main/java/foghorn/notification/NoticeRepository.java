package foghorn.notification;

import foghorn.component.ComponentStatus;
import foghorn.incident.IncidentId;
import foghorn.incident.IncidentImpact;
import foghorn.incident.IncidentStatus;
import foghorn.kit.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** SQL that reads what there is to say of an event; lives as long as one transaction. */
final class NoticeRepository {
    private final Tx tx;

    NoticeRepository(Tx tx) {
        this.tx = tx;
    }

    /** The event with its own update; without components and earlier updates. */
    Notice read(String eventId) {
        return tx.createQuery("""
                select e.id, e.kind, e.event_at, e.incident_id, v.incident_name, v.impact, v.status, v.body, v.display_at,
                       v.next_update_at, u.seq, m.body as postmortem,
                       (select o.incident_name
                          from incident_update f
                          join incident_update_version o on o.incident_update_id = f.id and o.version = 1
                         where f.incident_id = e.incident_id
                         order by f.seq limit 1) as thread,
                       i.scheduled_for, i.scheduled_until,
                       p.name as page_name, p.subdomain, p.domain, p.time_zone
                  from notification_event e
                  join incident_update u on u.id = e.incident_update_id
                  join incident_update_version v on v.incident_update_id = u.id and v.version = e.update_version
                  join incident i on i.id = e.incident_id
                  join page p on p.id = e.page_id
                  left join postmortem_version m on m.incident_id = e.incident_id and m.version = e.postmortem_version
                 where e.organization_id = :organizationId and e.id = :event
                """)
                .bind("event", eventId)
                .map((row, context) -> notice(row))
                .findOne()
                .orElseThrow(() -> new IllegalStateException("event " + eventId + " has no text"));
    }

    private Notice notice(ResultSet row) throws SQLException {
        var event = row.getString("id");
        var from = Optional.ofNullable(row.getTimestamp("scheduled_for")).map(Timestamp::toInstant);
        var until = Optional.ofNullable(row.getTimestamp("scheduled_until")).map(Timestamp::toInstant);
        var at = row.getTimestamp("event_at").toInstant();
        var postmortem = Optional.ofNullable(row.getString("postmortem"));
        return new Notice(
                event,
                Notice.Kind.of(row.getString("kind")),
                at,
                new Notice.Page(
                        row.getString("page_name"),
                        row.getString("subdomain"),
                        Optional.ofNullable(row.getString("domain")),
                        ZoneId.of(row.getString("time_zone"))),
                new IncidentId(row.getString("incident_id")),
                row.getString("incident_name"),
                Optional.ofNullable(row.getString("thread")).orElse(row.getString("incident_name")),
                IncidentImpact.parse(row.getString("impact")).orElseThrow(),
                components(event),
                from.flatMap(start -> until.map(end -> new Notice.Window(start, end))),
                postmortem.isPresent() ? postmortem(row, postmortem.get(), at) : update(row),
                earlier(event, row.getInt("seq") + (postmortem.isPresent() ? 1 : 0), at));
    }

    private static Notice.Update update(ResultSet row) throws SQLException {
        return new Notice.Update(
                IncidentStatus.parse(row.getString("status")).orElseThrow(),
                row.getString("body"),
                row.getTimestamp("display_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("next_update_at")).map(Timestamp::toInstant));
    }

    /** A postmortem comes after the update that was the newest then, and has its status. */
    private static Notice.Update postmortem(ResultSet row, String body, Instant at) throws SQLException {
        var status = IncidentStatus.parse(row.getString("status")).orElseThrow();
        return new Notice.Update(status, body, at, Optional.empty());
    }

    private List<Notice.Component> components(String eventId) {
        return tx.createQuery("""
                select name, new_status
                  from (select distinct on (c.component_id) c.name, c.new_status, c.ordinal
                          from notification_event e
                          join incident_update now on now.id = e.incident_update_id
                          join incident_update u on u.incident_id = e.incident_id and u.seq <= now.seq
                          join incident_update_component c on c.incident_update_id = u.id
                         where e.organization_id = :organizationId and e.id = :event
                         order by c.component_id, u.seq desc) as newest
                 order by ordinal, name
                """)
                .bind("event", eventId)
                .map((row, context) -> new Notice.Component(
                        row.getString("name"),
                        ComponentStatus.parse(row.getString("new_status")).orElseThrow()))
                .list();
    }

    /** Earlier updates, each in the text it had when the event happened. */
    private List<Notice.Update> earlier(String eventId, int seq, Instant eventAt) {
        return tx.createQuery("""
                select v.status, v.body, v.display_at, v.next_update_at
                  from notification_event e
                  join incident_update u on u.incident_id = e.incident_id and u.seq < :seq
                  join lateral (select * from incident_update_version v
                                 where v.incident_update_id = u.id and v.created_at <= :eventAt
                                 order by v.version desc limit 1) as v on true
                 where e.organization_id = :organizationId and e.id = :event
                 order by u.seq desc
                 limit :most
                """)
                .bind("event", eventId)
                .bind("seq", seq)
                .bind("eventAt", eventAt)
                .bind("most", Notice.MOST_EARLIER)
                .map((row, context) -> update(row))
                .list();
    }

    /** The page as it is now, for messages that are about no event. */
    Notice.Page page(String pageId) {
        return tx.createQuery("""
                select name, subdomain, domain, time_zone from page where organization_id = :organizationId and id = :page
                """)
                .bind("page", pageId)
                .map((row, context) -> new Notice.Page(
                        row.getString("name"),
                        row.getString("subdomain"),
                        Optional.ofNullable(row.getString("domain")),
                        ZoneId.of(row.getString("time_zone"))))
                .one();
    }
}
