package foghorn.notification;

import foghorn.kit.db.Database;
import foghorn.kit.id.Ids;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import java.time.Instant;
import java.util.Optional;

/** Events and deliveries that stand in the database as if they had been made, without an engine that takes them up. */
public record PlantedLedger(Database database, Call call, PageId page) {
    /** An incident was opened. Returns the event's id. */
    public String event() {
        return event(false);
    }

    String event(boolean paused) {
        var incident = Ids.next();
        var event = Ids.next();
        database.change(call, tx -> {
            tx.createUpdate("""
                    insert into incident (organization_id, page_id, id, kind, name, status, impact, impact_worst,
                                          started_at, created_at, updated_at)
                    values (:organizationId, :page, :incident, 'realtime', 'Fog', 'investigating', 'none', 'none', :now, :now, :now)
                    """)
                    .bind("page", page.value())
                    .bind("incident", incident)
                    .execute();
            return tx.createUpdate("""
                    insert into notification_event (organization_id, page_id, id, page_seq, kind, incident_id, event_at, event_month,
                                                    paused_at)
                    select :organizationId, :page, :event, count(*) + 1000, 'incident.opened', :incident, :now, '2026-11-01',
                           case when :paused then cast(:now as timestamptz) end
                      from notification_event
                    """)
                    .bind("page", page.value())
                    .bind("incident", incident)
                    .bind("event", event)
                    .bind("paused", paused)
                    .execute();
        });
        return event;
    }

    /** So many deliveries of an event, in a state without a time. */
    public void deliveries(String event, String channel, String state, int count) {
        deliveries(event, channel, state, Optional.empty(), count);
    }

    void retries(String event, String channel, Instant due, int count) {
        deliveries(event, channel, "retry", Optional.of(due), count);
    }

    private void deliveries(String event, String channel, String state, Optional<Instant> retryAt, int count) {
        database.change(
                call,
                tx -> tx.createUpdate("""
                insert into delivery (organization_id, page_id, event_month, event_id, subscriber_id, channel, state, created_at, retry_at)
                select :organizationId, :page, '2026-11-01', :event, 'bbbbbbbb' || lpad(cast(i as text), 4, '0'), :channel, :state,
                       :now, :retryAt
                  from generate_series(1, :count) as i
                """)
                        .bind("page", page.value())
                        .bind("event", event)
                        .bind("channel", channel)
                        .bind("state", state)
                        .bind("retryAt", retryAt.orElse(null))
                        .bind("count", count)
                        .execute());
    }
}
