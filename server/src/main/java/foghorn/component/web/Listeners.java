package foghorn.component.web;

import foghorn.component.ComponentId;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import java.util.Set;

/**
 * Knows what hears of a status that is set without an incident: no person, but programs. They belong to a room that stands on this one, so
 * the application hands it in.
 */
public interface Listeners {
    /** How many webhooks are told of a change of one of these components. */
    long webhooks(Call call, PageId page, Set<ComponentId> components);
}
