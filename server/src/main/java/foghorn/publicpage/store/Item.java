package foghorn.publicpage.store;

import org.jspecify.annotations.Nullable;

/**
 * One published item.
 *
 * @param key what the item shows, as a hash of versions; while it stays the same, nothing needs to be rendered
 * @param gzip the compressed form, or null where compressing gains nothing
 */
public record Item(
        ItemType type, long key, Packed identity, @Nullable Packed gzip) {
    /** The form for a client that takes gzip, or that does not. */
    public Packed encoded(boolean takesGzip) {
        return takesGzip && gzip != null ? gzip : identity;
    }
}
