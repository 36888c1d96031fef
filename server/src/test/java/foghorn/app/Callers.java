package foghorn.app;

import foghorn.app.People.Browser;
import foghorn.kit.web.Access;
import foghorn.kit.web.Route;
import foghorn.tenant.Permission;
import foghorn.tenant.Role;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Everybody who calls routes, each made once, and how they call. */
final class Callers {
    private final TestApi api;
    private final Samples samples;
    private final Map<String, Browser> browsers = new HashMap<>();
    private final Map<String, ApiClient> programs = new HashMap<>();

    Callers(TestApi api, Samples samples) {
        this.api = api;
        this.samples = samples;
    }

    // ---- programs

    ApiClient anonymous() {
        return api.anonymous();
    }

    ApiClient everything() {
        return program("everything", api::alice);
    }

    ApiClient key(Permission scope) {
        return program("with " + scope, () -> api.key(scope));
    }

    ApiClient keyWithout(Permission scope) {
        return program("without " + scope, () -> api.keyWithout(scope));
    }

    ApiClient keyOfAnotherPage() {
        return program("another page", () -> api.keyOf(api.anotherPage()));
    }

    ApiClient mallory() {
        return program("mallory", api::mallory);
    }

    /** A key of the other organization that lacks the scope even there. */
    ApiClient malloryWithout(Permission scope) {
        var other = scope == Permission.VIEW_AUDIT ? Permission.VIEW_PAGE : Permission.VIEW_AUDIT;
        return program("mallory with " + other, () -> api.malloryWith(other));
    }

    private ApiClient program(String who, Supplier<ApiClient> made) {
        return programs.computeIfAbsent(who, absent -> made.get());
    }

    // ---- people

    Browser visitor() {
        return browser("visitor", api.people()::visitor);
    }

    Browser owner() {
        return browser("owner", api.people()::owner);
    }

    Browser admin() {
        return browser("admin", api.people()::admin);
    }

    /** A member with every permission that can be granted on the page. */
    Browser memberWithAll() {
        return browser("with all", () -> api.people().member(Permission.values()));
    }

    /** A member who may see the page and has this permission there. */
    Browser member(Permission granted) {
        return browser("with " + granted, () -> api.people().member(granted, Permission.VIEW_PAGE));
    }

    Browser memberWithout(Permission missing) {
        return browser("without " + missing, () -> api.people().memberWithout(missing));
    }

    Browser memberWithoutAny() {
        return browser("without any", () -> api.people().member());
    }

    Browser stranger(Role role) {
        return browser("stranger " + role, () -> api.people().stranger(role));
    }

    private Browser browser(String who, Supplier<Browser> made) {
        return browsers.computeIfAbsent(who, absent -> made.get());
    }

    /** Somebody who may. */
    Browser successful(Route route) {
        return switch (route.access()) {
            case Access.Open open -> new Browser(anonymous(), "");
            case Access.Key(var permission, var ofMaintenance) -> new Browser(key(permission), "");
            case Access.Session session -> owner();
            case Access.SignedOut out -> visitor();
            case Access.PageForm form -> new Browser(anonymous(), "");
            case Access.PageProgram program -> new Browser(anonymous(), "");
            case Access.PageLink link -> new Browser(anonymous(), "");
        };
    }

    // ---- calling

    ApiClient.Response call(Route route, ApiClient program) {
        return settle(route, samples.of(route).sendBy(program));
    }

    ApiClient.Response call(Route route, Browser browser) {
        var request = samples.of(route).withFormToken(browser.formToken());
        return settle(route, request.sendBy(browser.client()));
    }

    /** On another page, with all else that the request names still Alice's. */
    ApiClient.Response callOnPage(Route route, String page, Browser browser) {
        var request = samples.onPage(route, page).withFormToken(browser.formToken());
        return request.sendBy(browser.client());
    }

    ApiClient.Response callOnPage(Route route, String page, ApiClient program) {
        return samples.onPage(route, page).sendBy(program);
    }

    /** What a change has used up, and a session that it has ended, are not used again. */
    ApiClient.Response settle(Route route, ApiClient.Response answer) {
        if (usesUp(route) && answer.status() < 400) {
            samples.things().useUp();
        }
        if (endsSession(answer)) {
            browsers.clear();
        }
        return answer;
    }

    /** A change of something leaves it there; what is deleted is gone, and a secret works once. */
    private static boolean usesUp(Route route) {
        boolean deletes = route.method().equals("DELETE")
                || route.path()
                        .matches(
                                ".*/(delete|revoke|remove|send|subscriptions|verify-email-otp|unsubscribe|reactivate)");
        boolean hasSecret = route.access() instanceof Access.SignedOut || route.access() instanceof Access.PageLink;
        return !route.method().equals("GET") && (deletes || hasSecret);
    }

    static boolean endsSession(ApiClient.Response answer) {
        return answer.headers().allValues("set-cookie").stream()
                .anyMatch(cookie -> cookie.startsWith("foghorn_session=;"));
    }
}
