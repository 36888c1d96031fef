package foghorn.subscriber;

import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import java.util.Set;

/** Something that keeps messages to people under another key than theirs. */
public interface Traces {
    /** Removes what was written to these addresses in this page's name. */
    void remove(Tx tx, PageId page, Set<String> addresses);
}
