package foghorn.transfer;

import foghorn.audit.AuditLog;
import foghorn.kit.db.Database;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/**
 * Imports that people begin and watch. They go on without the request that began them, one at a time on a node, the others waiting.
 * What became of a page's last one is known to the node that did it, until it ends.
 */
public final class TransferService implements AutoCloseable {
    private static final int AT_ONCE = 1;
    private static final int REMEMBERED = 100;
    private static final Duration LAST_STEP = Duration.ofSeconds(10);

    private final Database database;
    private final PublicPageImport imports;
    private final Semaphore turn = new Semaphore(AT_ONCE, true);
    /** In the order in which they were begun. */
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
     * @param documents the texts of them
     */
    public void begin(Call call, PageId page, String typed, List<String> documents) {
        var sources = new ArrayList<Source>();
        if (documents.isEmpty() || !typed.isBlank()) {
            sources.add(Source.Address.of("address", typed));
        }
        for (int i = 0; i < documents.size(); i++) {
            sources.add(new Source.Given("file " + (i + 1), documents.get(i)));
        }
        database.changePage(call, page, Permission.MANAGE_PAGE, tx -> {
            new AuditLog(tx).record("page.import_begun", page.value());
            return page;
        });
        start(call, page, sources);
    }

    /** The import into this page that goes on, or the last one. */
    public Optional<ImportRun.State> find(Call call, PageId page) {
        database.readPage(call, page, Permission.MANAGE_PAGE, tx -> page);
        return known(page).map(ImportRun::state);
    }

    /** Stops the import into this page, if one goes on. What is done is kept. */
    public void stop(Call call, PageId page) {
        database.changePage(call, page, Permission.MANAGE_PAGE, tx -> {
            new AuditLog(tx).record("page.import_stopped", page.value());
            return page;
        });
        known(page).ifPresent(ImportRun::stop);
    }

    private synchronized Optional<ImportRun> known(PageId page) {
        return Optional.ofNullable(runs.get(page));
    }

    private synchronized void start(Call call, PageId page, List<Source> sources) {
        if (known(page).filter(run -> !run.isOver()).isPresent()) {
            return;
        }
        runs.remove(page);
        if (runs.size() >= REMEMBERED) {
            runs.values().removeIf(ImportRun::isOver);
        }
        var names = sources.stream().map(Source::name).collect(Collectors.joining(", "));
        runs.put(page, ImportRun.start(names, progress -> inTurn(call, page, sources, progress)));
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

    /** Stops all that go on, and waits for their steps at hand. */
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
