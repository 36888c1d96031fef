package foghorn.organization;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a team is reminded of by mail; everybody on it chooses for themselves. */
public enum ReminderOf {
    INCIDENT("Incidents that stay open", "By the hours of the incident; 3, 6, 12 and 24 unless it says otherwise."),
    MAINTENANCE("Maintenances that begin soon", "Three hours before."),
    COMPONENT("Components that are not operational", "After 3, 6, 12 and 24 hours.");

    private final String label;
    private final String hint;

    ReminderOf(String label, String hint) {
        this.label = label;
        this.hint = hint;
    }

    public String label() {
        return label;
    }

    /** When it comes, for people. */
    public String hint() {
        return hint;
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ReminderOf> of(String wire) {
        return Arrays.stream(values()).filter(one -> one.wire().equals(wire)).findFirst();
    }
}
