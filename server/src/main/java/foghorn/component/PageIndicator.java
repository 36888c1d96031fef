package foghorn.component;

import java.util.Locale;

/** The one word that sums up a page for programs. */
public enum PageIndicator {
    NONE,
    MAINTENANCE,
    MINOR,
    MAJOR,
    CRITICAL;

    /** The name in JSON, for example {@code minor}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
