package foghorn.kit.web;

import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Stands in where a server shows no pages. */
record NoPages() implements PageSites, Published {
    @Override
    public @Nullable PageSite byHost(String host) {
        return null;
    }

    @Override
    public @Nullable PageSite byName(String name) {
        return null;
    }

    @Override
    public @Nullable PageSite root() {
        return null;
    }

    @Override
    public boolean serve(HttpServerRequest request, boolean secure, PageSite site, String path) {
        return false;
    }

    @Override
    public boolean serveShortLink(HttpServerRequest request, boolean secure, String code) {
        return false;
    }

    @Override
    public String errorPage(PageSite site, int status, String message) {
        return message;
    }
}
