package foghorn.component.uptime;

import foghorn.component.ComponentId;
import foghorn.kit.outbox.PageEvent;

/**
 * A day of a component was corrected, or is as it was measured again; nobody is told.
 *
 * @param day as {@code 2026-05-04}
 */
public record UptimeCorrected(ComponentId componentId, String day) implements PageEvent {
    @Override
    public String kind() {
        return "component.uptime_corrected";
    }
}
