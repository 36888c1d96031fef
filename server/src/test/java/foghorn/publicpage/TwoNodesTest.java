package foghorn.publicpage;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.Await;
import foghorn.kit.db.DatabaseAccess;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is written on one node is soon read on another: by a notification where these arrive, else by looking once a second. */
class TwoNodesTest {
    private static final Logger LOG = LoggerFactory.getLogger(TwoNodesTest.class);
    private static final int CHANGES = Integer.getInteger("nodes.changes", 20);

    /** Far more than it takes: the machine may be busy with other things. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @TempDir
    Path folder;

    private final String incident = Ids.next();
    private TestDatabase database;
    private Harbour harbour;

    @BeforeEach
    void open() {
        database = TestDatabase.createBehindPooler();
        harbour = new Harbour(database, "Etc/UTC", "h3n8vwq0tk2z");
        harbour.change(
                "2026-05-04T10:00:00Z", tx -> harbour.incident(tx, incident, "Change 0", "investigating", "minor"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aNotificationIsFasterThanTheNextLook() {
        // Through the pooler nobody hears: LISTEN does not outlive its transaction there.
        long[] looked = waits("by the poll alone", new Reader("poll", database.app()));
        long[] heard = waits("by LISTEN", new Reader("listen", database.owner()));

        assertThat(heard[CHANGES / 2]).as("half of the changes, heard").isLessThan(looked[CHANGES / 2]);
    }

    /** The other node, which hears of changes by this way to the database. */
    private record Reader(String name, DatabaseAccess hears) {}

    /** How long each change took to be read on the other node, in milliseconds, sorted. */
    private long[] waits(String how, Reader reader) {
        var front = new Waterfront(
                database.database(harbour.clock), reader.hears(), folder.resolve(reader.name()), harbour.clock);
        try (front) {
            front.room.start();
            var path = "/p/" + harbour.page + "/incidents/" + incident + ".json";
            Await.until("the page is there", PATIENCE, () -> front.text(path).contains("Change"));
            var waits = new long[CHANGES];
            for (int i = 0; i < CHANGES; i++) {
                var name = "Change " + Ids.next();
                harbour.change(
                        "2026-05-04T10:00:00Z",
                        tx -> harbour.run(
                                tx,
                                "update incident set name = :v1, version = version + 1, updated_at = :now where id = :v0",
                                incident,
                                name));
                long written = System.nanoTime();
                Await.until("read " + how, PATIENCE, () -> front.text(path).contains(name));
                waits[i] = Duration.ofNanos(System.nanoTime() - written).toMillis();
            }
            Arrays.sort(waits);
            LOG.info(
                    "A change is read on the other node {} in ms: p50 {}, p99 {}, most {}",
                    how,
                    waits[CHANGES / 2],
                    waits[CHANGES * 99 / 100],
                    waits[CHANGES - 1]);
            return waits;
        }
    }
}
