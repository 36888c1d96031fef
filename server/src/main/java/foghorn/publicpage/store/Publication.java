package foghorn.publicpage.store;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The published set of one page at one moment; never changes. */
public final class Publication {
    private final Heading heading;
    private final Map<String, Item> items;
    private final Path file;

    Publication(Heading heading, Map<String, Item> items, Path file) {
        this.heading = heading;
        this.items = items;
        this.file = file;
    }

    public Heading heading() {
        return heading;
    }

    /** The item at a path under the page's base, for example {@code api/v2/summary.json}; the home page is at the empty path. */
    public @Nullable Item item(String path) {
        return items.get(path);
    }

    /** All items by path; not to be changed. */
    public Map<String, Item> items() {
        return items;
    }

    Path file() {
        return file;
    }
}
