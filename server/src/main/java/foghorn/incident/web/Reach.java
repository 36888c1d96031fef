package foghorn.incident.web;

import foghorn.component.ComponentId;
import foghorn.incident.IncidentId;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import java.util.Optional;
import java.util.Set;

/** Knows how many people an update would reach. Subscribers belong to a room that stands on this one, so the application hands it in. */
public interface Reach {
    /**
     * What would happen if this were told now.
     *
     * @param byEmail how many would be sent an e-mail: exactly so many deliveries are made
     * @param byWebhook how many endpoints would be called
     * @param unconfirmed how many of the page's e-mail subscribers are never told because they have not confirmed
     */
    record Counts(long byEmail, long byWebhook, long unconfirmed) {
        long all() {
            return byEmail + byWebhook;
        }
    }

    Counts of(Call call, PageId page, Optional<IncidentId> incident, Set<ComponentId> components);
}
