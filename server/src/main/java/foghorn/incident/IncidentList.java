package foghorn.incident;

/**
 * The lists of incidents that the manage API has, and two that people look at. Where the API's documents are silent on {@code scheduled}, it holds maintenances of every
 * status, as the public document of that name does; {@code upcoming} and {@code active_maintenance} are its parts.
 */
public enum IncidentList {
    /** Incidents and maintenances, newest first. */
    ALL("true", "i.created_at desc, i.id desc"),
    /** Open realtime incidents, newest first. */
    UNRESOLVED("i.kind = 'realtime' and " + IncidentList.OPEN, "i.created_at desc, i.id desc"),
    /** All maintenances, the latest planned first. */
    SCHEDULED("i.kind = 'scheduled'", "i.scheduled_for desc, i.id desc"),
    /** Maintenances that have not begun, the latest planned first. */
    UPCOMING("i.status = 'scheduled'", "i.scheduled_for desc, i.id desc"),
    /** Maintenances in progress or being verified, the latest planned first. */
    ACTIVE_MAINTENANCE("i.status in ('in_progress', 'verifying')", "i.scheduled_for desc, i.id desc"),
    /** Maintenances that are not over, the next first. */
    PLANNED("i.kind = 'scheduled' and " + IncidentList.OPEN, "i.scheduled_for, i.id"),
    /** What is resolved or completed, newest first. */
    OVER("i.status in ('resolved', 'completed')", "i.created_at desc, i.id desc");

    /** Spelled like the condition of the index {@code incident_open}, so that the past costs nothing. */
    private static final String OPEN = "i.status not in ('resolved', 'completed')";

    private final String condition;
    private final String order;

    IncidentList(String condition, String order) {
        this.condition = condition;
        this.order = order;
    }

    /** Holds for what comes behind the row with the id {@code :after}, be that deleted or not. */
    String behind() {
        var key = order.replaceFirst("^i\\.([a-z_]+).*", "$1");
        return """
                (i.%1$s, i.id) %2$s (select a.%1$s, a.id from incident a
                                      where a.organization_id = :organizationId and a.page_id = :page and a.id = :after)
                """.formatted(key, order.contains("desc") ? "<" : ">");
    }

    String condition() {
        return condition;
    }

    String order() {
        return order;
    }
}
