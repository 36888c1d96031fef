package foghorn.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.Cast;
import foghorn.component.ComponentRoom;
import foghorn.component.NewComponent;
import foghorn.kit.db.Database;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import foghorn.subscriber.NoticeHistory.SentNotice;
import foghorn.subscriber.SubscriberId;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.Problem;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a subscriber was sent, of whom nothing is looked up but the ledger. */
class SubscriberHistoryTest {
    private static final Instant FIRST = Instant.parse("2026-05-04T09:00:00Z");
    private static final int EVENTS = 2 * HistoryRepository.EVENTS + 500;

    private final TestDatabase test = TestDatabase.create();
    private final Database database = test.database(InstantSource.system());
    private final Cast cast = Cast.on(database);
    private final Call visitor = new Call(new Actor.Viewer(cast.organization(), cast.page()), "test");
    private final SubscriberHistory history = new SubscriberHistory(database);
    private final SubscriberId reader = new SubscriberId(Ids.next());

    @AfterEach
    void close() {
        test.close();
    }

    /** So many changes of a component, a second apart, of every third of which the reader was told. */
    private void tell(int events) {
        var component =
                new ComponentRoom(database).components().create(cast.alice(), cast.page(), NewComponent.named("Pier"));
        database.change(
                cast.alice(),
                tx -> tx.createUpdate("""
                with event as (
                    insert into notification_event (organization_id, page_id, id, page_seq, kind, component_id, event_at, event_month)
                    select :organizationId, :page, e.id, 1000000 + e.n, 'component.status_changed', :component,
                           cast(:first as timestamptz) + (e.n - 1) * interval '1 second', date '2026-05-01'
                      from unnest(cast(:ids as text[])) with ordinality as e (id, n)
                    returning *)
                insert into delivery (organization_id, page_id, event_month, event_id, subscriber_id, channel, state, created_at, done_at)
                select organization_id, page_id, event_month, id, :reader, 'email', 'sent', event_at, event_at
                  from event where page_seq % 3 = 0
                """)
                        .bind("page", cast.page().value())
                        .bind("component", component.id().value())
                        .bind("first", FIRST)
                        .bind("reader", reader.value())
                        .bindArray(
                                "ids",
                                String.class,
                                Stream.generate(Ids::next).limit(events).toList())
                        .execute());
    }

    private List<List<SentNotice>> all() throws IOException {
        var parts = new ArrayList<List<SentNotice>>();
        history.all(visitor, cast.page(), reader, parts::add);
        return parts;
    }

    @Test
    void allOfItIsReadPartByPartHoweverMuchThePageTold() throws IOException {
        tell(EVENTS);

        var parts = all();

        assertThat(parts).hasSize(3).allSatisfy(part -> assertThat(part).hasSizeLessThan(400));
        var expected = Stream.iterate(EVENTS, n -> n > 0, n -> n - 1)
                .filter(n -> (1_000_000 + n) % 3 == 0)
                .map(n -> FIRST.plusSeconds(n - 1))
                .toList();
        assertThat(parts.stream().flatMap(List::stream).map(SentNotice::at)).isEqualTo(expected);
        assertThat(parts.getLast().getLast().about()).contains("Pier");
        assertThat(history.of(visitor, cast.page(), reader, 10))
                .as("the newest alone")
                .isEqualTo(parts.getFirst().subList(0, 10));
    }

    @Test
    void whoWasToldOfNothingHasAnEmptyHistory() throws IOException {
        assertThat(all()).isEmpty();
        tell(1);
        assertThat(all()).as("the reader was not told of it").containsExactly(List.of());
    }

    @Test
    void itIsNotReadFromAnotherPage() {
        var elsewhere = cast.anotherPage("Elsewhere").id();
        assertThatThrownBy(() -> history.all(visitor, elsewhere, reader, part -> {}))
                .isInstanceOf(Problem.class);
    }
}
