package foghorn.publicpage.snapshot;

import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.publicpage.snapshot.Search.Found;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Searches the history of public pages in the database: the one thing that visitors read and that is not published before. */
public final class SearchService {
    /** Searches at once, so that visitors leave the database to those who write. */
    private static final int AT_ONCE = 4;

    private final Database database;
    private final Semaphore free = new Semaphore(AT_ONCE);

    public SearchService(Database database) {
        this.database = database;
    }

    /** Finds what has begun, latest first. A component that the page does not show is not looked for. */
    public Found find(Call call, PageId page, Search search) {
        return find(call, page, search, Search.RESULTS, (search.number() - 1) * Search.RESULTS);
    }

    /** The same as one list, of as many as pages of results can hold. */
    public Found findAll(Call call, PageId page, Search search) {
        return find(call, page, search, Search.MOST * Search.RESULTS, 0);
    }

    private Found find(Call call, PageId page, Search search, int most, int offset) {
        call.actor().requireVisitor(page);
        if (!free.tryAcquire()) {
            throw new Problem.TooMany("Many people are searching right now. Please try again.", 5);
        }
        try {
            return database.read(call, tx -> find(tx, page, search, most, offset));
        } finally {
            free.release();
        }
    }

    private static Found find(Tx tx, PageId page, Search search, int most, int offset) {
        var repository = new SnapshotRepository(tx);
        var facts = repository.page(page).filter(PageFacts::isPublic).orElseThrow(() -> new Problem.NotFound("page"));
        var visibility = Visibility.of(repository.components(page));
        var shown = new Search(
                search.words(),
                search.maintenance(),
                search.impact(),
                search.componentId().filter(visibility::shows),
                search.number());
        var entries = new SearchRepository(tx).find(page, shown, most + 1, offset);
        return new Found(
                facts,
                List.copyOf(visibility.components().values()),
                entries.subList(0, Math.min(most, entries.size())),
                entries.size() > most);
    }
}
