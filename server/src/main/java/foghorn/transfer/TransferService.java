package foghorn.transfer;

import foghorn.audit.AuditLog;
import foghorn.kit.db.Database;
import foghorn.kit.http.GuardedClient;
import foghorn.kit.id.Ids;
import foghorn.kit.web.Uploads;
import foghorn.page.run.KnownRun;
import foghorn.page.run.RunKind;
import foghorn.page.run.RunPulse;
import foghorn.page.run.Runs;
import foghorn.page.run.Wish;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Imports that people begin and watch. They go on without the request that began them, one at a time on a node, the others waiting; every
 * node knows how far a page's is, and can stop it.
 */
public final class TransferService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TransferService.class);
    private static final int AT_ONCE = 1;
    private static final Duration LAST_STEP = Duration.ofSeconds(10);

    private final Database database;
    private final PublicPageImport imports;
    private final Semaphore turn = new Semaphore(AT_ONCE, true);
    /** Those of this node that go on. */
    private final Map<PageId, ImportRun> runs = new LinkedHashMap<>();

    public TransferService(Database database, PublicPageImport imports) {
        this.database = database;
        this.imports = imports;
    }

    /** Begins to import the page of this address; where an import into the page is under way, that one goes on and nothing else begins. */
    public void begin(Call call, PageId page, String typed) {
        begin(call, page, typed, List.of());
    }

    /**
     * The same with documents that are at hand.
     *
     * @param typed may be empty where there are documents
     * @param documents files; each is taken away from where it lies, and removed in the end
     */
    public void begin(Call call, PageId page, String typed, List<Path> documents) {
        var id = Ids.next();
        var given = given(id, documents);
        var sources = new ArrayList<Source>();
        if (documents.isEmpty() || !typed.isBlank()) {
            sources.add(Source.Address.of("address", typed));
        }
        sources.addAll(given);
        var run = new ImportRun(sources.stream().map(Source::name).collect(Collectors.joining(", ")));
        boolean begins = database.changePage(call, page, Permission.MANAGE_PAGE, tx -> {
            boolean first = new Runs(tx, page, RunKind.PUBLIC_PAGE).begin(id, KeptRun.text(run.state()));
            new AuditLog(tx).record(first ? "page.import_begun" : "page.import_refused", page.value());
            return first;
        });
        if (begins) {
            for (int i = 0; i < given.size(); i++) {
                Uploads.keep(documents.get(i), given.get(i).file());
            }
            start(call, new RunPulse.Of(call.organization(), page, RunKind.PUBLIC_PAGE, id), run, sources);
        }
    }

    /** The documents by the names that people are told, and where they will lie. */
    private static List<Source.Given> given(String id, List<Path> documents) {
        var given = new ArrayList<Source.Given>();
        for (var document : documents) {
            if (Uploads.size(document) > GuardedClient.MOST_DOCUMENT) {
                throw new Problem.Invalid("files", "may have at most 16 MB each");
            }
            int number = given.size() + 1;
            given.add(new Source.Given("file " + number, document.resolveSibling(id + "-" + number + ".json")));
        }
        return given;
    }

    private static void remove(List<Source> sources) {
        for (var source : sources) {
            if (source instanceof Source.Given given) {
                try {
                    Files.deleteIfExists(given.file());
                } catch (IOException e) {
                    LOG.error("A document that was handed over could not be removed", e);
                }
            }
        }
    }

    /** The import into this page that goes on, or the last one. */
    public Optional<ImportRun.State> find(Call call, PageId page) {
        return database.readPage(
                        call, page, Permission.MANAGE_PAGE, tx -> new Runs(tx, page, RunKind.PUBLIC_PAGE).find())
                .map(TransferService::state);
    }

    private static ImportRun.State state(KnownRun run) {
        var state = KeptRun.read(run.state());
        return switch (run.life()) {
            case ALIVE -> run.asked().isPresent() ? state.stopping() : state;
            case LOST -> state.lost();
            case ENDED -> state;
        };
    }

    /** Stops the import into this page, if one goes on, whichever node does it. What is done is kept. */
    public void stop(Call call, PageId page) {
        database.changePage(call, page, Permission.MANAGE_PAGE, tx -> {
            boolean any = new Runs(tx, page, RunKind.PUBLIC_PAGE).ask(Wish.STOP);
            new AuditLog(tx).record(any ? "page.import_stopped" : "page.import_was_over", page.value());
            return page;
        });
        ofThisNode(page).ifPresent(ImportRun::stop);
    }

    private synchronized Optional<ImportRun> ofThisNode(PageId page) {
        return Optional.ofNullable(runs.get(page));
    }

    private void start(Call call, RunPulse.Of of, ImportRun run, List<Source> sources) {
        var pulse = new RunPulse(database, of, () -> KeptRun.text(run.state()), wish -> run.stop());
        synchronized (this) {
            runs.put(of.page(), run);
        }
        pulse.start();
        run.start(progress -> inTurn(call, of.page(), sources, progress), () -> {
            remove(sources);
            pulse.end();
            synchronized (this) {
                runs.remove(of.page(), run);
            }
        });
    }

    private ImportReport inTurn(Call call, PageId page, List<Source> sources, ImportProgress progress)
            throws InterruptedException {
        turn.acquire();
        try {
            return imports.run(call, page, sources, progress);
        } finally {
            turn.release();
        }
    }

    /** Stops all that go on here, and waits for their steps at hand. */
    @Override
    public void close() {
        List<ImportRun> all;
        synchronized (this) {
            all = List.copyOf(runs.values());
        }
        all.forEach(ImportRun::stop);
        long end = System.nanoTime() + LAST_STEP.toNanos();
        try {
            for (var run : all) {
                run.await(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
