package foghorn.kit.crypto;

import foghorn.tenant.PageId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds encrypted addresses of one page without keeping them readable: keyed hashes, with a key per page, so that equal addresses
 * on two pages do not look alike.
 */
public final class BlindIndex {
    /** The shortest and longest beginning of an address that can be searched for, in characters. */
    public static final int SHORTEST_PREFIX = 3;

    public static final int LONGEST_PREFIX = 10;

    private final byte[] key;

    BlindIndex(byte[] organizationIndexKey, PageId page) {
        this.key = Mac.derive(organizationIndexKey, "blind index|" + page);
    }

    /** The whole HMAC (32 bytes) of a normalised address, for a unique column. */
    public byte[] unique(String normalizedAddress) {
        return Mac.of(key, "unique|" + normalizedAddress);
    }

    /** What the address can be found by, each cut to 64 bits: the whole of it, its domain, its first 3 to 10 characters. */
    public long[] search(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        var terms = new ArrayList<>(List.of("whole|" + lower));
        int at = lower.lastIndexOf('@');
        if (at >= 0) {
            terms.add("domain|" + lower.substring(at + 1));
        }
        int characters = lower.codePointCount(0, lower.length());
        for (int length = SHORTEST_PREFIX; length <= Math.min(LONGEST_PREFIX, characters); length++) {
            terms.add("prefix|" + lower.substring(0, lower.offsetByCodePoints(0, length)));
        }
        return terms.stream().mapToLong(this::term).toArray();
    }

    /**
     * What of an index speaks for this text, the most fitting first: it is a whole address, a domain (with or without {@code @} before
     * it), or, if it has 3 to 10 characters, the beginning of an address.
     */
    public List<Long> sought(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        var terms = new ArrayList<>(List.of("whole|" + lower, "domain|" + lower.replaceFirst("^@", "")));
        int characters = lower.codePointCount(0, lower.length());
        if (characters >= SHORTEST_PREFIX && characters <= LONGEST_PREFIX) {
            terms.add("prefix|" + lower);
        }
        return terms.stream().map(this::term).toList();
    }

    private long term(String term) {
        return ByteBuffer.wrap(Mac.of(key, "search|" + term)).getLong();
    }
}
