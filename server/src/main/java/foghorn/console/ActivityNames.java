package foghorn.console;

import foghorn.audit.web.Names;
import foghorn.incident.IncidentService;
import foghorn.organization.ActorService;
import foghorn.page.PageService;
import foghorn.tenant.Call;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Asks the rooms for the names behind the ids in the audit log. */
final class ActivityNames implements Names {
    private final ActorService actors;
    private final IncidentService incidents;
    private final PageService pages;

    ActivityNames(ConsoleRoom.Needs needs) {
        this.actors = needs.organization().actors();
        this.incidents = needs.incidents();
        this.pages = needs.pages();
    }

    @Override
    public Map<String, String> ofActors(Call call, Set<String> ids) {
        return actors.names(call, ids);
    }

    /** Names of incidents and people are not written into the log, so that they go when those go. */
    @Override
    public Map<String, String> ofSubjects(Call call, Set<String> ids) {
        var names = new HashMap<>(incidents.names(call, ids));
        names.putAll(actors.people(call, ids));
        pages.list(call).stream()
                .filter(page -> ids.contains(page.id().value()))
                .forEach(page -> names.put(page.id().value(), page.name()));
        return names;
    }
}
