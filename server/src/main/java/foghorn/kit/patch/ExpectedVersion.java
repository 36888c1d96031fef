package foghorn.kit.patch;

import foghorn.tenant.Problem;
import java.util.Set;

/** The version of a thing that a caller has seen, if he says; a change of another version than that is refused. */
public sealed interface ExpectedVersion {
    /** The last write wins, field by field. */
    record Any() implements ExpectedVersion {}

    /** The caller sent {@code If-Match}: a version that is none of these is {@link Problem.PreconditionFailed}. */
    record IfMatch(Set<Integer> versions) implements ExpectedVersion {
        public IfMatch {
            versions = Set.copyOf(versions);
        }

        public IfMatch(int version) {
            this(Set.of(version));
        }
    }

    /** The version stood in a form: another version is {@link Problem.Conflict}, so that both texts can be shown. */
    record OfForm(int version) implements ExpectedVersion {}

    static ExpectedVersion any() {
        return new Any();
    }

    /** Refuses if the present version is not the expected one. */
    default void check(int present) {
        switch (this) {
            case Any ignored -> {}
            case IfMatch(Set<Integer> versions) -> {
                if (!versions.contains(present)) {
                    throw new Problem.PreconditionFailed();
                }
            }
            case OfForm(int version) -> {
                if (version != present) {
                    throw new Problem.Conflict("Somebody else changed this in the meantime.");
                }
            }
        }
    }
}
