package foghorn.page;

import java.util.Arrays;
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

    /** Six hexadecimal digits each, without {@code #}. */
    public record Colors(String background, String text) {}
}
