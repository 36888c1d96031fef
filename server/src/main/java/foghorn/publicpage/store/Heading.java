package foghorn.publicpage.store;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a page beside its items; with it a page is found by its names while the database is away.
 *
 * @param name what people call the page
 * @param pageSeq the page's sequence number when its set was made; {@link #INCOMPLETE} if the set must be made again
 * @param presentation what the set was made with: templates, style, links
 * @param until when days and months that are shown change of themselves, so that the set must be made again
 * @param shown whether anybody may see the page
 * @param root whether it is the page at {@code /} of the console host
 */
public record Heading(
        String organization,
        String page,
        String name,
        long pageSeq,
        long presentation,
        Instant until,
        boolean shown,
        boolean root,
        String subdomain,
        Optional<String> domain) {
    /** Not a sequence number of any page: something was taken back, or the set is only partly written. */
    public static final long INCOMPLETE = -1;

    /** For a set that shows no days. */
    public static final Instant FOR_EVER = Instant.ofEpochMilli(Long.MAX_VALUE);

    /** The same for a set that is not whole. */
    public Heading incomplete() {
        return new Heading(organization, page, name, INCOMPLETE, presentation, until, shown, root, subdomain, domain);
    }
}
