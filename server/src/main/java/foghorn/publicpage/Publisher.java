package foghorn.publicpage;

import foghorn.kit.db.Database;
import foghorn.kit.db.PageChangeListener;
import foghorn.publicpage.store.Heading;
import foghorn.publicpage.store.Publication;
import foghorn.publicpage.store.PublishedStore;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what is published in step with the database. Who writes waits until his page is published, for up to {@link #WAIT}; what other
 * nodes write is heard of by {@link PageNotifications}, or found by {@link #sweep}.
 */
public final class Publisher implements PageChangeListener, AutoCloseable {
    /** How long a writer waits for his page; then it is finished in the background. */
    static final Duration WAIT = Duration.ofMillis(500);

    /** How long sweeps leave a page alone whose build failed, in nanoseconds. */
    private static final long RESPITE = Duration.ofSeconds(30).toNanos();

    /** Builds that sweeps may have running, so that writers always find room. */
    private static final int BACKGROUND_BUILDS = 2;

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    private final Database database;
    private final PublishedStore store;
    private final PageBuilder builder;
    private final Map<String, PageWork> works = new ConcurrentHashMap<>();
    private final Map<String, Boolean> queued = new ConcurrentHashMap<>();
    private final Map<String, Long> failed = new ConcurrentHashMap<>();
    private final Semaphore background = new Semaphore(BACKGROUND_BUILDS);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final LongAdder changes = new LongAdder();
    private final LongAdder waited = new LongAdder();
    private volatile Consumer<Duration> onShown = waitedFor -> {};
    private volatile boolean swept;
    private volatile boolean caughtUp;

    Publisher(Database database, PublishedStore store, PageBuilder builder) {
        this.database = database;
        this.store = store;
        this.builder = builder;
    }

    /**
     * How publishing went on this node since its start.
     *
     * @param changes made by this node
     * @param waited by those who made them until they were shown, all together; {@link #WAIT} at most for each
     * @param failing pages whose last build failed
     * @param unshown for how long the oldest change of this node waits that is not shown yet
     */
    public record Progress(long changes, Duration waited, int failing, Duration unshown) {}

    public Progress progress() {
        long now = System.nanoTime();
        long oldest = works.values().stream()
                .map(PageWork::waitingSince)
                .flatMapToLong(OptionalLong::stream)
                .map(since -> now - since)
                .max()
                .orElse(0);
        return new Progress(
                changes.sum(), Duration.ofNanos(waited.sum()), failed.size(), Duration.ofNanos(Math.max(0, oldest)));
    }

    /** Hears, of each change of this node, how long it took from its commit until its bytes were served, however long that was. */
    public void onShown(Consumer<Duration> hears) {
        onShown = hears;
    }

    @Override
    public void pageChanged(OrganizationId organization, PageId page, long pageSeq) {
        long start = System.nanoTime();
        try {
            work(page).withdrawn();
            work(page).watch(pageSeq, start);
            changed(organization, page, pageSeq);
            work(page).await(pageSeq, WAIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("page {} will be published later", page, e);
        } finally {
            changes.increment();
            waited.add(System.nanoTime() - start);
        }
    }

    @Override
    public void withdraw(PageId page, List<String> items) {
        work(page).withdraw(() -> {
            var now = store.find(page.value());
            if (now != null) {
                builder.withdraw(
                        page.value(),
                        items.contains(EVERYTHING) ? List.copyOf(now.items().keySet()) : items);
            }
        });
    }

    /** Builds a page in the background, unless it is published as of this sequence number. */
    void changed(OrganizationId organization, PageId page, long pageSeq) {
        var now = store.find(page.value());
        if (now != null && now.heading().pageSeq() == pageSeq && work(page).isIdle()) {
            tell(work(page).shown(work(page).begin(), pageSeq, System.nanoTime()));
            return;
        }
        if (work(page).request(pageSeq)) {
            threads.execute(() -> run(organization, page));
        }
    }

    private PageWork work(PageId page) {
        return works.computeIfAbsent(page.value(), id -> new PageWork());
    }

    private void run(OrganizationId organization, PageId page) {
        var work = work(page);
        boolean again = true;
        while (again) {
            var ticket = work.begin();
            var isShown = new boolean[1];
            long read = 0;
            try {
                read = builder.build(organization, page, step -> isShown[0] = work.install(ticket, step));
                failed.remove(page.value());
                if (isShown[0]) {
                    tell(work.shown(ticket, read, System.nanoTime()));
                }
            } catch (Problem.Unavailable e) {
                LOG.debug("page {} cannot be read now", page, e);
            } catch (RuntimeException e) {
                failed.put(page.value(), System.nanoTime());
                LOG.error("page {} cannot be published", page, e);
            } finally {
                again = work.end(ticket, read);
            }
        }
    }

    private void tell(List<Long> waitedFor) {
        waitedFor.forEach(nanos -> onShown.accept(Duration.ofNanos(nanos)));
    }

    /** Compares all pages with what is published, and builds what differs or shows a day that is over. Throws {@link Problem.Unavailable} while the database is away. */
    void sweep() {
        try {
            compare();
        } finally {
            swept = true;
        }
    }

    private void compare() {
        List<Publication> published = store.all();
        var pages = database.installation(DirectoryRepository::pages);
        for (var page : pages.all()) {
            if (!isCurrent(page, pages.rootPage())) {
                enqueue(page);
            }
        }
        for (var publication : published) {
            var heading = publication.heading();
            if (!pages.contains(heading.page()) && !heading.page().equals(PublishedPages.SHARED)) {
                work(new PageId(heading.page())).withdraw(() -> builder.forget(heading.page()));
                work(new PageId(heading.page())).withdrawn();
            }
        }
    }

    /** Whether what the first sweep found to do was tried, or the database could not be asked; from then on this stays true. */
    boolean isCaughtUp() {
        if (!caughtUp) {
            caughtUp = swept && queued.isEmpty();
        }
        return caughtUp;
    }

    private boolean isCurrent(DirectoryRepository.Entry page, String rootPage) {
        var now = store.find(page.page());
        if (now == null) {
            return false;
        }
        Heading heading = now.heading();
        return heading.pageSeq() == page.pageSeq()
                && heading.presentation() == builder.presentation()
                && heading.until().isAfter(database.now())
                && heading.root() == rootPage.equals(page.page());
    }

    private void enqueue(DirectoryRepository.Entry entry) {
        var page = new PageId(entry.page());
        var failure = failed.get(entry.page());
        boolean isResting = failure != null && System.nanoTime() - failure < RESPITE;
        if (isResting || !work(page).isIdle() || queued.putIfAbsent(entry.page(), true) != null) {
            return;
        }
        threads.execute(() -> {
            try {
                background.acquire();
                try {
                    if (work(page).request(entry.pageSeq())) {
                        run(new OrganizationId(entry.organization()), page);
                    }
                } finally {
                    background.release();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                queued.remove(entry.page());
            }
        });
    }

    /** Waits for builds that are running. */
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
