package foghorn.kit.web;

/** Makes the {@link Shell} of a request, so that rooms can show their screens without knowing the others. */
public interface Shells {
    /**
     * The shell for a signed-in member. The page is the route's {@code page_id}, where it has one; a page the member may not see is
     * {@link foghorn.tenant.Problem.NotFound} or {@link foghorn.tenant.Problem.Forbidden}.
     *
     * @param entry the label of the navigation entry to which the screen belongs
     */
    Shell of(Exchange http, String entry);
}
