package foghorn.app;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.Cast;
import foghorn.kit.db.Database;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveryCountsTest {
    private final TestDatabase test = TestDatabase.create();
    private final Database database = test.database(InstantSource.system());
    private final Cast cast = Cast.on(database);

    @AfterEach
    void close() {
        test.close();
    }

    private DeliveryCounts counts(Duration staleAfter) {
        return new DeliveryCounts(database, staleAfter);
    }

    private void deliveries(Call call, PageId page, String channel, String state, int count) {
        database.change(
                call,
                tx -> tx.createUpdate("""
                insert into delivery (organization_id, page_id, event_month, event_id, subscriber_id, channel, state, created_at)
                select :organizationId, :page, '2026-11-01', :event, 'bbbbbbbb' || lpad(cast(i as text), 4, '0'), :channel, :state, :now
                  from generate_series(1, :count) as i
                """)
                        .bind("page", page.value())
                        .bind("event", Ids.next())
                        .bind("channel", channel)
                        .bind("state", state)
                        .bind("count", count)
                        .execute());
    }

    private void tranche(String channel, String state, int expected) {
        var incident = Ids.next();
        var event = Ids.next();
        database.change(cast.alice(), tx -> {
            tx.createUpdate("""
                    insert into incident (organization_id, page_id, id, kind, name, status, impact, impact_worst,
                                          started_at, created_at, updated_at)
                    values (:organizationId, :page, :incident, 'realtime', 'Fog', 'investigating', 'none', 'none', :now, :now, :now)
                    """)
                    .bind("page", cast.page().value())
                    .bind("incident", incident)
                    .execute();
            tx.createUpdate("""
                    insert into notification_event (organization_id, page_id, id, page_seq, kind, incident_id, event_at, event_month)
                    select :organizationId, :page, :event, count(*) + 1000, 'incident.opened', :incident, :now, '2026-11-01'
                      from notification_event
                    """)
                    .bind("page", cast.page().value())
                    .bind("incident", incident)
                    .bind("event", event)
                    .execute();
            return tx.createUpdate("""
                    insert into tranche (organization_id, page_id, id, event_id, channel, lane, from_id, to_id, expected, state, due_at, page_seq)
                    values (:organizationId, :page, :id, :event, :channel, 1, :id, :id, :expected, :state, :now, 1)
                    """)
                    .bind("page", cast.page().value())
                    .bind("id", Ids.next())
                    .bind("event", event)
                    .bind("channel", channel)
                    .bind("expected", expected)
                    .bind("state", state)
                    .execute();
        });
    }

    @Test
    void whatWaitsForItsFirstAttemptIsCountedByTranches() {
        tranche("email", "waiting", 100);
        tranche("email", "waiting", 17);
        tranche("email", "claimed", 50);

        assertThat(counts(Duration.ZERO).of("email", "waiting")).isEqualTo(117);
        assertThat(counts(Duration.ZERO).of("webhook", "waiting")).isZero();
    }

    /** First attempts of so many, which have no rows of their own. */
    private void claim(String channel, int subscribers) {
        tranche(channel, "claimed", subscribers);
        database.change(
                cast.alice(),
                tx -> tx.createUpdate("""
                insert into claim (organization_id, page_id, claim_no, event_id, channel, node_id, lease_until, made_at, subscribers)
                select :organizationId, :page, nextval('claim_number'), max(t.event_id), :channel, 'node', :now, :now,
                       (select array_agg('bbbbbbbb' || lpad(cast(i as text), 4, '0')) from generate_series(1, :count) as i)
                  from tranche t where t.channel = :channel
                """)
                        .bind("page", cast.page().value())
                        .bind("channel", channel)
                        .bind("count", subscribers)
                        .execute());
    }

    @Test
    void firstAttemptsThatAreUnderWayAreBeingSentAsRetriesAre() {
        claim("email", 50);
        deliveries(cast.alice(), cast.page(), "email", "sending", 5);

        assertThat(counts(Duration.ZERO).of("email", "sending")).isEqualTo(55);
        assertThat(counts(Duration.ZERO).of("webhook", "sending")).isZero();
    }

    @Test
    void theyAreCountedByChannelAndByWhereTheyStandForTheWholeInstallation() {
        deliveries(cast.alice(), cast.page(), "email", "retry", 3);
        deliveries(cast.mallory(), cast.otherPage(), "email", "retry", 4);
        deliveries(cast.alice(), cast.page(), "email", "failed", 2);
        deliveries(cast.alice(), cast.page(), "email", "gone", 1);
        deliveries(cast.alice(), cast.page(), "email", "sent", 9);
        deliveries(cast.alice(), cast.page(), "webhook", "sending", 5);

        var counts = counts(Duration.ZERO);

        assertThat(counts.of("email", "retrying")).isEqualTo(7);
        assertThat(counts.of("email", "given_up")).isEqualTo(3);
        assertThat(counts.of("email", "sending")).isZero();
        assertThat(counts.of("email", "waiting")).isZero();
        assertThat(counts.of("webhook", "sending")).isEqualTo(5);
    }

    @Test
    void theyAreNotCountedAnewForEveryQuestion() {
        var counts = counts(Duration.ofHours(1));
        assertThat(counts.of("email", "retrying")).isZero();

        deliveries(cast.alice(), cast.page(), "email", "retry", 3);

        assertThat(counts.of("email", "retrying")).isZero();
        assertThat(counts(Duration.ofHours(1)).of("email", "retrying")).isEqualTo(3);
    }
}
