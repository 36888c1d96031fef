package foghorn.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.Cast;
import foghorn.audit.AuditQuery.Period;
import foghorn.kit.db.Database;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import foghorn.tenant.Call;
import foghorn.tenant.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The log by what is asked for: in parts, each beginning where the one before ended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditFilterTest {
    private static final AuditQuery ALL =
            new AuditQuery(Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), Period.ALWAYS);

    private final TestDatabase test = TestDatabase.create();
    private final Database database = test.database(InstantSource.system());
    private final Cast cast = Cast.on(database);
    private final AuditReader reader = new AuditReader(database);
    private Call call = cast.alice();

    @AfterAll
    void close() {
        test.close();
    }

    @BeforeEach
    void aNewOrganization() {
        call = cast.found("Harbour", Ids.next() + "@harbour.example");
    }

    private void record(String action, String subject) {
        database.change(call, tx -> {
            new AuditLog(tx).record(action, subject);
            return null;
        });
    }

    private static AuditQuery of(String kind) {
        return new AuditQuery(Optional.empty(), Set.of(kind), Optional.empty(), Optional.empty(), Period.ALWAYS);
    }

    private static AuditQuery from(AuditQuery query, Optional<Long> before) {
        return new AuditQuery(before, query.kinds(), query.actor(), query.subject(), query.period());
    }

    /** The subjects of all parts, and how many parts there were. */
    private List<List<String>> parts(AuditReader through, AuditQuery query, int most) {
        var parts = new ArrayList<List<String>>();
        var next = query;
        while (true) {
            var part = through.find(call, next, most);
            parts.add(part.entries().stream().map(AuditEntry::subject).toList());
            if (part.older().isEmpty()) {
                return parts;
            }
            next = from(query, part.older());
        }
    }

    @Test
    void partsFollowEachOtherWithoutGapsWhileTheLogGrows() {
        for (int i = 0; i < 7; i++) {
            record("boat.moved", "boat-" + i);
            record("quay.closed", "quay-" + i);
        }

        assertThat(parts(reader, of("boat"), 3))
                .containsExactly(
                        List.of("boat-6", "boat-5", "boat-4"),
                        List.of("boat-3", "boat-2", "boat-1"),
                        List.of("boat-0"));
        assertThat(reader.find(call, of("boat"), 7).older()).isEmpty();
        assertThat(reader.find(call, of("lamp"), 3).entries()).isEmpty();
    }

    @Test
    void aRareThingIsLookedForInStretches() {
        record("boat.moved", "the-first");
        for (int i = 0; i < 25; i++) {
            record("quay.closed", "quay");
        }
        var hasty = new AuditReader(database, 10);

        var found = parts(hasty, of("boat"), 3);

        assertThat(found.size()).isGreaterThan(2);
        assertThat(found.getFirst()).isEmpty();
        assertThat(found.stream().flatMap(List::stream)).containsExactly("the-first");
    }

    @Test
    void itIsNarrowedDownToOneActorAndOneThing() {
        record("boat.moved", "ferry");
        record("boat.moved", "barge");
        record("boat.painted", "ferry");
        var me = call.actor().auditId();

        assertThat(reader.find(
                                call,
                                new AuditQuery(
                                        Optional.empty(),
                                        Set.of(),
                                        Optional.of(me),
                                        Optional.of("ferry"),
                                        Period.ALWAYS),
                                9)
                        .entries())
                .extracting(AuditEntry::action)
                .containsExactly("boat.painted", "boat.moved");
        assertThat(reader.find(
                                call,
                                new AuditQuery(
                                        Optional.empty(),
                                        Set.of(),
                                        Optional.of("nobody"),
                                        Optional.empty(),
                                        Period.ALWAYS),
                                9)
                        .entries())
                .isEmpty();
    }

    @Test
    void daysAreFoundAtOnceHoweverMuchWasDoneSince() {
        var now = new AtomicReference<>(Instant.now().plus(Duration.ofDays(10)).truncatedTo(ChronoUnit.SECONDS));
        var later = test.database((InstantSource) now::get);
        var hasty = new AuditReader(later, 10);
        var monday = now.get();
        recordAt(later, "boat.moved", "monday");
        now.updateAndGet(at -> at.plus(Duration.ofDays(1)));
        recordAt(later, "boat.moved", "tuesday");
        now.updateAndGet(at -> at.plus(Duration.ofDays(1)));
        for (int i = 0; i < 25; i++) {
            recordAt(later, "boat.moved", "wednesday");
        }

        assertThat(found(hasty, monday, monday.plusSeconds(1))).containsExactly("monday");
        assertThat(found(hasty, monday, monday.plus(Duration.ofHours(25)))).containsExactly("tuesday", "monday");
        assertThat(found(hasty, monday.plusSeconds(1), monday.plus(Duration.ofDays(1))))
                .isEmpty();
        var fromTuesday = new AuditQuery(
                Optional.empty(),
                Set.of("boat"),
                Optional.empty(),
                Optional.empty(),
                new Period(Optional.of(monday.plus(Duration.ofDays(1))), Optional.empty()));
        assertThat(parts(hasty, fromTuesday, 100).stream().flatMap(List::stream))
                .hasSize(26)
                .doesNotContain("monday");
    }

    private void recordAt(Database later, String action, String subject) {
        later.change(call, tx -> {
            new AuditLog(tx).record(action, subject);
            return null;
        });
    }

    /** The subjects of the first part. */
    private List<String> found(AuditReader through, Instant since, Instant until) {
        var query = new AuditQuery(
                Optional.empty(),
                Set.of("boat"),
                Optional.empty(),
                Optional.empty(),
                new Period(Optional.of(since), Optional.of(until)));
        return through.find(call, query, 9).entries().stream()
                .map(AuditEntry::subject)
                .toList();
    }

    @Test
    void readingIsRecordedAndShownOnlyToWhoAsksForIt() {
        reader.find(call, ALL, 9);

        assertThat(reader.find(call, ALL, 9).entries())
                .extracting(AuditEntry::action)
                .doesNotContain("audit.read");
        assertThat(reader.find(call, of("audit"), 9).entries())
                .extracting(AuditEntry::action)
                .containsOnly("audit.read")
                .hasSize(2);
    }

    @Test
    void onlyTheOwnLogIsRead() {
        record("boat.moved", "ours");

        assertThat(reader.find(cast.mallory(), of("boat"), 9).entries()).isEmpty();
        assertThatThrownBy(() -> reader.find(cast.bob(), ALL, 9)).isInstanceOf(Problem.Forbidden.class);
        assertThat(reader.find(call, from(ALL, Optional.of(Long.MIN_VALUE)), 9).entries())
                .isEmpty();
    }

    @Test
    void differencesHoldNamesAndChoicesButNoTexts() {
        var details = new Differences()
                .of("name", "Ferry", "Barge")
                .of("group", Optional.empty(), Optional.of("Boats"))
                .of("showcase", true, true)
                .ofText("description", Optional.of("Ask Bob."), Optional.of("Ask Eve."))
                .ofText("headline", "Same", "Same")
                .on("Barge");

        assertThat(details)
                .isEqualTo(Map.of(
                        "name",
                        "Barge",
                        "changed",
                        Map.of(
                                "name", Map.of("before", "Ferry", "after", "Barge"),
                                "group", Map.of("before", "", "after", "Boats"),
                                "description", Map.of())));
    }
}
