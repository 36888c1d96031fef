package foghorn.publicpage.snapshot;

import java.time.Instant;
import java.util.Collection;

/**
 * Makes one number of everything that a rendering depends on. A change of a page asks for thousands of them, and nobody gains by making two
 * that are alike, so it is quick rather than cryptographic: FNV-1a of 64 bits, mixed once more at the end of each part.
 */
public final class Keys {
    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final long MIXER = 0xff51afd7ed558ccdL;
    private static final int HALF = 33;

    private Keys() {}

    /**
     * The number of these parts: numbers and moments by their value, collections by what they hold, in its order, all else by its text. A
     * part's end is told from the next one's beginning.
     */
    public static long of(Object... parts) {
        long number = BASIS;
        for (var part : parts) {
            number = with(number, part);
        }
        return number;
    }

    private static long with(long number, Object part) {
        return switch (part) {
            case Long value -> with(number, value.longValue());
            case Instant moment -> with(with(number, moment.getEpochSecond()), moment.getNano());
            case Collection<?> parts -> {
                long all = with(number, parts.size());
                for (var one : parts) {
                    all = with(all, one);
                }
                yield all;
            }
            default -> with(number, part.toString());
        };
    }

    private static long with(long number, String text) {
        long all = with(number, text.length());
        for (int i = 0; i < text.length(); i++) {
            all = (all ^ text.charAt(i)) * PRIME;
        }
        return mixed(all);
    }

    private static long with(long number, long value) {
        return mixed((number ^ value) * PRIME);
    }

    private static long mixed(long number) {
        long once = (number ^ number >>> HALF) * MIXER;
        return once ^ once >>> HALF;
    }
}
