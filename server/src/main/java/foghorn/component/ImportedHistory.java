package foghorn.component;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the status of an imported component was, and since when it is what it is.
 *
 * @param sourceId the component's id at its source
 * @param spans without gaps: each lasts until the next begins, and the last goes on; it has the status that the component has now
 */
public record ImportedHistory(String sourceId, List<Span> spans) {
    /** @param incidentSourceId the id at the source of the incident that brought this status */
    public record Span(Instant from, ComponentStatus status, Optional<String> incidentSourceId) {}

    public ImportedHistory {
        spans = List.copyOf(spans);
        if (spans.isEmpty()) {
            throw new IllegalArgumentException("a history without a beginning: " + sourceId);
        }
        for (int i = 1; i < spans.size(); i++) {
            if (!spans.get(i - 1).from().isBefore(spans.get(i).from())) {
                throw new IllegalArgumentException("spans must follow one another: " + sourceId);
            }
        }
    }
}
