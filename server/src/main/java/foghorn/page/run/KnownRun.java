package foghorn.page.run;

import java.util.Optional;

/**
 * A run as all nodes know it.
 *
 * @param state what it last told
 * @param life whether more is to come
 */
public record KnownRun(String id, String state, Life life, Optional<Wish> asked) {
    public enum Life {
        ALIVE,
        /** Its node has given no sign of life for too long: what it last told is the last that is known. */
        LOST,
        ENDED
    }
}
