package foghorn.kit.web;

import foghorn.tenant.Permission;

/** Makes the {@link Shell} of a request, so that rooms can show their screens without knowing the others. */
public interface Shells {
    /**
     * The shell for a signed-in member. The page is the route's {@code page_id}; where it has none, the only page the member may see, if
     * there is just one. A page the member may not see is {@link foghorn.tenant.Problem.NotFound} or
     * {@link foghorn.tenant.Problem.Forbidden}.
     *
     * @param entry the label of the navigation entry to which the screen belongs
     */
    Shell of(Exchange http, String entry);

    /**
     * Asks whether the member may do this on the route's page, or in the whole organization where the route has no page, for screens that look at a form before they call a verb: who may not
     * learns nothing of what would be accepted. The answers are those of a verb, {@link foghorn.tenant.Problem.NotFound} for a page of
     * another organization and only then {@link foghorn.tenant.Problem.Forbidden}.
     */
    void require(Exchange http, Permission permission);
}
