package foghorn.app.demo;

import java.time.ZoneId;
import java.util.List;

/**
 * The company of the demo, as its resource says.
 *
 * @param name of the organization and its page
 */
record Company(String name, ZoneId timeZone, List<Group> groups) {
    record Group(String key, String name, List<Part> components) {}

    /**
     * A component.
     *
     * @param days how long there has been such a thing
     * @param blips times in the last 90 days when it was not well for some minutes, and nobody wrote of it
     */
    record Part(String key, String name, String description, int days, int blips) {}
}
