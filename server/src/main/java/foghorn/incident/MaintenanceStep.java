package foghorn.incident;

import java.util.Optional;

/** What a maintenance may do by itself, in this order. */
enum MaintenanceStep {
    REMIND("A reminder: this maintenance begins as planned."),
    BEGIN("The maintenance has begun, as planned."),
    COMPLETE("The maintenance is complete.");

    private final String text;

    MaintenanceStep(String text) {
        this.text = text;
    }

    /**
     * The step that somebody takes who changes the status of a maintenance by hand. What ends before it has begun was called off: that is
     * no step.
     */
    static Optional<MaintenanceStep> takenBy(IncidentStatus before, IncidentStatus after) {
        if (after == IncidentStatus.Scheduled.IN_PROGRESS && !before.isRunning()) {
            return Optional.of(BEGIN);
        }
        return after == IncidentStatus.Scheduled.COMPLETED && before.isRunning()
                ? Optional.of(COMPLETE)
                : Optional.empty();
    }

    /** The update that it posts. */
    String text() {
        return text;
    }
}
