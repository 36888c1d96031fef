package foghorn.kit.db;

import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import java.util.List;

/** Hears on the writing thread that a page change was committed (or failed after something was withdrawn), before the caller gets its answer. */
public interface PageChangeListener {
    /** Stands for all items of a page, in {@link #withdraw}: when it is deleted or no longer public. */
    String EVERYTHING = "*";

    /** Must not throw and must not take longer than the caller may wait (500 ms). */
    void pageChanged(OrganizationId organization, PageId page, long pageSeq);

    /** Takes published items back, durably, before the change is committed. If the commit fails, {@link #pageChanged} follows all the same. */
    void withdraw(PageId page, List<String> items);
}
