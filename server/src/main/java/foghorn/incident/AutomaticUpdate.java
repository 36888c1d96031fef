package foghorn.incident;

import foghorn.component.Component;
import foghorn.component.ComponentId;
import foghorn.component.ComponentStatus;
import foghorn.incident.IncidentStatus.Scheduled;
import foghorn.kit.db.Tx;
import foghorn.kit.patch.Change;
import foghorn.kit.patch.ExpectedVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** What a maintenance posts by itself, and how its components move when somebody is there first. */
final class AutomaticUpdate {
    private final Tx tx;
    private final Incident incident;
    private final Maintenance plan;

    AutomaticUpdate(Tx tx, Incident incident) {
        this.tx = tx;
        this.incident = incident;
        this.plan = incident.maintenance().orElseThrow();
    }

    /** The update of a step; a reminder is told to all and names no components. */
    IncidentPatch of(MaintenanceStep step) {
        return switch (step) {
            case REMIND -> patch(step, Scheduled.SCHEDULED, true);
            case BEGIN ->
                patch(step, Scheduled.IN_PROGRESS, plan.autoNotifyAtStart().orElse(true));
            case COMPLETE ->
                patch(step, Scheduled.COMPLETED, plan.autoNotifyAtEnd().orElse(true));
        };
    }

    /** How the components move with a step, whoever takes it. */
    ComponentChanges components(MaintenanceStep step) {
        return switch (step) {
            case REMIND -> ComponentChanges.none();
            case BEGIN -> moved(plan.autoToMaintenanceState(), ComponentStatus.UNDER_MAINTENANCE);
            case COMPLETE -> moved(plan.autoToOperationalState(), ComponentStatus.OPERATIONAL);
        };
    }

    private ComponentChanges moved(Optional<Boolean> isWanted, ComponentStatus status) {
        return isWanted.orElse(false) ? moved(status) : ComponentChanges.none();
    }

    /**
     * All components of the maintenance, with this status for each that is its own. What another incident or maintenance that runs now
     * says of a component stands: a maintenance must not declare an outage over, nor hide it.
     */
    private ComponentChanges moved(ComponentStatus status) {
        var page = incident.pageId();
        var components = Affecting.ofIncidents(tx, page, List.of(incident.id())).getOrDefault(incident.id(), List.of());
        var shared = new IncidentComponentRepository(tx, page).sharedWithRunning(incident.id());
        var statuses = new LinkedHashMap<ComponentId, Optional<ComponentStatus>>();
        components.stream()
                .filter(component -> !component.isGroup())
                .forEach(component ->
                        statuses.put(component.id(), status(component, shared.contains(component.id()), status)));
        return new ComponentChanges(statuses, Optional.empty());
    }

    private static Optional<ComponentStatus> status(Component component, boolean isShared, ComponentStatus wanted) {
        boolean stands = isShared && component.status() != ComponentStatus.OPERATIONAL;
        return stands ? Optional.empty() : Optional.of(wanted);
    }

    private IncidentPatch patch(MaintenanceStep step, Scheduled status, boolean notifies) {
        return new IncidentPatch(
                ExpectedVersion.any(),
                Change.keep(),
                Optional.of(status),
                Optional.of(step.text()),
                notifies,
                components(step),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                MaintenancePatch.none());
    }
}
