package foghorn.subscriber.web;

import foghorn.component.ComponentId;
import foghorn.incident.IncidentId;
import foghorn.kit.web.FormErrors;
import foghorn.subscriber.Followed;
import foghorn.subscriber.Scope;
import foghorn.subscriber.ScopeChoices.Choice;
import foghorn.subscriber.ScopeChoices.Choices;
import foghorn.subscriber.ScopeChoices.OpenIncident;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The part of a form in which somebody chooses what to follow.
 *
 * @param mode {@code page}, {@code parts} or {@code incident}
 * @param ticked ids
 * @param only the incident from whose page the visitor comes
 * @param byPage whether the page as a whole, and parts of it, can be followed
 */
public record ScopeView(
        String mode,
        Set<String> ticked,
        Choices choices,
        Optional<OpenIncident> only,
        boolean byPage,
        FormErrors errors) {
    public ScopeView {
        ticked = Set.copyOf(ticked);
    }

    /** The choice of somebody who has chosen already. What is followed and not shown any more can be kept. */
    static ScopeView of(Scope scope, List<Followed> follows, Choices choices, FormErrors errors) {
        var ticked = new LinkedHashSet<String>();
        scope.components().forEach(id -> ticked.add(id.value()));
        scope.incidents().forEach(id -> ticked.add(id.value()));
        return new ScopeView(
                scope.isEverything() ? "page" : "parts",
                ticked,
                with(choices, follows),
                Optional.empty(),
                true,
                errors);
    }

    /** The same with what was chosen since, when the form is shown again. */
    ScopeView typed(ScopeFields fields) {
        return new ScopeView(fields.mode(), fields.ticked(), choices, only, byPage, errors);
    }

    private static Choices with(Choices choices, List<Followed> follows) {
        var components = new ArrayList<>(choices.components());
        var incidents = new ArrayList<>(choices.incidents());
        for (var followed : follows) {
            if (shows(choices, followed.id())) {
                continue;
            }
            switch (followed.kind()) {
                case GROUP, COMPONENT ->
                    components.add(new Choice(
                            new ComponentId(followed.id()),
                            followed.name(),
                            followed.kind() == Followed.Kind.GROUP,
                            List.of()));
                case INCIDENT ->
                    incidents.add(new OpenIncident(
                            new IncidentId(followed.id()), followed.name() + (followed.isOver() ? " (over)" : "")));
            }
        }
        return new Choices(components, incidents);
    }

    private static boolean shows(Choices choices, String id) {
        return choices.incident(id).isPresent()
                || choices.components().stream()
                        .anyMatch(choice -> choice.id().value().equals(id)
                                || choice.members().stream()
                                        .anyMatch(member -> member.id().value().equals(id)));
    }

    public boolean isAt(String other) {
        return mode.equals(other);
    }

    public boolean isTicked(String id) {
        return ticked.contains(id);
    }

    /** With one thing to choose there is nothing to choose. */
    public boolean offersParts() {
        return byPage && !choices.isEmpty();
    }
}
