package foghorn.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.Await;
import foghorn.Cast;
import foghorn.kit.db.Database;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import foghorn.subscriber.TableRun.Phase;
import foghorn.tenant.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports of tables that are sent, on two nodes with one database. */
class SubscriberFileServiceTest {
    private final TestDatabase test = TestDatabase.create();
    private final Database database = test.database(InstantSource.system());
    private final Cast cast = Cast.on(database);
    private final SubscriberRoom room = new SubscriberRoom(database, cast.vault(), cast.key());
    private final SubscriberFileService one = room.sentFiles();
    private final SubscriberFileService other = new SubscriberRoom(database, cast.vault(), cast.key()).sentFiles();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        one.close();
        other.close();
        test.close();
    }

    private void send(String table) {
        try {
            one.begin(cast.alice(), cast.page(), Files.writeString(folder.resolve(Ids.next()), table), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String table(int rows) {
        return IntStream.range(0, rows)
                .mapToObj(i -> "reader-" + i + "@readers.example\n")
                .collect(Collectors.joining("", "email\n", ""));
    }

    private TableRun seen(SubscriberFileService node) {
        return node.find(cast.alice(), cast.page()).orElseThrow();
    }

    private void await(Phase phase) {
        Await.until("it is " + phase, () -> seen(other).phase() == phase);
    }

    private long subscribers() {
        return room.service().counts(cast.alice(), cast.page()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private List<Path> files() {
        try (var files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatOneNodeTookGoesOnWhenItIsSaidOnAnother() {
        send(table(2_500));
        await(Phase.ASKING);
        assertThat(seen(other).added()).isEqualTo(2_500);
        assertThat(subscribers()).isZero();

        other.go(cast.alice(), cast.page(), seen(other).id());

        await(Phase.DONE);
        Await.until("its end is told", () -> files().isEmpty());
        assertThat(seen(other)).isEqualTo(seen(one));
        assertThat(seen(other).added()).isEqualTo(2_500);
        assertThat(seen(other).percent()).isEqualTo(100);
        assertThat(subscribers()).isEqualTo(2_500);
    }

    @Test
    void whatOneNodeTookIsLeftWhenItIsSaidOnAnother() {
        send(table(3));
        await(Phase.ASKING);
        var id = seen(other).id();

        other.stop(cast.alice(), cast.page());

        await(Phase.LEFT);
        Await.until("the table is removed", () -> files().isEmpty());
        assertThatThrownBy(() -> other.go(cast.alice(), cast.page(), id)).isInstanceOf(Problem.Conflict.class);
        assertThat(subscribers()).isZero();
    }

    @Test
    void onlyTheTableThatWasLookedAtLastCanBeImported() {
        send(table(3));
        await(Phase.ASKING);
        var first = seen(other).id();
        send(table(5));
        Await.until("the second is looked at", () -> seen(other).added() == 5);

        assertThatThrownBy(() -> one.go(cast.alice(), cast.page(), first)).isInstanceOf(Problem.Conflict.class);
        one.go(cast.alice(), cast.page(), seen(one).id());
        await(Phase.DONE);
        assertThat(subscribers()).isEqualTo(5);
        Await.until("both tables are removed", () -> files().isEmpty());
    }

    @Test
    void whatANodeTookThatDiedIsSeenAsEnded() {
        send(table(3));
        await(Phase.ASKING);
        var id = seen(other).id();
        one.close();
        database.change(
                cast.alice(),
                tx -> tx.createUpdate("update import_run set alive_at = clock_timestamp() - interval '1 minute'")
                        .execute());

        assertThat(seen(other).phase()).isEqualTo(Phase.LEFT);
        assertThat(seen(other).error())
                .hasValueSatisfying(error -> assertThat(error).contains("send the file again"));
        assertThatThrownBy(() -> other.go(cast.alice(), cast.page(), id)).isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void whatIsWrongIsKeptOfTheLastLook() throws IOException {
        send("email\n" + "nobody\n".repeat(1_200) + "one@readers.example\n");
        await(Phase.ASKING);
        assertThat(problems()).hasSize(1_201);

        other.go(cast.alice(), cast.page(), seen(other).id());

        await(Phase.DONE);
        assertThat(problems()).hasSize(1_201).last().asString().startsWith("1201,email,");
        assertThat(seen(other).firstProblems()).hasSize(20);
        send("email\nnobody\n");
        Await.until("the next is looked at", () -> seen(other).rows() == 1);
        assertThat(problems()).hasSize(2);
    }

    private List<String> problems() throws IOException {
        var out = new ByteArrayOutputStream();
        other.writeProblems(cast.alice(), cast.page(), out);
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void onlyWhoMayManageSubscribersBeginsSeesAndDecides() {
        for (var who : List.of(cast.bob(), cast.mallory())) {
            var refusal = who == cast.bob() ? Problem.Forbidden.class : Problem.NotFound.class;
            assertThatThrownBy(() -> one.find(who, cast.page())).isInstanceOf(refusal);
            assertThatThrownBy(() -> one.go(who, cast.page(), "")).isInstanceOf(refusal);
            assertThatThrownBy(() -> one.stop(who, cast.page())).isInstanceOf(refusal);
            assertThatThrownBy(() -> one.writeProblems(who, cast.page(), new ByteArrayOutputStream()))
                    .isInstanceOf(refusal);
            assertThatThrownBy(() ->
                            one.begin(who, cast.page(), Files.writeString(folder.resolve("table"), "email\n"), true))
                    .isInstanceOf(refusal);
        }
    }
}
