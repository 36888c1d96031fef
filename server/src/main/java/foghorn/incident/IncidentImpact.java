package foghorn.incident;

import foghorn.component.PageIndicator;
import java.util.Locale;
import java.util.Optional;

/** How bad an incident is for those who use the service, from least to worst: the order of declaration is the order of severity. */
public enum IncidentImpact {
    NONE("None"),
    MAINTENANCE("Maintenance"),
    MINOR("Minor"),
    MAJOR("Major"),
    CRITICAL("Critical");

    private final String label;

    IncidentImpact(String label) {
        this.label = label;
    }

    /** The name in JSON and in the database, for example {@code major}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The English word people read. */
    public String label() {
        return label;
    }

    /** The worse of the two. */
    public IncidentImpact orWorse(IncidentImpact other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** The impact of this wire name, if there is one. */
    public static Optional<IncidentImpact> parse(String wire) {
        for (var impact : values()) {
            if (impact.wire().equals(wire)) {
                return Optional.of(impact);
            }
        }
        return Optional.empty();
    }

    static IncidentImpact of(PageIndicator indicator) {
        return switch (indicator) {
            case NONE -> NONE;
            case MAINTENANCE -> MAINTENANCE;
            case MINOR -> MINOR;
            case MAJOR -> MAJOR;
            case CRITICAL -> CRITICAL;
        };
    }
}
