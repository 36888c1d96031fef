package foghorn.incident.web;

import foghorn.component.Component;
import foghorn.component.ComponentId;
import foghorn.component.ComponentStatus;
import foghorn.incident.IncidentDetails;
import foghorn.incident.IncidentImpact;
import foghorn.incident.IncidentStatus;
import foghorn.incident.template.FilledTemplate;
import foghorn.kit.web.Body;
import foghorn.tenant.Problem;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The composer's fields exactly as they were typed, so that whatever is wrong with them the form can be shown again with nothing lost.
 *
 * @param components the chosen status by component id; a component that is not affected has the empty text
 * @param nextUpdate minutes until the next update, or empty
 * @param setsOperational whether a resolution sets every named component to operational
 * @param seen what the writer had seen when the form was made: the incident's version, or the ids of the open incidents
 */
public record IncidentForm(
        String name,
        String status,
        String body,
        Map<String, String> components,
        String impact,
        String nextUpdate,
        boolean notifies,
        boolean setsOperational,
        String seen) {
    public IncidentForm {
        components = Map.copyOf(components);
    }

    static IncidentForm read(Body body) {
        return new IncidentForm(
                body.text("name").orElse(""),
                body.text("status").orElse(""),
                body.text("body").orElse(""),
                body.textMap("components").orElse(Map.of()),
                body.text("impact_override").orElse(""),
                body.text("next_update").orElse(""),
                body.flag("notify").orElse(false),
                body.flag("all_operational").orElse(false),
                body.text("seen").orElse(""));
    }

    /** What the composer of a new incident begins with. */
    static IncidentForm fresh(String seen) {
        var status = IncidentStatus.Realtime.INVESTIGATING;
        return new IncidentForm("", status.wire(), Composer.defaultBody(status), Map.of(), "", "30", true, true, seen);
    }

    /** What the composer of a new incident begins with if a template was chosen: its components as they are now. */
    static IncidentForm filled(FilledTemplate filled, String seen) {
        var template = filled.template();
        var components = template.components().stream()
                .collect(Collectors.toMap(
                        component -> component.id().value(),
                        component -> component.status().wire()));
        return new IncidentForm(
                filled.title(),
                template.status().map(IncidentStatus::wire).orElse(IncidentStatus.Realtime.INVESTIGATING.wire()),
                filled.body(),
                components,
                "",
                "30",
                template.notifies(),
                true,
                seen);
    }

    /** What the next update of an incident begins with: its status, and its components as they are now. */
    static IncidentForm following(IncidentDetails details) {
        var incident = details.incident();
        var components = details.components().stream()
                .collect(Collectors.toMap(
                        component -> component.id().value(),
                        component -> component.status().wire()));
        return new IncidentForm(
                incident.name(),
                incident.status().wire(),
                "",
                components,
                incident.impactOverride().map(IncidentImpact::wire).orElse(""),
                incident.isOver() || incident.maintenance().isPresent() ? "" : "30",
                true,
                true,
                Integer.toString(incident.version()));
    }

    IncidentForm having(String newlySeen) {
        return new IncidentForm(
                name, status, body, components, impact, nextUpdate, notifies, setsOperational, newlySeen);
    }

    /** The status chosen for a component, as typed. */
    public String chosen(Component component) {
        return components.getOrDefault(component.id().value(), "");
    }

    Optional<IncidentStatus> chosenStatus() {
        return IncidentStatus.parse(status);
    }

    boolean ends() {
        return chosenStatus().filter(IncidentStatus::isOver).isPresent();
    }

    /** The components this update names, each with the status it is to have; what cannot be understood is left out. */
    Map<ComponentId, ComponentStatus> componentStatuses() {
        var statuses = new LinkedHashMap<ComponentId, ComponentStatus>();
        components.forEach((id, wire) -> ComponentStatus.parse(wire).ifPresent(status -> {
            try {
                statuses.put(new ComponentId(id), ends() && setsOperational ? ComponentStatus.OPERATIONAL : status);
            } catch (Problem.NotFound e) {
                // Not the form of an id: a component that cannot exist.
            }
        }));
        return statuses;
    }

    boolean namesUnknownComponents() {
        return components.values().stream().filter(wire -> !wire.isEmpty()).count()
                > componentStatuses().size();
    }

    Optional<IncidentImpact> chosenImpact() {
        return IncidentImpact.parse(impact);
    }

    /** How long until the next update is promised; nothing is promised once it is over. */
    Optional<Duration> nextUpdateIn() {
        return switch (ends() ? "" : nextUpdate) {
            case "15" -> Optional.of(Duration.ofMinutes(15));
            case "30" -> Optional.of(Duration.ofMinutes(30));
            case "60" -> Optional.of(Duration.ofMinutes(60));
            default -> Optional.empty();
        };
    }
}
