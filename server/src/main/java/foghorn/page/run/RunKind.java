package foghorn.page.run;

import java.util.Locale;

/** What is run. A page has one of each at a time. */
public enum RunKind {
    /** Another status page is taken over. */
    PUBLIC_PAGE,
    /** A table of subscribers is taken over. */
    SUBSCRIBERS;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
