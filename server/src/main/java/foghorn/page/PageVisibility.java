package foghorn.page;

import java.util.Locale;

/** Who may see a page: everybody, the team only, or an audience in which each sees what is given to him. */
public enum PageVisibility {
    PUBLIC,
    PRIVATE,
    AUDIENCE;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static PageVisibility ofStored(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
