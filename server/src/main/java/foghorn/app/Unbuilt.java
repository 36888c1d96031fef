package foghorn.app;

import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Handler;
import foghorn.kit.web.Routes;
import foghorn.page.PageService;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.util.List;

/**
 * Answers operations of the contract that are not built with 501, to those who could call them: whoever may not, or has no such page, learns
 * that first, as of every other operation.
 */
final class Unbuilt {
    private static final String PAGE = "/v1/pages/:page_id";

    private final PageService pages;

    Unbuilt(PageService pages) {
        this.pages = pages;
    }

    /** Answers a route that is not built. */
    record Answer(PageService pages, Permission permission, String what) implements Handler {
        @Override
        public void handle(Exchange http) {
            pages.require(http.call(), http.pageId(), permission);
            throw new Problem.NotImplemented("Foghorn does not have " + what + " yet.");
        }
    }

    void addTo(Routes routes) {
        access(new Adding(routes, Permission.MANAGE_PAGE, "page access users and groups"));
        metrics(new Adding(routes, Permission.MANAGE_PAGE, "metrics"));
    }

    private static void access(Adding adding) {
        for (var kind : List.of("page_access_users", "page_access_groups")) {
            var all = "/" + kind;
            var one = all + (kind.equals("page_access_users") ? "/:page_access_user_id" : "/:page_access_group_id");
            adding.get(all).post(all).get(one).change(one).delete(one);
            adding.all(one + "/components").delete(one + "/components/:component_id");
            adding.post("/components/:component_id/" + kind).delete("/components/:component_id/" + kind);
        }
        var metrics = "/page_access_users/:page_access_user_id/metrics";
        adding.all(metrics).delete(metrics + "/:metric_id");
    }

    private static void metrics(Adding adding) {
        var one = "/metrics/:metric_id";
        adding.get("/metrics").post("/metrics/data").get(one).change(one).delete(one);
        adding.post(one + "/data").delete(one + "/data");
        var providers = "/metrics_providers";
        var provider = providers + "/:metrics_provider_id";
        adding.get(providers).post(providers).get(provider).change(provider).delete(provider);
        adding.get(provider + "/metrics").post(provider + "/metrics");
    }

    /** Adds routes of one kind; who may view a page may read it. */
    private final class Adding {
        private final Routes routes;
        private final Permission toChange;
        private final String what;

        Adding(Routes routes, Permission toChange, String what) {
            this.routes = routes;
            this.toChange = toChange;
            this.what = what;
        }

        private Answer answer(Permission permission) {
            return new Answer(pages, permission, what);
        }

        Adding get(String path) {
            routes.get(Access.key(Permission.VIEW_PAGE), PAGE + path, answer(Permission.VIEW_PAGE));
            return this;
        }

        Adding post(String path) {
            routes.post(Access.key(toChange), PAGE + path, answer(toChange));
            return this;
        }

        Adding change(String path) {
            routes.patch(Access.key(toChange), PAGE + path, answer(toChange));
            return this;
        }

        Adding delete(String path) {
            routes.delete(Access.key(toChange), PAGE + path, answer(toChange));
            return this;
        }

        Adding all(String path) {
            return get(path).post(path).change(path).delete(path);
        }
    }
}
