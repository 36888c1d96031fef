package foghorn.kit.patch;

import foghorn.tenant.Problem;

/** The version of a thing that a caller has seen, if he says; a change of another version than that is refused. */
public sealed interface ExpectedVersion {
    /** The last write wins, field by field. */
    record Any() implements ExpectedVersion {}

    /** The caller sent {@code If-Match}: another version is {@link Problem.PreconditionFailed}. */
    record IfMatch(int version) implements ExpectedVersion {}

    /** The version stood in a form: another version is {@link Problem.Conflict}, so that both texts can be shown. */
    record OfForm(int version) implements ExpectedVersion {}

    static ExpectedVersion any() {
        return new Any();
    }

    /** Refuses if the present version is not the expected one. */
    default void check(int present) {
        switch (this) {
            case Any ignored -> {}
            case IfMatch(int version) -> {
                if (version != present) {
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
