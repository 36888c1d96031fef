package foghorn.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import foghorn.Cast;
import foghorn.component.ComponentRoom;
import foghorn.incident.IncidentRoom;
import foghorn.kit.db.Database;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.http.GuardedClient;
import foghorn.kit.http.Network;
import foghorn.kit.web.Json;
import foghorn.page.PageLinks;
import foghorn.page.PageRoom;
import foghorn.publicpage.html.HtmlPages;
import foghorn.publicpage.json.JsonDocuments;
import foghorn.publicpage.snapshot.PageSnapshot;
import foghorn.publicpage.snapshot.SnapshotReader;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Somebody who moves in: the rooms an import works with, what was said of it, and what the pages say afterwards. */
final class Removal implements AutoCloseable {
    static final Path MADE_UP = Path.of("src/test/resources/foghorn/transfer");

    private static final PageLinks LINKS = new PageLinks(URI.create("https://console.example"), Optional.empty());

    final AtomicReference<Instant> clock = new AtomicReference<>(Instant.parse("2026-11-22T09:00:00.123Z"));
    final TestDatabase postgres = TestDatabase.create();
    final Database database = postgres.database(clock::get);
    final ComponentRoom components = new ComponentRoom(database);
    final IncidentRoom incidents = new IncidentRoom(database);
    final Cast cast = Cast.on(database);
    final List<String> lines = new ArrayList<>();
    private final Vertx vertx = Vertx.vertx();
    private final GuardedClient client = new GuardedClient(vertx, List.of(Network.parse("127.0.0.0/8")));
    final PublicPageImport imports =
            new PublicPageImport(client, new PageRoom(database).imports(), components.imports(), incidents.imports());
    private int pages;

    /** A page that nothing was imported into. */
    PageId newPage() {
        pages++;
        return cast.anotherPage("Empty " + pages).id();
    }

    ImportReport run(PageId page, String... sources) {
        return run(cast.alice(), page, Integer.MAX_VALUE, List.of(sources));
    }

    /** Imports and stops after so many steps. */
    ImportReport run(Call call, PageId page, int steps, List<String> sources) {
        lines.clear();
        var progress = new ImportProgress() {
            private int made;

            @Override
            public void at(String what, int done, int all) {
                if (!what.equals(SOURCES)) {
                    made++;
                }
            }

            @Override
            public void notTaken(NotTaken what) {
                lines.add(what.toString());
            }

            @Override
            public boolean isStopped() {
                return made >= steps;
            }
        };
        try {
            return imports.run(call, page, sources.stream().map(Source::named).toList(), progress);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What the page's public documents say now, by their path. */
    Map<String, JsonNode> served(PageId page) {
        var served = new LinkedHashMap<String, JsonNode>();
        new JsonDocuments(snapshot(page), LINKS)
                .all()
                .forEach((path, bytes) -> served.put(path.replace("api/v2/", ""), read(bytes)));
        return served;
    }

    /** The page as people see it. */
    String html(PageId page) {
        return new String(new HtmlPages(snapshot(page)).home(), StandardCharsets.UTF_8);
    }

    /** The page of one of its newest incidents as people see it. */
    String html(PageId page, String incident) {
        var snapshot = snapshot(page);
        var facts = snapshot.newestIncidents().stream()
                .filter(one -> one.id().equals(incident))
                .findFirst()
                .orElseThrow();
        return new String(new HtmlPages(snapshot).incident(facts), StandardCharsets.UTF_8);
    }

    private PageSnapshot snapshot(PageId page) {
        return new SnapshotReader(database)
                .read(cast.organization(), page, facts -> (path, view) -> true)
                .orElseThrow();
    }

    List<String> strings(PageId page, String sql) {
        return database.read(
                cast.alice(),
                tx -> tx.createQuery(sql)
                        .bind("page", page.value())
                        .mapTo(String.class)
                        .list());
    }

    static String madeUp(String name) {
        return MADE_UP.resolve(name).toString();
    }

    static JsonNode read(Path file) {
        try {
            return read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(byte[] bytes) {
        try {
            return Json.MAPPER.readTree(new String(bytes, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        vertx.close().await();
        postgres.close();
    }
}
