package foghorn.kit.mail;

import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Finds the pages of the installation, of all organizations; lives as long as one transaction. */
final class PageDirectoryRepository {
    /** A page and whose it is. */
    record Place(OrganizationId organization, PageId page) {}

    private final Handle handle;

    PageDirectoryRepository(Handle handle) {
        this.handle = handle;
    }

    List<Place> findAll() {
        return handle.createQuery("select organization_id, page_id from directory_pages() order by page_id")
                .map((row, context) -> new Place(
                        new OrganizationId(row.getString("organization_id")), new PageId(row.getString("page_id"))))
                .list();
    }
}
