package foghorn.publicpage;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** SQL for the list of all pages of the installation: ids and sequence numbers, nothing else. */
final class DirectoryRepository {
    private DirectoryRepository() {}

    record Entry(String organization, String page, long pageSeq) {}

    /** @param rootPage the id of the page at {@code /} of the console host, or empty */
    record Pages(List<Entry> all, Set<String> ids, String rootPage) {
        boolean contains(String page) {
            return ids.contains(page);
        }
    }

    static Pages pages(Handle handle) {
        var all = handle.createQuery("select organization_id, page_id, page_seq from directory_pages()")
                .map((row, context) ->
                        new Entry(row.getString("organization_id"), row.getString("page_id"), row.getLong("page_seq")))
                .list();
        var root = handle.createQuery("select value from installation_setting where name = 'root_page'")
                .mapTo(String.class)
                .findOne()
                .orElse("");
        return new Pages(all, all.stream().map(Entry::page).collect(Collectors.toSet()), root);
    }
}
