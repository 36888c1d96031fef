package foghorn.page.run;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.Await;
import foghorn.Cast;
import foghorn.kit.db.Database;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import foghorn.page.run.KnownRun.Life;
import foghorn.tenant.Permission;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunsTest {
    private final AtomicReference<Instant> clock = new AtomicReference<>(Instant.now());
    private final TestDatabase test = TestDatabase.create();
    private final Database database = test.database(clock::get);
    private final Cast cast = Cast.on(database);
    private final AtomicReference<Wish> wished = new AtomicReference<>();
    private volatile String state = "first";

    @AfterEach
    void close() {
        test.close();
    }

    private <T> T runs(Function<Runs, T> work) {
        return database.changePage(
                cast.alice(),
                cast.page(),
                Permission.MANAGE_PAGE,
                tx -> work.apply(new Runs(tx, cast.page(), RunKind.PUBLIC_PAGE)));
    }

    private boolean done(Function<Runs, Boolean> work) {
        return runs(work);
    }

    private Optional<KnownRun> found() {
        return runs(Runs::find);
    }

    private RunPulse pulse(String id) {
        var of = new RunPulse.Of(cast.organization(), cast.page(), RunKind.PUBLIC_PAGE, id);
        return new RunPulse(database, of, () -> state, wished::set);
    }

    private void silence(String time) {
        database.change(
                cast.alice(),
                tx -> tx.createUpdate("update import_run set alive_at = clock_timestamp() - cast(:time as interval)")
                        .bind("time", time)
                        .execute());
    }

    @Test
    void aPageHasOneOfAKindAtATime() {
        var id = Ids.next();
        assertThat(done(runs -> runs.begin(id, "first"))).isTrue();
        assertThat(done(runs -> runs.begin(Ids.next(), "second"))).isFalse();
        assertThat(found()).contains(new KnownRun(id, "first", Life.ALIVE, Optional.empty()));
        boolean other = database.changePage(
                cast.alice(),
                cast.page(),
                Permission.MANAGE_PAGE,
                tx -> new Runs(tx, cast.page(), RunKind.SUBSCRIBERS).begin(Ids.next(), "table"));
        assertThat(other).as("another kind").isTrue();

        pulse(id).end();

        assertThat(found()).hasValueSatisfying(run -> assertThat(run.life()).isEqualTo(Life.ENDED));
        assertThat(done(runs -> runs.ask(Wish.STOP))).as("it is over").isFalse();
        assertThat(done(runs -> runs.begin(Ids.next(), "second"))).isTrue();
    }

    @Test
    void whoRunsItTellsHowFarItIsAndHearsWhatIsWanted() {
        var id = Ids.next();
        runs(runs -> runs.begin(id, "first"));
        var pulse = pulse(id);
        pulse.start();
        state = "second";
        Await.until("it is told", () -> found().orElseThrow().state().equals("second"));

        assertThat(done(runs -> runs.ask(Wish.GO))).isTrue();
        Await.until("it is heard", () -> wished.get() == Wish.GO);
        assertThat(done(runs -> runs.ask(Wish.STOP))).isTrue();
        assertThat(done(runs -> runs.ask(Wish.GO))).as("a wish to stop stays").isFalse();
        Await.until("it is heard", () -> wished.get() == Wish.STOP);

        state = "last";
        pulse.end();
        assertThat(found()).hasValueSatisfying(run -> assertThat(run.state()).isEqualTo("last"));
    }

    @Test
    void oneThatIsSilentIsLostAndEndsWhenAnotherTakesItsPlace() {
        var id = Ids.next();
        runs(runs -> runs.begin(id, "first"));
        silence("29 seconds");
        assertThat(found().orElseThrow().life()).isEqualTo(Life.ALIVE);
        silence("40 seconds");
        assertThat(found().orElseThrow().life()).isEqualTo(Life.LOST);

        assertThat(done(runs -> runs.begin(Ids.next(), "second"))).isTrue();
        pulse(id).tell();

        assertThat(wished).as("it was only slow, and is to stop now").hasValue(Wish.STOP);
        assertThat(found().orElseThrow().state()).isEqualTo("second");
    }

    @Test
    void whatCouldNotBeTakenIsKeptInPartsAndGoesWithTheRun() {
        var id = Ids.next();
        runs(runs -> runs.begin(id, "first"));
        var pulse = pulse(id);
        pulse.keep(0, "one");
        pulse.keep(1, "two");
        assertThat(List.of(part(id, 0), part(id, 1), part(id, 2)))
                .containsExactly(Optional.of("one"), Optional.of("two"), Optional.empty());
        pulse.forget();
        assertThat(part(id, 0)).isEmpty();

        pulse.keep(0, "three");
        pulse.end();
        runs(runs -> runs.begin(Ids.next(), "second"));
        pulse.keep(1, "of a run that is gone");
        assertThat(part(id, 0)).isEmpty();
        assertThat(part(id, 1)).isEmpty();
    }

    private Optional<String> part(String id, int part) {
        return runs(runs -> runs.part(id, part));
    }

    @Test
    void whatEndedLongAgoIsForgotten() {
        var sweep = new RunSweep(database, () -> List.of(cast.organization()));
        var id = Ids.next();
        runs(runs -> runs.begin(id, "first"));
        pulse(id).end();
        sweep.sweep();
        assertThat(found()).isPresent();

        database.change(
                cast.alice(),
                tx -> tx.createUpdate("update import_run set begun_at = begun_at - interval '8 days'")
                        .execute());
        sweep.sweep();
        assertThat(found()).isEmpty();
    }
}
