package foghorn.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.Await;
import foghorn.kit.http.GuardedClient;
import foghorn.kit.http.Receiver;
import foghorn.kit.id.Ids;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransferServiceTest {
    private static final Removal REMOVAL = new Removal();
    private static final String HOST = "127.0.0.43";

    @TempDir
    private Path folder;

    private TransferService transfers;
    private PageId page;

    @BeforeEach
    void open() {
        transfers = new TransferService(REMOVAL.database, REMOVAL.imports);
        page = REMOVAL.newPage();
    }

    @AfterEach
    void end() {
        transfers.close();
    }

    @AfterAll
    static void close() {
        REMOVAL.close();
    }

    @Test
    void anImportGoesOnByItselfAndItsEndIsKnown() throws IOException {
        assertThat(transfers.find(REMOVAL.cast.alice(), page)).isEmpty();
        try (var elsewhere = elsewhere()) {
            transfers.begin(REMOVAL.cast.alice(), page, " " + elsewhere.at("/") + " ");
            awaitOver(page);
        }

        var state = state(page);
        assertThat(state.error()).isEmpty();
        assertThat(state.report()).hasValueSatisfying(report -> {
            assertThat(report.stopped()).isFalse();
            assertThat(report.components().made()).isEqualTo(5);
            assertThat(report.incidents().made()).isEqualTo(4);
        });
        assertThat(state.lines()).hasSize(3).allSatisfy(line -> assertThat(line).endsWith("is not there (404)"));
        assertThat(REMOVAL.strings(page, "select action from audit_entry where subject = :page"))
                .contains("page.import_begun", "page.imported", "component.imported");
    }

    @Test
    void oneThatReadsStopsAtOnceAndChangesNothing() throws IOException {
        try (var silent = silent()) {
            transfers.begin(REMOVAL.cast.alice(), page, silent.at("/").toString());
            Await.until("it was called", () -> !silent.requests().isEmpty());
            transfers.begin(REMOVAL.cast.alice(), page, "https://10.0.0.1/");
            assertThat(state(page).source())
                    .as("one at a time")
                    .isEqualTo(silent.at("/").toString());
            assertThat(state(page).isOver()).isFalse();

            transfers.stop(REMOVAL.cast.alice(), page);
            awaitOver(page);
        }

        assertThat(state(page).report()).isEmpty();
        assertThat(state(page).error()).isEmpty();
        assertThat(REMOVAL.strings(page, "select action from audit_entry where subject = :page"))
                .contains("page.import_stopped")
                .doesNotContain("page.imported");
    }

    @Test
    void everyNodeSeesItAndCanStopIt() throws IOException {
        try (var silent = silent();
                var other = new TransferService(REMOVAL.database, REMOVAL.imports)) {
            var address = silent.at("/").toString();
            transfers.begin(REMOVAL.cast.alice(), page, address);
            Await.until("it was called", () -> !silent.requests().isEmpty());

            assertThat(other.find(REMOVAL.cast.alice(), page)).hasValueSatisfying(state -> {
                assertThat(state.source()).isEqualTo(address);
                assertThat(state.isOver()).isFalse();
            });
            other.begin(REMOVAL.cast.alice(), page, "https://10.0.0.1/");
            assertThat(state(page).source())
                    .as("one at a time, on whichever node")
                    .isEqualTo(address);

            other.stop(REMOVAL.cast.alice(), page);
            awaitOver(page);
        }
        assertThat(state(page).error()).isEmpty();
        assertThat(state(page).isStopping()).isTrue();
        assertThat(REMOVAL.strings(page, "select action from audit_entry where subject = :page"))
                .contains("page.import_begun", "page.import_refused", "page.import_stopped");
    }

    @Test
    void ofANodeThatDiedTheEndIsSeenAndTheNextMayBegin() throws IOException {
        try (var silent = silent()) {
            transfers.begin(REMOVAL.cast.alice(), page, silent.at("/").toString());
            Await.until("it was called", () -> !silent.requests().isEmpty());
            transfers.close();
        }
        // As if its last words had been a minute ago, and not its end.
        REMOVAL.database.change(
                REMOVAL.cast.alice(),
                tx -> tx.createUpdate("update import_run set alive_at = clock_timestamp() - interval '1 minute'")
                        .execute());

        assertThat(state(page).error())
                .hasValueSatisfying(error -> assertThat(error).contains("import again"));
        transfers.begin(REMOVAL.cast.alice(), page, "https://10.0.0.1/");
        Await.until(
                "the next is over",
                () -> state(page).source().contains("10.0.0.1") && state(page).isOver());
    }

    @Test
    void whereNothingGoesOnNothingIsSaidToBeStopped() {
        transfers.stop(REMOVAL.cast.alice(), page);

        assertThat(REMOVAL.strings(page, "select action from audit_entry where subject = :page"))
                .contains("page.import_was_over")
                .doesNotContain("page.import_stopped");
    }

    @Test
    void theNextWaitsForItsTurn() throws IOException {
        var next = REMOVAL.newPage();
        try (var silent = silent();
                var elsewhere = elsewhere()) {
            transfers.begin(REMOVAL.cast.alice(), page, silent.at("/").toString());
            Await.until("it was called", () -> !silent.requests().isEmpty());
            transfers.begin(REMOVAL.cast.alice(), next, elsewhere.at("/").toString());
            assertThat(state(next).isOver()).isFalse();
            assertThat(elsewhere.requests()).isEmpty();

            transfers.stop(REMOVAL.cast.alice(), page);
            awaitOver(next);
        }
        assertThat(state(next).report()).isPresent();
    }

    @Test
    void anAddressThatMayNotBeCalledIsToldInWords() {
        transfers.begin(REMOVAL.cast.alice(), page, "10.0.0.1");
        awaitOver(page);

        assertThat(state(page).source()).isEqualTo("https://10.0.0.1");
        assertThat(state(page).error())
                .hasValueSatisfying(error -> assertThat(error).contains("may not be called"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "file:///etc/passwd",
                "/etc/passwd",
                "javascript:alert(1)",
                "https://user:secret@example.com/"
            })
    void whatIsNoWebAddressIsRefused(String typed) {
        assertThatThrownBy(() -> transfers.begin(REMOVAL.cast.alice(), page, typed))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageStartingWith("address must be");
        assertThat(transfers.find(REMOVAL.cast.alice(), page)).isEmpty();
    }

    @Test
    void onlyWhoMayManageThePageBeginsSeesAndStops() {
        for (var who : List.of(REMOVAL.cast.carol(), REMOVAL.cast.mallory())) {
            var refusal = who == REMOVAL.cast.carol() ? Problem.Forbidden.class : Problem.NotFound.class;
            assertThatThrownBy(() -> transfers.begin(who, page, "https://10.0.0.1/"))
                    .isInstanceOf(refusal);
            assertThatThrownBy(() -> transfers.find(who, page)).isInstanceOf(refusal);
            assertThatThrownBy(() -> transfers.stop(who, page)).isInstanceOf(refusal);
        }
    }

    @Test
    void documentsAtHandAreReadWithoutAnyAddress() throws IOException {
        var text = Files.readString(Path.of(Removal.madeUp("summary.json")));
        transfers.begin(REMOVAL.cast.alice(), page, " ", List.of(sent(text), sent(text)));
        awaitOver(page);

        assertThat(state(page).source()).isEqualTo("file 1, file 2");
        assertThat(state(page).report())
                .hasValueSatisfying(
                        report -> assertThat(report.components().made()).isEqualTo(5));
        assertThat(folder).as("what was handed over").isEmptyDirectory();
    }

    @Test
    void documentsAtHandAreTakenUpToALimitEachAndNotKept() throws IOException {
        var large = sent("");
        try (var file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(GuardedClient.MOST_DOCUMENT + 1L);
        }

        assertThatThrownBy(() -> transfers.begin(REMOVAL.cast.alice(), page, "", List.of(large)))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessage("files may have at most 16 MB each");
        assertThat(transfers.find(REMOVAL.cast.alice(), page)).isEmpty();
        assertThat(large).as("left to whoever sent it").exists();
    }

    @Test
    void documentsAtHandAreRemovedWhenTheImportIsStoppedToo() throws IOException {
        try (var silent = silent()) {
            transfers.begin(
                    REMOVAL.cast.alice(),
                    page,
                    silent.at("/").toString(),
                    List.of(sent("no JSON"), sent("none either")));
            Await.until("it was called", () -> !silent.requests().isEmpty());
            assertThat(folder).isNotEmptyDirectory();
            var late = sent("{}");
            transfers.begin(REMOVAL.cast.alice(), page, "", List.of(late));
            assertThat(late).as("nothing else begins").exists();
            Files.delete(late);

            transfers.stop(REMOVAL.cast.alice(), page);
            awaitOver(page);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aDocumentAtHandThatIsNoneIsNamed() throws IOException {
        transfers.begin(REMOVAL.cast.alice(), page, "", List.of(sent("{\"page\":{}}"), sent("no JSON")));
        awaitOver(page);

        assertThat(state(page).report()).isEmpty();
        assertThat(state(page).error())
                .hasValueSatisfying(error -> assertThat(error).startsWith("file 1"));
        assertThat(REMOVAL.strings(page, "select action from audit_entry where subject = :page"))
                .doesNotContain("page.imported");
    }

    /** A document as a form brought it. */
    private Path sent(String text) throws IOException {
        return Files.writeString(folder.resolve(Ids.next()), text);
    }

    private void awaitOver(PageId which) {
        Await.until("the import is over", () -> state(which).isOver());
    }

    private ImportRun.State state(PageId which) {
        return transfers.find(REMOVAL.cast.alice(), which).orElseThrow();
    }

    /** Takes requests and never answers. */
    private static Receiver silent() {
        return new Receiver(HOST, connection -> {
            connection.read();
            connection.read();
        });
    }

    /** A status page that has a summary and nothing else. */
    private static Receiver elsewhere() throws IOException {
        var bytes = Files.readAllBytes(Path.of(Removal.madeUp("summary.json")));
        // What is written is written as characters of Latin-1.
        var summary = new String(bytes, StandardCharsets.ISO_8859_1);
        return new Receiver(HOST, connection -> {
            for (var request = connection.read(); request.isPresent(); request = connection.read()) {
                boolean isThere = request.get().line().contains("/summary.json");
                connection.write("HTTP/1.1 " + (isThere ? "200 OK" : "404 Not found") + "\r\ncontent-length: "
                        + (isThere ? summary.length() : 0) + "\r\n\r\n" + (isThere ? summary : ""));
            }
        });
    }
}
