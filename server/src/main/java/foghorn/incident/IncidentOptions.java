package foghorn.incident;

import java.util.Optional;

/** What may be chosen for incidents of every kind. */
public record IncidentOptions(Optional<IncidentImpact> impactOverride, Optional<Metadata> metadata) {
    public static IncidentOptions none() {
        return new IncidentOptions(Optional.empty(), Optional.empty());
    }
}
