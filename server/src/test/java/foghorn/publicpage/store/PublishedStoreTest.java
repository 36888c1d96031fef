package foghorn.publicpage.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedStoreTest {
    private static final String PAGE = "h3n8vwq0tk2z";

    @TempDir
    Path folder;

    @Test
    void whatWasPublishedIsThereAfterARestart() {
        var store = PublishedStore.open(folder);
        store.publish(heading(1), Map.of("", html("home"), "incidents/a", html("one")), List.of());
        store.publish(heading(2), Map.of("", html("home again")), List.of("incidents/a"));

        var again = PublishedStore.open(folder);

        var publication = found(again);
        assertThat(publication.heading()).isEqualTo(heading(2));
        assertThat(publication.items().keySet()).containsExactly("");
        assertThat(text(again, "")).isEqualTo("home again");
    }

    @Test
    void aTornTailIsAsIfItHadNeverBeenWritten() throws IOException {
        var store = PublishedStore.open(folder);
        store.publish(heading(1), Map.of("", html("first")), List.of());
        long whole = Files.size(file());
        store.publish(heading(2), Map.of("", html("second")), List.of());
        long end = Files.size(file());

        for (long cut : new long[] {end - 1, whole + Batch.HEAD, whole + 3, whole}) {
            try (var channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
                channel.truncate(cut);
            }
            var again = PublishedStore.open(folder);
            assertThat(found(again).heading().pageSeq()).isEqualTo(1);
            assertThat(text(again, "")).isEqualTo("first");
        }
        var again = PublishedStore.open(folder);
        again.publish(heading(3), Map.of("", html("third")), List.of());
        assertThat(text(PublishedStore.open(folder), "")).isEqualTo("third");
    }

    @Test
    void aLastBatchWhoseBytesNeverReachedTheDiskIsLeftOut() throws IOException {
        var store = PublishedStore.open(folder);
        store.publish(heading(1), Map.of("", html("first")), List.of());
        store.publish(heading(2), Map.of("", html("second")), List.of());
        long end = Files.size(file());
        try (var channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(4), end - 4);
        }

        assertThat(text(PublishedStore.open(folder), "")).isEqualTo("first");
    }

    @Test
    void damagedBytesAreNotReturned() throws IOException {
        var store = PublishedStore.open(folder);
        store.publish(heading(1), Map.of("", html("first")), List.of());
        var publication = found(store);
        var packed = Objects.requireNonNull(publication.item("")).identity();
        try (var channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap("F".getBytes(UTF_8)), packed.offset());
        }

        assertThat(store.read(publication, packed)).isEmpty();
    }

    @Test
    void bytesThatDidNotChangeAreNotWrittenAgain() throws IOException {
        var store = PublishedStore.open(folder);
        var large = new byte[100_000];
        new Random(1).nextBytes(large);
        store.publish(heading(1), Map.of("", new Fresh(ItemType.HTML, 1, large)), List.of());
        long before = Files.size(file());

        store.publish(heading(2), Map.of("", new Fresh(ItemType.HTML, 2, large)), List.of());

        assertThat(Files.size(file()) - before).isLessThan(1000);
        assertThat(Objects.requireNonNull(found(store).item("")).key()).isEqualTo(2);
    }

    @Test
    void aFileDoesNotGrowForEverAndReadersFindWhatMoved() throws IOException {
        var store = PublishedStore.open(folder);
        var random = new Random(1);
        store.publish(heading(1), Map.of("kept", html("kept")), List.of());
        for (int i = 0; i < 40; i++) {
            var large = new byte[50_000];
            random.nextBytes(large);
            store.publish(heading(i), Map.of("", new Fresh(ItemType.HTML, i, large)), List.of());
        }

        try (var files = Files.list(folder)) {
            var left = files.toList();
            assertThat(left).hasSize(1);
            assertThat(Files.size(left.getFirst())).isLessThan(600_000);
        }
        assertThat(text(store, "kept")).isEqualTo("kept");
        assertThat(text(PublishedStore.open(folder), "kept")).isEqualTo("kept");
    }

    @Test
    void whatIsWithdrawnIsGoneFromDiskAndMarksTheSetIncomplete() {
        var store = PublishedStore.open(folder);
        store.publish(heading(7), Map.of("", html("home"), "incidents/a", html("secret")), List.of());

        store.withdraw(PAGE, List.of("incidents/a"));

        var again = found(PublishedStore.open(folder));
        assertThat(again.items().keySet()).containsExactly("");
        assertThat(again.heading().pageSeq()).isEqualTo(Heading.INCOMPLETE);
    }

    @Test
    void aDeletedPageStaysDeleted() {
        var store = PublishedStore.open(folder);
        store.publish(heading(1), Map.of("", html("home")), List.of());

        store.delete(PAGE);

        assertThat(store.find(PAGE)).isNull();
        assertThat(PublishedStore.open(folder).all()).isEmpty();
    }

    private Path file() {
        return folder.resolve(PAGE + ".1.pack");
    }

    private static Publication found(PublishedStore store) {
        return Objects.requireNonNull(store.find(PAGE));
    }

    private static String text(PublishedStore store, String path) {
        var publication = found(store);
        var item = Objects.requireNonNull(publication.item(path));
        return new String(store.read(publication, item.identity()).orElseThrow(), UTF_8);
    }

    private static Heading heading(long seq) {
        return new Heading(
                "bbbbbbbbbbbb",
                PAGE,
                "Larkfield",
                seq,
                5,
                Instant.ofEpochSecond(1_800_000_000),
                true,
                false,
                "larkfield",
                Optional.of("a.example"));
    }

    private static Fresh html(String text) {
        return new Fresh(ItemType.HTML, 1, text.getBytes(UTF_8));
    }
}
