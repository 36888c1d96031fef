package foghorn.notification;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.Cast;
import foghorn.kit.db.Database;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DueRetriesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    private final TestDatabase test = TestDatabase.create();
    private final Database database = test.database(InstantSource.fixed(NOW));
    private final Cast cast = Cast.on(database);

    @AfterEach
    void close() {
        test.close();
    }

    private String event(Call call, PageId page, boolean paused) {
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

    private void retries(Call call, PageId page, String event, String channel, Duration dueAfter, int count) {
        database.change(
                call,
                tx -> tx.createUpdate("""
                insert into delivery (organization_id, page_id, event_month, event_id, subscriber_id, channel, state, created_at, retry_at)
                select :organizationId, :page, '2026-11-01', :event, 'bbbbbbbb' || lpad(cast(i as text), 4, '0'), :channel, 'retry',
                       :now, :due
                  from generate_series(1, :count) as i
                """)
                        .bind("page", page.value())
                        .bind("event", event)
                        .bind("channel", channel)
                        .bind("due", NOW.plus(dueAfter))
                        .bind("count", count)
                        .execute());
    }

    private List<PageId> pages() {
        return database.installation(handle -> new DirectoryRepository(handle)
                .dueRetries("email", NOW, 10).stream()
                        .map(turn -> turn.place().page())
                        .toList());
    }

    private Instant oldest() {
        return database.installation(handle ->
                new DirectoryRepository(handle).oldestDue("email", NOW).orElse(Instant.EPOCH));
    }

    private List<String> locked(Call call, PageId page) {
        return database.change(
                call,
                tx -> new ClaimRepository(tx)
                        .lockRetries(page, "email", 100).stream()
                                .map(ClaimRepository.DeliveryRow::eventId)
                                .distinct()
                                .toList());
    }

    @Test
    void thePageWhoseRetryHasBeenDueLongestIsFirst() {
        var ours = event(cast.alice(), cast.page(), false);
        var later = event(cast.alice(), cast.page(), false);
        var theirs = event(cast.mallory(), cast.otherPage(), false);
        retries(cast.alice(), cast.page(), ours, "email", Duration.ofMinutes(-1), 3);
        retries(cast.alice(), cast.page(), later, "email", Duration.ofSeconds(-1), 3);
        retries(cast.mallory(), cast.otherPage(), theirs, "email", Duration.ofMinutes(-2), 3);

        assertThat(pages()).containsExactly(cast.otherPage(), cast.page());
        assertThat(oldest()).isEqualTo(NOW.minusSeconds(120));
        assertThat(locked(cast.alice(), cast.page())).containsExactly(ours);
        assertThat(locked(cast.mallory(), cast.otherPage())).containsExactly(theirs);
        assertThat(locked(cast.mallory(), cast.page())).isEmpty();
    }

    @Test
    void whatIsPausedNotYetDueOrOfAnotherChannelIsPassedOver() {
        var paused = event(cast.alice(), cast.page(), true);
        var early = event(cast.alice(), cast.page(), false);
        var other = event(cast.alice(), cast.page(), false);
        retries(cast.alice(), cast.page(), paused, "email", Duration.ofMinutes(-1), 50);
        retries(cast.alice(), cast.page(), early, "email", Duration.ofSeconds(1), 3);
        retries(cast.alice(), cast.page(), other, "webhook", Duration.ofMinutes(-1), 3);

        assertThat(pages()).isEmpty();
        assertThat(oldest()).isEqualTo(Instant.EPOCH);
        assertThat(locked(cast.alice(), cast.page())).isEmpty();

        var due = event(cast.alice(), cast.page(), false);
        retries(cast.alice(), cast.page(), due, "email", Duration.ofSeconds(-5), 3);

        assertThat(pages()).containsExactly(cast.page());
        assertThat(oldest()).isEqualTo(NOW.minusSeconds(5));
        assertThat(locked(cast.alice(), cast.page())).containsExactly(due);
    }
}
