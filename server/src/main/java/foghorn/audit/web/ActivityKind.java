package foghorn.audit.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the activity can be narrowed down to. */
public enum ActivityKind {
    INCIDENTS(
            "Incidents and maintenances",
            "incident",
            "incident_update",
            "maintenance",
            "team",
            "postmortem",
            "incident_template"),
    COMPONENTS("Components", "component", "component_group"),
    PAGES("Page settings", "page"),
    SUBSCRIBERS("Subscribers and webhooks", "subscriber", "webhook", "notification"),
    TEAM("Team and sign-in", "team_member", "invitation", "account", "session", "organization"),
    KEYS("API keys", "api_key"),
    READINGS("Readings of the activity", "audit");

    private final String label;
    private final List<String> kinds;

    ActivityKind(String label, String... kinds) {
        this.label = label;
        this.kinds = List.of(kinds);
    }

    public String label() {
        return label;
    }

    /** As it stands in an address. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the actions begin with. */
    Set<String> kinds() {
        return Set.copyOf(kinds);
    }

    static Optional<ActivityKind> of(String wire) {
        return Arrays.stream(values()).filter(kind -> kind.wire().equals(wire)).findFirst();
    }
}
