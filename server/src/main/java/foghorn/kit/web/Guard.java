package foghorn.kit.web;

import foghorn.tenant.Call;
import org.jspecify.annotations.Nullable;

/** Finds out who asks. Called before every handler whose route wants a session, a key or a form token. */
@FunctionalInterface
public interface Guard {
    /**
     * Returns the call of whoever presents a valid credential, or null for {@link Access.SignedOut}. Throws
     * {@link foghorn.tenant.Problem.Unauthenticated} without one, and {@link foghorn.tenant.Problem.Forbidden} where a post does not
     * carry the form token; sets the form token that the page's own forms must carry.
     */
    @Nullable
    Call admit(Exchange http, Access access);

    /** Finds out who asks while the body is still to come, and so without its form token; {@link #admit} follows once it is read. */
    default @Nullable Call admitBeforeBody(Exchange http, Access access) {
        return admit(http, access);
    }

    /** Lets an admitted request through to what answers its route; what was answered before may be answered again instead. */
    default void pass(Exchange http, Route route) {
        route.handler().handle(http);
    }
}
