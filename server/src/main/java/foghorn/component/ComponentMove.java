package foghorn.component;

import java.util.Optional;

/** Where a component or a group shall stand. */
public sealed interface ComponentMove {
    /**
     * Among its neighbours; a group goes with all that is in it.
     *
     * @param down places, up if below zero; as far as it goes
     */
    record Steps(int down) implements ComponentMove {}

    /**
     * To a place of a group, or of the page.
     *
     * @param group empty for the page; a group itself can stand nowhere else
     * @param position from 1; beyond the last it is the last
     */
    record To(Optional<ComponentId> group, int position) implements ComponentMove {
        /** A position after all others. */
        public static final int LAST = Integer.MAX_VALUE;
    }
}
