package foghorn.publicpage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.kit.db.PageChangeListener;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import foghorn.publicpage.store.Publication;
import foghorn.publicpage.store.PublishedStore;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherTest {
    @TempDir
    Path folder;

    private TestDatabase database;
    private Harbour harbour;
    private Waterfront front;
    private final String component = Ids.next();
    private final String incident = Ids.next();
    private final String old = Ids.next();
    private String base;
    private boolean isGone;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        harbour = new Harbour(database, "Etc/UTC");
        front = new Waterfront(harbour.database, database.app(), folder, harbour.clock);
        base = "/p/" + harbour.page + "/";
        harbour.change("2026-05-04T09:00:00Z", tx -> {
            harbour.component(tx, component, "Booking site", null, 1);
            harbour.incident(tx, old, "Long ago", "resolved", "minor", component);
            harbour.incident(tx, incident, "Slow checkout", "investigating", "minor", component);
            harbour.update(tx, incident, Ids.next(), "investigating", "We are looking.");
        });
    }

    @AfterEach
    void close() {
        front.close();
        if (!isGone) {
            database.close();
        }
    }

    @Test
    void whoWroteSeesItAtOnce() {
        for (int i = 0; i < 20; i++) {
            var text = "Note number " + i;
            harbour.change("2026-05-04T10:00:00Z", tx -> harbour.update(tx, incident, Ids.next(), "identified", text));

            assertThat(front.text(base)).contains(text);
            assertThat(front.text(base + "incidents/" + incident)).contains(text);
            assertThat(front.text(base + "api/v2/summary.json")).contains(text);
        }
    }

    @Test
    void anUpdateLeavesOtherIncidentsAsTheyWere() {
        var path = "incidents/" + old;
        var changed = "incidents/" + incident;
        var before = published();
        harbour.change("2026-05-04T10:00:00Z", tx -> {
            harbour.status(tx, component, "major_outage");
            harbour.update(tx, incident, Ids.next(), "identified", "Found.");
        });

        await(() -> !Objects.equals(published().item(changed), before.item(changed)));
        assertThat(published().item(path)).isNotNull().isEqualTo(before.item(path));
    }

    private Publication published() {
        return Objects.requireNonNull(PublishedStore.open(folder).find(harbour.page.value()));
    }

    @Test
    void publishedPagesNeedNoDatabaseAlsoAfterARestart() {
        var paths = List.of("", "api/v2/summary.json", "incidents/" + incident, "incidents/" + old);
        var tags = paths.stream()
                .map(path -> Waterfront.header(front.get(base + path), "etag"))
                .toList();
        harbour.change(
                "2026-05-04T10:00:00Z",
                tx -> harbour.run(tx, "insert into installation_setting (name, value) values ('root_page', :page)"));
        front.close();
        database.close();
        isGone = true;

        front = new Waterfront(harbour.database, database.app(), folder, harbour.clock);

        assertThat(front.get(base + "incidents/" + old).statusCode()).isEqualTo(200);
        assertThat(Waterfront.header(front.get(base + "incidents/" + old), "etag"))
                .isEqualTo(tags.getLast());
        assertThat(paths)
                .allSatisfy(
                        path -> assertThat(front.get("/" + path).statusCode()).isEqualTo(200));
        assertThat(front.get("/s/" + old).statusCode()).isEqualTo(302);
    }

    @Test
    void whatIsWithdrawnIsGoneBeforeTheCommit() {
        var path = base + "incidents/" + incident;
        var seen = new ArrayList<Integer>();
        var onDisk = new ArrayList<Boolean>();

        harbour.change("2026-05-04T10:00:00Z", tx -> {
            harbour.run(tx, "update incident set deleted_at = :now where id = :v0", incident);
            tx.withdraw("incidents/" + incident);
            assertThat(front.get(path).statusCode()).isEqualTo(200);
            tx.beforeCommit(last -> {
                seen.add(front.get(path).statusCode());
                onDisk.add(Objects.requireNonNull(PublishedStore.open(folder).find(harbour.page.value()))
                                .item("incidents/" + incident)
                        != null);
            });
        });

        assertThat(seen).containsExactly(404);
        assertThat(onDisk).containsExactly(false);
        assertThat(front.get(path).statusCode()).isEqualTo(404);
        assertThat(front.text(base)).doesNotContain("Slow checkout");
    }

    @Test
    void whatWasWithdrawnComesBackIfTheCommitFails() {
        assertThatThrownBy(() -> harbour.change("2026-05-04T10:00:00Z", tx -> {
                    tx.withdraw("incidents/" + incident);
                    tx.beforeCommit(last -> {
                        throw new IllegalStateException("no commit");
                    });
                }))
                .hasMessage("no commit");

        assertThat(front.get(base + "incidents/" + incident).statusCode()).isEqualTo(200);
    }

    @Test
    void aPageThatIsNoLongerPublicIsNotServed() {
        harbour.change("2026-05-04T10:00:00Z", tx -> {
            harbour.run(tx, "update page set visibility = 'private' where id = :page");
            tx.withdraw(PageChangeListener.EVERYTHING);
        });

        for (var path : List.of("", "api/v2/summary.json", "incidents/" + incident)) {
            var answer = front.get(base + path);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("Larkfield");
        }
        assertThat(front.get("/s/" + incident).statusCode()).isEqualTo(404);
    }

    @Test
    void aHiddenComponentIsNamedNowhere() {
        harbour.change("2026-05-04T10:00:00Z", tx -> {
            harbour.status(tx, component, "degraded_performance");
            harbour.update(
                    tx,
                    incident,
                    Ids.next(),
                    "identified",
                    "Found.",
                    component + "|Booking site|operational|degraded_performance");
        });
        assertThat(front.text(base)).contains("Booking site");
        assertThat(front.text(base + "incidents/" + old)).contains("Booking site");

        harbour.change("2026-05-04T11:00:00Z", tx -> {
            harbour.status(tx, component, "operational");
            harbour.run(
                    tx,
                    "update component set only_show_if_degraded = true, version = version + 1 where id = :v0",
                    component);
        });

        var published = Objects.requireNonNull(PublishedStore.open(folder).find(harbour.page.value()));
        assertThat(published.items().keySet()).hasSize(24);
        assertThat(published.items().keySet())
                .allSatisfy(path -> assertThat(front.text(base + path)).doesNotContain("Booking site", component));
    }

    @Test
    void whatOtherNodesWriteIsFoundAndWhatTheyDeleteGoes() {
        var elsewhere = new Harbour(database, "Etc/UTC");
        var path = "/p/" + elsewhere.page + "/";
        assertThat(front.get(path).statusCode()).isEqualTo(404);
        front.room.start();

        await(() -> front.get(path).statusCode() == 200);

        elsewhere.change("2026-05-04T10:00:00Z", tx -> elsewhere.component(tx, Ids.next(), "Car deck", null, 1));
        await(() -> front.text(path).contains("Car deck"));

        elsewhere.change(
                "2026-05-04T10:00:00Z", tx -> elsewhere.run(tx, "update page set deleted_at = :now where id = :page"));
        await(() -> front.get(path).statusCode() == 404);
        assertThat(PublishedStore.open(folder).find(elsewhere.page.value())).isNull();
        assertThat(front.get(base).statusCode()).isEqualTo(200);
    }

    @Test
    void aPageOfAnotherOrganizationIsNotRead() {
        var room = front.room.publisher();
        room.pageChanged(new OrganizationId(Ids.next()), new PageId(harbour.page.value()), 99);

        assertThat(front.room.sites().byName(Ids.next())).isNull();
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
