package foghorn.incident;

/** What a maintenance may do by itself, in this order. */
enum MaintenanceStep {
    REMIND("This maintenance begins soon, as planned."),
    BEGIN("The maintenance has begun, as planned."),
    COMPLETE("The maintenance is complete.");

    private final String text;

    MaintenanceStep(String text) {
        this.text = text;
    }

    /** The update that it posts. */
    String text() {
        return text;
    }
}
