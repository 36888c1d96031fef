package foghorn.notification;

import foghorn.kit.id.Ids;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.OrganizationId;

/** The engine's own calls, one organization at a time. */
final class Jobs {
    private Jobs() {}

    static Call call(OrganizationId organization) {
        return new Call(new Actor.Job(organization, "notification"), "job-" + Ids.next());
    }
}
