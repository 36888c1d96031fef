package foghorn.notification;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.Cast;
import foghorn.kit.db.Database;
import foghorn.kit.db.TestDatabase;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
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
    private final PlantedLedger ours = new PlantedLedger(database, cast.alice(), cast.page());
    private final PlantedLedger theirs = new PlantedLedger(database, cast.mallory(), cast.otherPage());

    @AfterEach
    void close() {
        test.close();
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
        var first = ours.event();
        ours.retries(first, "email", NOW.minusSeconds(60), 3);
        ours.retries(ours.event(), "email", NOW.minusSeconds(1), 3);
        var other = theirs.event();
        theirs.retries(other, "email", NOW.minusSeconds(120), 3);

        assertThat(pages()).containsExactly(cast.otherPage(), cast.page());
        assertThat(oldest()).isEqualTo(NOW.minusSeconds(120));
        assertThat(locked(cast.alice(), cast.page())).containsExactly(first);
        assertThat(locked(cast.mallory(), cast.otherPage())).containsExactly(other);
        assertThat(locked(cast.mallory(), cast.page())).isEmpty();
    }

    @Test
    void whatIsPausedNotYetDueOrOfAnotherChannelIsPassedOver() {
        ours.retries(ours.event(true), "email", NOW.minusSeconds(60), 50);
        ours.retries(ours.event(), "email", NOW.plusSeconds(1), 3);
        ours.retries(ours.event(), "webhook", NOW.minusSeconds(60), 3);

        assertThat(pages()).isEmpty();
        assertThat(oldest()).isEqualTo(Instant.EPOCH);
        assertThat(locked(cast.alice(), cast.page())).isEmpty();

        var due = ours.event();
        ours.retries(due, "email", NOW.minusSeconds(5), 3);

        assertThat(pages()).containsExactly(cast.page());
        assertThat(oldest()).isEqualTo(NOW.minusSeconds(5));
        assertThat(locked(cast.alice(), cast.page())).containsExactly(due);
    }
}
