package foghorn.notification;

import foghorn.incident.IncidentId;
import foghorn.kit.db.Tx;
import java.util.List;

/** SQL that holds back, lets go and repeats; lives as long as one transaction. */
final class SendingRepository {
    private final Tx tx;
    private final List<String> inOrder;

    /** @param inOrder the channels that keep the order */
    SendingRepository(Tx tx, List<String> inOrder) {
        this.tx = tx;
        this.inOrder = inOrder;
    }

    /** Returns how many subscribers are held back whose turn has not come. */
    long pause(IncidentId incident) {
        tx.createUpdate("""
                update notification_event set paused_at = :now
                 where organization_id = :organizationId and incident_id = :incident and paused_at is null
                """).bind("incident", incident.value()).execute();
        return moved(incident, "waiting", "paused");
    }

    long resume(IncidentId incident) {
        tx.createUpdate("""
                update notification_event set paused_at = null
                 where organization_id = :organizationId and incident_id = :incident and paused_at is not null
                """).bind("incident", incident.value()).execute();
        return moved(incident, "paused", "waiting");
    }

    private long moved(IncidentId incident, String from, String to) {
        return tx.createQuery("""
                with moved as (
                    update tranche set state = :to
                     where organization_id = :organizationId and state = :from
                       and event_id in (select id from notification_event where incident_id = :incident)
                    returning expected)
                select coalesce(sum(expected), 0) from moved
                """)
                .bind("incident", incident.value())
                .bind("from", from)
                .bind("to", to)
                .mapTo(Long.class)
                .one();
    }

    boolean isSuperseded(String eventId) {
        return tx.createQuery("""
                select superseded_by is not null from notification_event
                 where organization_id = :organizationId and id = :event
                """).bind("event", eventId).mapTo(Boolean.class).one();
    }

    long retryFailed(String eventId) {
        return tx.createUpdate("""
                update delivery d
                   set state = 'retry', attempts = 0, retry_at = :now, retry_from = :now, done_at = null,
                       in_order = case when d.channel = any(:inOrder) then e.page_seq end
                  from notification_event e
                 where e.organization_id = :organizationId and e.id = :event
                   and d.event_month = e.event_month and d.event_id = e.id and d.state = 'failed'
                """)
                .bindArray("inOrder", String.class, inOrder)
                .bind("event", eventId)
                .execute();
    }

    /** Makes a delivery that is over due again; one that is not over stays as it is. Whether there is such a delivery, or was begun. */
    boolean replay(String eventId, String subscriberId) {
        tx.createUpdate("""
                update delivery d
                   set state = 'retry', attempts = 0, retry_at = :now, retry_from = :now, done_at = null,
                       in_order = case when d.channel = any(:inOrder) then e.page_seq end
                  from notification_event e
                 where e.organization_id = :organizationId and e.id = :event
                   and d.event_month = e.event_month and d.event_id = e.id and d.subscriber_id = :subscriber
                   and d.channel = any(:inOrder) and d.state not in ('sending', 'retry')
                """)
                .bindArray("inOrder", String.class, inOrder)
                .bind("event", eventId)
                .bind("subscriber", subscriberId)
                .execute();
        return tx.createQuery("""
                select exists (select from delivery d join notification_event e
                                 on d.event_month = e.event_month and d.event_id = e.id
                                where e.organization_id = :organizationId and e.id = :event
                                  and d.subscriber_id = :subscriber and d.channel = any(:inOrder))
                    or exists (select from delivery_begun
                                where organization_id = :organizationId and event_id = :event
                                  and subscriber_id = :subscriber and channel = any(:inOrder))
                """)
                .bindArray("inOrder", String.class, inOrder)
                .bind("event", eventId)
                .bind("subscriber", subscriberId)
                .mapTo(Boolean.class)
                .one();
    }
}
