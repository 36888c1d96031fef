package foghorn.publicpage.html;

import foghorn.component.ComponentStatus;
import foghorn.component.PageStatus;
import foghorn.incident.IncidentImpact;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Which shape, colour and word stand for a status; each status has a shape of its own. */
final class Marks {
    private Marks() {}

    static Mark of(ComponentStatus status) {
        return switch (status) {
            case OPERATIONAL -> mark("operational", status.label());
            case UNDER_MAINTENANCE -> mark("maintenance", status.label());
            case DEGRADED_PERFORMANCE -> mark("degraded", status.label());
            case PARTIAL_OUTAGE -> mark("partial", status.label());
            case MAJOR_OUTAGE -> mark("major", status.label());
        };
    }

    /** Of every status that a component or a day may have. */
    static List<Mark> ofComponents() {
        return Stream.concat(
                        Arrays.stream(ComponentStatus.values()).map(Marks::of),
                        Stream.of(new Mark("unknown", "note", "No data")))
                .toList();
    }

    static Mark of(PageStatus status) {
        return switch (status.indicator()) {
            case NONE -> mark("operational", status.description());
            case MAINTENANCE -> mark("maintenance", status.description());
            case MINOR -> mark("degraded", status.description());
            case MAJOR -> mark("partial", status.description());
            case CRITICAL -> mark("major", status.description());
        };
    }

    static Mark of(IncidentImpact impact) {
        return switch (impact) {
            case NONE -> mark("note", "No impact");
            case MAINTENANCE -> mark("maintenance", "Maintenance");
            case MINOR -> mark("degraded", "Minor impact");
            case MAJOR -> mark("partial", "Major impact");
            case CRITICAL -> mark("major", "Critical impact");
        };
    }

    private static Mark mark(String shape, String word) {
        return new Mark(shape, shape, word);
    }
}
