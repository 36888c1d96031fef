package foghorn.page.run;

import java.util.Locale;

/** What people want of a run. */
public enum Wish {
    STOP,
    /** That it goes on where it waits to be told. */
    GO;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Wish of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
