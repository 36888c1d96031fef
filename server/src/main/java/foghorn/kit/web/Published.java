package foghorn.kit.web;

import io.vertx.core.http.HttpServerRequest;

/** Serves published bytes on the event loop. */
public interface Published {
    /**
     * Answers the request if something is published there; called on the event loop and must not block.
     *
     * @param secure whether the client came by https
     * @param path what follows the page's base, without a leading slash and without the query; empty for the home page
     * @return whether the request was (or will be) answered
     */
    boolean serve(HttpServerRequest request, boolean secure, PageSite site, String path);

    /** Answers {@code /s/{code}} with a redirect to the incident; false if there is no such code. */
    boolean serveShortLink(HttpServerRequest request, boolean secure, String code);

    /** A page in the site's look that says what went wrong, as HTML. */
    String errorPage(PageSite site, int status, String message);
}
