package foghorn.subscriber.web;

import foghorn.component.ComponentId;
import foghorn.incident.IncidentId;
import foghorn.kit.web.Body;
import foghorn.subscriber.Scope;
import foghorn.tenant.IdForm;
import foghorn.tenant.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what somebody chose to follow from a form. A form without a choice means everything. */
final class ScopeFields {
    private final Body body;

    ScopeFields(Body body) {
        this.body = body;
    }

    String mode() {
        return body.text("scope").orElse("page");
    }

    /** Everything that was ticked, whatever it is. */
    Set<String> ticked() {
        return Stream.concat(listed("components").stream(), listed("incidents").stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The incident from whose page the visitor came. */
    Optional<String> incident() {
        return body.text("incident");
    }

    Scope scope() {
        return switch (mode()) {
            case "page" -> Scope.EVERYTHING;
            case "incident" ->
                new Scope(Set.of(), ids("incident", incident().stream().toList(), IncidentId::new));
            case "parts" -> parts();
            default -> throw new Problem.Invalid("scope", "must be chosen");
        };
    }

    private Scope parts() {
        var scope = new Scope(
                ids("components", listed("components"), ComponentId::new),
                ids("incidents", listed("incidents"), IncidentId::new));
        if (scope.isEverything()) {
            throw new Problem.Invalid("components", "must be chosen, at least one of them");
        }
        return scope;
    }

    private List<String> listed(String field) {
        return body.texts(field).orElse(List.of());
    }

    private static <T> Set<T> ids(String field, List<String> texts, Function<String, T> reader) {
        if (!texts.stream().allMatch(IdForm::matches)) {
            throw new Problem.Invalid(field, "must be of this page");
        }
        return texts.stream().map(reader).collect(Collectors.toSet());
    }
}
