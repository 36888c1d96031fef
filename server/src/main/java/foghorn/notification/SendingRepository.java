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

    /** Puts a delivery back among those that are due. What was is kept: that it had arrived, and how often it was tried. */
    private static final String DUE_AGAIN = """
                   set state = 'retry', attempts = 0, retry_at = :now, retry_from = :now, done_at = null,
                       earlier_attempts = coalesce(d.earlier_attempts, 0) + d.attempts,
                       first_code = case when d.state = 'sent' and d.first_sent_at is null then d.code else d.first_code end,
                       first_sent_at = coalesce(d.first_sent_at, case when d.state = 'sent' then d.done_at end),
                       code = case when d.state = 'sent' then null else d.code end,
                       in_order = case when d.channel = any(:inOrder) then e.page_seq end
            """;

    /**
     * Whom a notice has not reached although it could now: of channels that keep the order also what was called off when an endpoint was
     * left alone, unless the notice itself was called off. Of a notice that a newer one has made needless, those channels alone.
     */
    static final String MISSED = """
                   d.event_month = e.event_month and d.event_id = e.id
                   and (d.state = 'failed' and e.superseded_by is null
                        or d.state in ('failed', 'gone', 'cancelled') and d.channel = any(:inOrder)
                           and (e.kind <> 'postmortem.published'
                                or exists (select from postmortem p where p.incident_id = e.incident_id and p.published_at is not null)))
                   and exists (select from subscriber s
                                where s.organization_id = :organizationId and s.id = d.subscriber_id and s.state = 'active')
            """;

    long retryMissed(String eventId) {
        return tx.createUpdate("""
                update delivery d
                %s
                  from notification_event e
                 where e.organization_id = :organizationId and e.id = :event and
                %s
                """.formatted(DUE_AGAIN, MISSED))
                .bindArray("inOrder", String.class, inOrder)
                .bind("event", eventId)
                .execute();
    }

    /** Makes a delivery that is over due again; one that is not over stays as it is, and counts 0. */
    long replay(String eventId, String subscriberId) {
        return tx.createUpdate("""
                update delivery d
                %s
                  from notification_event e
                 where e.organization_id = :organizationId and e.id = :event
                   and d.event_month = e.event_month and d.event_id = e.id and d.subscriber_id = :subscriber
                   and d.channel = any(:inOrder) and d.state not in ('sending', 'retry')
                """.formatted(DUE_AGAIN))
                .bindArray("inOrder", String.class, inOrder)
                .bind("event", eventId)
                .bind("subscriber", subscriberId)
                .execute();
    }

    /** Whether there is such a delivery on a channel that keeps the order, or one was begun. */
    boolean isTold(String eventId, String subscriberId) {
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

    /** Whether a subscriber is told of anything; nobody ends that meanwhile. */
    boolean lockActive(String subscriberId) {
        return tx.createQuery("""
                select state = 'active' from subscriber
                 where organization_id = :organizationId and id = :subscriber
                   for share
                """)
                .bind("subscriber", subscriberId)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
    }
}
