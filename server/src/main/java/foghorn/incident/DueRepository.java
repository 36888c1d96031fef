package foghorn.incident;

import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** SQL over all organizations, which tells only where something is due. No tenant is set here. */
final class DueRepository {
    private final Handle handle;

    DueRepository(Handle handle) {
        this.handle = handle;
    }

    /** A maintenance of which a step is due. */
    record Place(OrganizationId organization, PageId page, IncidentId incident) {}

    /** Those whose step has been due longest come first. */
    List<Place> maintenances(Instant now, int most) {
        return handle.createQuery("select * from directory_due_maintenances(:now, :most)")
                .bind("now", now)
                .bind("most", most)
                .map((row, context) -> new Place(
                        new OrganizationId(row.getString("organization_id")),
                        new PageId(row.getString("page_id")),
                        new IncidentId(row.getString("incident_id"))))
                .list();
    }
}
