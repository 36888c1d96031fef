package foghorn.incident.web;

import foghorn.component.Component;
import foghorn.component.ComponentId;
import foghorn.component.ComponentService;
import foghorn.component.ComponentStatus;
import foghorn.incident.ImpactRules;
import foghorn.incident.IncidentDetails;
import foghorn.incident.IncidentId;
import foghorn.incident.IncidentImpact;
import foghorn.kit.db.Paging;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.FormErrors;
import foghorn.tenant.PageId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes composers, and says what publishing a form would do. */
final class Composers {
    /** More than a page can have. */
    private static final Paging ALL = new Paging(5_000, 0);

    private static final Map<String, String> LABELS = Map.of(
            "body", "Message",
            "components", "Components",
            "impact_override", "Impact",
            "next_update", "Next update",
            "next_update_at", "Next update");

    private final ComponentService components;
    private final Reach reach;

    Composers(ComponentService components, Reach reach) {
        this.components = components;
        this.reach = reach;
    }

    /** What is wrong with a form that is shown again. */
    record Trouble(FormErrors errors, Optional<Conflict> conflict) {
        static final Trouble NONE = new Trouble(FormErrors.NONE, Optional.empty());

        static Trouble of(foghorn.tenant.Problem.Invalid problem) {
            return new Trouble(FormErrors.of(problem, LABELS), Optional.empty());
        }

        static Trouble of(Conflict conflict) {
            return new Trouble(FormErrors.NONE, Optional.of(conflict));
        }
    }

    static String base(PageId page) {
        return "/console/pages/" + page + "/incidents";
    }

    static String base(PageId page, IncidentId incident) {
        return base(page) + "/" + incident;
    }

    /** The composer of a new incident, or of the next update of the one given. */
    Composer composer(Exchange http, Optional<IncidentDetails> details, IncidentForm form, Trouble trouble) {
        var page = http.pageId();
        var base = details.map(present -> base(page, present.incident().id())).orElse(base(page));
        var kind = details.map(present ->
                        present.incident().maintenance().isPresent() ? Composer.Kind.MAINTENANCE : Composer.Kind.UPDATE)
                .orElse(Composer.Kind.NEW);
        return new Composer(
                details.isPresent() ? base + "/updates" : base,
                base + "/reach",
                kind,
                form,
                ComponentChoice.of(components.list(http.call(), page, ALL)),
                effect(http, details, form),
                trouble.errors(),
                trouble.conflict());
    }

    Effect effect(Exchange http, Optional<IncidentDetails> details, IncidentForm form) {
        var chosen = form.componentStatuses();
        var concerned = new HashSet<ComponentId>(chosen.keySet());
        details.ifPresent(present -> present.components().forEach(component -> concerned.add(component.id())));
        var counts = reach.of(
                http.call(),
                http.pageId(),
                details.map(present -> present.incident().id()),
                concerned);
        return new Effect(verb(details, form), form.notifies(), counts, impact(details, form, chosen));
    }

    private static String verb(Optional<IncidentDetails> details, IncidentForm form) {
        if (details.isEmpty()) {
            return "Publish";
        }
        boolean ends = form.ends() && !details.get().incident().isOver();
        return ends ? (details.get().incident().maintenance().isPresent() ? "Complete" : "Resolve") : "Post update";
    }

    private static IncidentImpact impact(
            Optional<IncidentDetails> details, IncidentForm form, Map<ComponentId, ComponentStatus> chosen) {
        if (form.chosenImpact().isPresent()) {
            return form.chosenImpact().get();
        }
        if (details.isEmpty()) {
            return ImpactRules.ofComponents(chosen.values());
        }
        var incident = details.get().incident();
        var affected = new HashMap<ComponentId, ComponentStatus>();
        List<Component> touched = details.get().components();
        touched.forEach(component -> affected.put(component.id(), component.status()));
        affected.putAll(chosen);
        return ImpactRules.worst(
                form.chosenStatus().orElse(incident.status()), incident.worstImpact(), affected.values());
    }
}
