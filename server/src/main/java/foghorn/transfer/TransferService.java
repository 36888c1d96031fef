package foghorn.transfer;

import foghorn.audit.AuditLog;
import foghorn.kit.db.Database;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

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
        var source = Source.Address.of("address", typed);
        database.changePage(call, page, Permission.MANAGE_PAGE, tx -> {
            new AuditLog(tx).record("page.import_begun", page.value());
            return page;
        });
        start(call, page, source);
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

    private synchronized void start(Call call, PageId page, Source.Address source) {
        if (known(page).filter(run -> !run.isOver()).isPresent()) {
            return;
        }
        runs.remove(page);
        if (runs.size() >= REMEMBERED) {
            runs.values().removeIf(ImportRun::isOver);
        }
        runs.put(page, ImportRun.start(source, progress -> inTurn(call, page, source, progress)));
    }

    private ImportReport inTurn(Call call, PageId page, Source.Address source, ImportProgress progress)
            throws InterruptedException {
        turn.acquire();
        try {
            return imports.run(call, page, List.of(source), progress);
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
