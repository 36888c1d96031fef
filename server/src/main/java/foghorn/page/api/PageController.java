package foghorn.page.api;

import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.page.PageService;
import foghorn.tenant.Permission;

/** {@code /v1/pages}: the settings of pages. Fields and status codes stand in {@code openapi.json}. */
public final class PageController {
    private static final String PAGE = "/v1/pages/:page_id";

    private final PageService pages;

    public PageController(PageService pages) {
        this.pages = pages;
    }

    public void addTo(Routes routes) {
        routes.get(Access.key(Permission.VIEW_PAGE), "/v1/pages", this::list);
        routes.get(Access.key(Permission.VIEW_PAGE), PAGE, this::find);
        routes.patch(Access.key(Permission.MANAGE_PAGE), PAGE, this::change);
    }

    private void list(Exchange http) {
        http.json(pages.list(http.call()).stream().map(PageResponse::of).toList());
    }

    private void find(Exchange http) {
        var page = pages.find(http.call(), http.pageId());
        http.etag(page.version()).json(PageResponse.of(page));
    }

    private void change(Exchange http) {
        var body = http.body().in("page");
        var patch = PageRequest.read(body, http.expectedVersion());
        var page = body.naming(() -> pages.patch(http.call(), http.pageId(), patch));
        http.etag(page.version()).json(PageResponse.of(page));
    }
}
