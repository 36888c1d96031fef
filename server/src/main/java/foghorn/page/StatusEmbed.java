package foghorn.page;

import foghorn.kit.patch.ContentVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the status embed of a page looks on other people's sites. */
public record StatusEmbed(Position position, Colors incident, Colors maintenance) {

    /** The corner of the window in which it shows up. */
    public enum Position {
        BOTTOM_LEFT,
        BOTTOM_RIGHT,
        TOP_LEFT,
        TOP_RIGHT;

        /** The name in JSON and in the database, for example {@code bottom-left}. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Position> of(String wire) {
            return Arrays.stream(values())
                    .filter(position -> position.wire().equals(wire))
                    .findFirst();
        }
    }

    /** Of what can be changed here; a page's own version counts other changes. */
    public int version() {
        return ContentVersion.of(List.of(
                position.wire(), incident.background(), incident.text(), maintenance.background(), maintenance.text()));
    }

    /** Six hexadecimal digits each, without {@code #}. */
    public record Colors(String background, String text) {}
}
