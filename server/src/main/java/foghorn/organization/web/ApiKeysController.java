package foghorn.organization.web;

import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shells;
import foghorn.organization.ApiKey;
import foghorn.organization.ApiKeyService;
import foghorn.organization.ApiKeyService.Issued;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** {@code /console/api-keys}: what programs present. A secret is shown once, in the answer to the form that asked for it. */
public final class ApiKeysController {
    /** The entry of the navigation. */
    public static final String ENTRY = "API keys";

    private static final String PATH = "/console/api-keys";
    private static final String ONE = PATH + "/:api_key_id";
    private static final Map<String, String> LABELS =
            Map.of("scopes", "What it may do", "page_id", "Page", "per_minute", "Requests a minute");

    private final ApiKeyService keys;
    private final PageChoices pages;
    private final Shells shells;
    private final InstantSource time;

    public ApiKeysController(ApiKeyService keys, PageChoices pages, Shells shells, InstantSource time) {
        this.keys = keys;
        this.pages = pages;
        this.shells = shells;
        this.time = time;
    }

    public void addTo(Routes routes) {
        var access = Access.session(Permission.MANAGE_ORGANIZATION);
        routes.get(access, PATH, http -> list(http, Optional.empty()));
        routes.get(access, PATH + "/new", http -> show(http, 200, ApiKeyForm.EMPTY, FormErrors.NONE));
        routes.post(access, PATH, this::create);
        routes.get(access, ONE + "/limit", this::askForLimit);
        routes.post(access, ONE + "/limit", this::limit);
        routes.get(access, ONE + "/revoke", this::askToRevoke);
        routes.post(access, ONE + "/revoke", this::revoke);
    }

    private void list(Exchange http, Optional<Issued> made) {
        var all = keys.list(http.call());
        var shell = shells.of(http, ENTRY).saying(said(http));
        http.html(200, "organization/api-keys.jte", new ApiKeysView(shell, all, pages.of(http.call()), made));
    }

    private static Optional<String> said(Exchange http) {
        return http.query("done").flatMap(name -> switch (name) {
            case "revoked" -> Optional.of("Revoked. It opens nothing any more.");
            case "limited" -> Optional.of("Saved. It holds from the next request on.");
            default -> Optional.empty();
        });
    }

    private void create(Exchange http) {
        shells.require(http, Permission.MANAGE_ORGANIZATION);
        var form = ApiKeyForm.read(http.body());
        try {
            list(http, Optional.of(keys.create(http.call(), form.toCommand(time.instant()))));
        } catch (Problem.Invalid e) {
            show(http, 422, form, FormErrors.of(e, LABELS));
        }
    }

    private void show(Exchange http, int status, ApiKeyForm form, FormErrors errors) {
        shells.require(http, Permission.MANAGE_ORGANIZATION);
        var view = new ApiKeyEdit(shells.of(http, ENTRY), form, pages.of(http.call()), errors);
        http.html(status, "organization/api-key.jte", view);
    }

    private void askForLimit(Exchange http) {
        var key = find(http);
        showLimit(http, 200, key.perMinute().map(Object::toString).orElse(""), FormErrors.NONE);
    }

    private void limit(Exchange http) {
        var typed = http.body().text("per_minute").orElse("");
        try {
            keys.limit(http.call(), http.parameter("api_key_id"), ApiKeyForm.limit(typed));
            http.seeOther(PATH + "?done=limited");
        } catch (Problem.Invalid e) {
            showLimit(http, 422, typed, FormErrors.of(e, LABELS));
        }
    }

    private void showLimit(Exchange http, int status, String typed, FormErrors errors) {
        var view = new ApiKeyLimit(shells.of(http, ENTRY), find(http), typed, errors);
        http.html(status, "organization/api-key-limit.jte", view);
    }

    private ApiKey find(Exchange http) {
        return keys.find(http.call(), http.parameter("api_key_id"));
    }

    private void askToRevoke(Exchange http) {
        http.html(200, "organization/api-key-revoke.jte", new ApiKeyRevocation(shells.of(http, ENTRY), find(http)));
    }

    private void revoke(Exchange http) {
        keys.revoke(http.call(), http.parameter("api_key_id"));
        http.seeOther(PATH + "?done=revoked");
    }
}
