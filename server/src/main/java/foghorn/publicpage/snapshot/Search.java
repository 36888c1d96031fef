package foghorn.publicpage.snapshot;

import foghorn.incident.IncidentImpact;
import java.util.List;
import java.util.Optional;

/**
 * What a visitor looks for in the history; what is empty leaves everything in.
 *
 * @param words that stand, as they are, in a name, in an update or in a postmortem; at most {@link #LENGTH} characters
 * @param maintenance true for maintenances alone, false for incidents alone
 * @param number of the page of results, from 1
 */
public record Search(
        String words,
        Optional<Boolean> maintenance,
        Optional<IncidentImpact> impact,
        Optional<String> componentId,
        int number) {
    /** Characters of the words. */
    public static final int LENGTH = 100;

    /** Results on a page. */
    public static final int RESULTS = 25;

    /** Pages of results that can be asked for. */
    public static final int MOST = 40;

    public Search {
        if (!words.equals(cut(words)) || number < 1 || number > MOST) {
            throw new IllegalArgumentException("search");
        }
    }

    /** As many characters of these words as can be looked for. */
    public static String cut(String words) {
        int characters = words.codePointCount(0, words.length());
        return words.substring(0, words.offsetByCodePoints(0, Math.min(LENGTH, characters)));
    }

    /**
     * What was found.
     *
     * @param components that can be asked for: what the page shows
     * @param entries latest first
     */
    public record Found(PageFacts page, List<ComponentFacts> components, List<HistoryEntry> entries, boolean hasMore) {
        public Found {
            components = List.copyOf(components);
            entries = List.copyOf(entries);
        }
    }
}
