package foghorn.page.run;

import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import java.util.Optional;
import java.util.function.Predicate;

/** The runs of a page, of one kind; lives as long as one transaction, whose verb has asked for the permission. */
public final class Runs {
    private final RunRepository rows;

    public Runs(Tx tx, PageId page, RunKind kind) {
        this.rows = new RunRepository(tx, page, kind);
    }

    /** Begins one in place of the last; false if that is alive. Needs the page's lock. */
    public boolean begin(String id, String state) {
        return begin(id, state, run -> false);
    }

    /**
     * The same.
     *
     * @param mayEnd whether one that is alive may be ended by this
     */
    public boolean begin(String id, String state, Predicate<KnownRun> mayEnd) {
        boolean isHeld = find().filter(run -> run.life() == KnownRun.Life.ALIVE)
                .filter(run -> !mayEnd.test(run))
                .isPresent();
        if (!isHeld) {
            rows.replace(id, state);
        }
        return !isHeld;
    }

    /** The one that goes on, or the last. */
    public Optional<KnownRun> find() {
        return rows.find();
    }

    /** Tells the one that is alive what is wanted; false if none is. A wish to stop is not taken back. */
    public boolean ask(Wish wish) {
        return rows.ask(wish) > 0;
    }

    /** A part of what a run could not take, from 0 on; empty if there are no more. */
    public Optional<String> part(String id, int part) {
        return rows.part(id, part);
    }
}
