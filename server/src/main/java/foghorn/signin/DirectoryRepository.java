package foghorn.signin;

import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Finds whose a page is, before anybody is signed in; lives as long as one transaction. */
final class DirectoryRepository {
    private final Handle handle;

    DirectoryRepository(Handle handle) {
        this.handle = handle;
    }

    Optional<OrganizationId> owner(PageId page) {
        return handle.createQuery("select organization_id from directory_pages() where page_id = :page")
                .bind("page", page.value())
                .mapTo(String.class)
                .findOne()
                .map(OrganizationId::new);
    }
}
