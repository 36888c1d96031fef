package foghorn.kit.web;

import java.util.ArrayList;
import java.util.List;

/** Collects in what a form differs from what stands there now. */
public final class Disagreements {
    private final List<Disagreement> all = new ArrayList<>();

    /** Both as people read them; empty text is nothing. */
    public Disagreements of(String label, String now, String yours) {
        var present = plain(now);
        var typed = plain(yours);
        if (!present.equals(typed)) {
            all.add(new Disagreement(label, said(present), said(typed)));
        }
        return this;
    }

    public List<Disagreement> list() {
        return List.copyOf(all);
    }

    /** Browsers end lines by two characters. */
    private static String plain(String text) {
        return text.strip().replace("\r\n", "\n");
    }

    private static String said(String text) {
        return text.isEmpty() ? "nothing" : text;
    }
}
