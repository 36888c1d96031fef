package foghorn.subscriber;

import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.db.Paging;
import foghorn.kit.db.Tx;
import foghorn.kit.mail.EmailAddress;
import foghorn.subscriber.FollowerListRepository.Filter;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lists and counts the subscribers of a page for programs, however many there are: a part of the list is read by an index, never the whole.
 * Addresses are sealed, so they can be looked for by what the blind index holds of them, and sorted only where few are asked for.
 */
public final class FollowerListService {
    /** So many are sorted by anything but the time of subscribing; where more are asked for, that time is the order. */
    public static final int MOST_SORTED = 100_000;

    /** Lists being sorted at once on a node, at some 30 MB for the longest. */
    private static final int SORTS_AT_ONCE = 2;

    private static final int KEYS_AT_ONCE = 5_000;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final Semaphore sorts = new Semaphore(SORTS_AT_ONCE);
    private final Database database;
    private final Vault vault;

    FollowerListService(Database database, Vault vault) {
        this.database = database;
        this.vault = vault;
    }

    /** What a list is sorted by. */
    public enum By {
        /** Where messages go. */
        PRIMARY,
        CREATED_AT,
        QUARANTINED_AT,
        /** How well somebody fits what is looked for; the best is the first. */
        RELEVANCE
    }

    /** An order. */
    public record Sort(By by, boolean descending) {}

    /**
     * Which subscribers.
     *
     * @param words a whole address, a domain, or the first 3 to 10 characters of an address
     * @param channel one of those of {@link Audience}; all if none is named
     */
    public record Wanted(Optional<String> words, Optional<String> channel, List<SubscriberState> states, Sort sort) {
        public Wanted {
            states = List.copyOf(states);
        }
    }

    public List<Follower> list(Call call, PageId page, Wanted wanted, Paging paging) {
        if (wanted.sort().by() != By.PRIMARY) {
            return read(call, page, wanted, paging);
        }
        try {
            if (!sorts.tryAcquire(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new Problem.TooMany("Too many long lists are being sorted.", LONGEST_WAIT.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem.TooMany("The list could not be sorted.", 1);
        }
        try {
            return read(call, page, wanted, paging);
        } finally {
            sorts.release();
        }
    }

    private List<Follower> read(Call call, PageId page, Wanted wanted, Paging paging) {
        return database.readPage(call, page, Permission.VIEW_SUBSCRIBERS, tx -> {
            var rows = new FollowerListRepository(tx, page);
            var terms = wanted.words().map(words -> sought(tx, page, words)).orElse(List.of());
            var filter = new Filter(wanted.channel(), wanted.states(), terms);
            var sort = possible(rows, filter, wanted.sort());
            return new FollowerOpening(tx, vault)
                    .opened(
                            sort.by() == By.PRIMARY
                                    ? byTarget(tx, rows, filter, sort, paging)
                                    : rows.list(filter, sort, paging));
        });
    }

    private List<Long> sought(Tx tx, PageId page, String words) {
        return vault.blindIndex(tx, page).sought(spelled(words));
    }

    /** An address as it is kept, if it is one. */
    static String spelled(String words) {
        try {
            return EmailAddress.of("q", words).comparable();
        } catch (Problem.Invalid e) {
            return words;
        }
    }

    private static Sort possible(FollowerListRepository rows, Filter filter, Sort wanted) {
        boolean isPossible = wanted.by() == By.CREATED_AT || rows.countUpTo(filter, MOST_SORTED + 1) <= MOST_SORTED;
        return isPossible ? wanted : new Sort(By.CREATED_AT, wanted.descending());
    }

    private record Opened(String id, String target) {}

    private List<FollowerRepository.Row> byTarget(
            Tx tx, FollowerListRepository rows, Filter filter, Sort sort, Paging paging) {
        var targets = rows.targets(filter);
        var opened = new ArrayList<Opened>(targets.size());
        for (int from = 0; from < targets.size(); from += KEYS_AT_ONCE) {
            opened.addAll(opened(tx, targets.subList(from, Math.min(targets.size(), from + KEYS_AT_ONCE))));
        }
        var order = Comparator.comparing((Opened one) -> one.target().toLowerCase(Locale.ROOT))
                .thenComparing(Opened::id);
        var ids = opened.stream()
                .sorted(sort.descending() ? order.reversed() : order)
                .skip(paging.offset())
                .limit(paging.limit())
                .map(Opened::id)
                .toList();
        return rows.byIds(ids);
    }

    private List<Opened> opened(Tx tx, List<FollowerListRepository.Target> targets) {
        var keys = vault.subjects(
                tx, targets.stream().map(FollowerListRepository.Target::id).toList());
        return targets.stream()
                .flatMap(target -> Optional.ofNullable(keys.get(target.id())).stream()
                        .map(key -> new Opened(target.id(), key.open(Audience.address(target.id()), target.sealed()))))
                .toList();
    }

    /** Who has left and is not forgotten yet, the last to leave first. */
    public List<Follower> left(Call call, PageId page, Paging paging) {
        return database.readPage(
                call,
                page,
                Permission.VIEW_SUBSCRIBERS,
                tx -> new FollowerOpening(tx, vault).opened(new FollowerListRepository(tx, page).left(paging)));
    }

    /**
     * How many subscribers there are, by channel and state; what is missing is none. One pass over an index of some 7 bytes for each: a few
     * tenths of a second for a million.
     */
    public Map<String, Map<SubscriberState, Long>> tally(Call call, PageId page) {
        return database.readPage(
                call, page, Permission.VIEW_SUBSCRIBERS, tx -> new FollowerListRepository(tx, page).tally());
    }
}
