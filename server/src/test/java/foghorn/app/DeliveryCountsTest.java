package foghorn.app;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.Cast;
import foghorn.kit.db.Database;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import foghorn.notification.PlantedLedger;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveryCountsTest {
    private final TestDatabase test = TestDatabase.create();
    private final Database database = test.database(InstantSource.system());
    private final Cast cast = Cast.on(database);
    private final PlantedLedger ours = new PlantedLedger(database, cast.alice(), cast.page());
    private final PlantedLedger theirs = new PlantedLedger(database, cast.mallory(), cast.otherPage());

    @AfterEach
    void close() {
        test.close();
    }

    private DeliveryCounts counts(Duration staleAfter) {
        return new DeliveryCounts(database, staleAfter);
    }

    private void tranche(String channel, String state, int expected) {
        database.change(
                cast.alice(),
                tx -> tx.createUpdate("""
                insert into tranche (organization_id, page_id, id, event_id, channel, lane, from_id, to_id, expected, state, due_at, page_seq)
                values (:organizationId, :page, :id, :event, :channel, 1, :id, :id, :expected, :state, :now, 1)
                """)
                        .bind("page", cast.page().value())
                        .bind("id", Ids.next())
                        .bind("event", ours.event())
                        .bind("channel", channel)
                        .bind("expected", expected)
                        .bind("state", state)
                        .execute());
    }

    /** First attempts of so many, which have no rows of their own. */
    private void claim(String channel, int subscribers) {
        database.change(
                cast.alice(),
                tx -> tx.createUpdate("""
                insert into claim (organization_id, page_id, claim_no, event_id, channel, node_id, lease_until, made_at, subscribers)
                select :organizationId, :page, nextval('claim_number'), :event, :channel, 'node', :now, :now,
                       array_agg('bbbbbbbb' || lpad(cast(i as text), 4, '0'))
                  from generate_series(1, :count) as i
                """)
                        .bind("page", cast.page().value())
                        .bind("event", ours.event())
                        .bind("channel", channel)
                        .bind("count", subscribers)
                        .execute());
    }

    @Test
    void firstAttemptsThatAreUnderWayAreBeingSentAsRetriesAre() {
        claim("email", 50);
        ours.deliveries(ours.event(), "email", "sending", 5);

        assertThat(counts(Duration.ZERO).of("email", "sending")).isEqualTo(55);
        assertThat(counts(Duration.ZERO).of("webhook", "sending")).isZero();
    }

    @Test
    void theyAreCountedByChannelAndByWhereTheyStandForTheWholeInstallation() {
        ours.deliveries(ours.event(), "email", "retry", 3);
        theirs.deliveries(theirs.event(), "email", "retry", 4);
        ours.deliveries(ours.event(), "email", "failed", 2);
        ours.deliveries(ours.event(), "email", "gone", 1);
        ours.deliveries(ours.event(), "email", "sent", 9);
        ours.deliveries(ours.event(), "webhook", "sending", 5);

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

        ours.deliveries(ours.event(), "email", "retry", 3);

        assertThat(counts.of("email", "retrying")).isZero();
        assertThat(counts(Duration.ofHours(1)).of("email", "retrying")).isEqualTo(3);
    }
}
