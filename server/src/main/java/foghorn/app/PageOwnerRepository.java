package foghorn.app;

import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Finds whose a page is, before the organization is known; lives as long as one transaction. */
final class PageOwnerRepository {
    private final Handle handle;

    PageOwnerRepository(Handle handle) {
        this.handle = handle;
    }

    Optional<OrganizationId> find(PageId page) {
        return handle.createQuery("select organization_id from directory_pages() where page_id = :page")
                .bind("page", page.value())
                .mapTo(String.class)
                .findOne()
                .map(OrganizationId::new);
    }
}
