package foghorn.page.web;

import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shells;
import foghorn.page.PageService;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.util.Map;
import java.util.Optional;

/** {@code /console/pages/{page_id}/settings}: what a page is called, what it says of itself, and where its days begin. */
public final class SettingsController {
    /** The entry of the navigation. */
    public static final String ENTRY = "Page settings";

    private static final String PATH = "/console/pages/:page_id/settings";
    private static final Map<String, String> LABELS =
            Map.of("page_description", "About text", "support_url", "Support link", SettingsForm.DAYS, "Past days");

    private final PageService pages;
    private final Shells shells;

    public SettingsController(PageService pages, Shells shells) {
        this.pages = pages;
        this.shells = shells;
    }

    public void addTo(Routes routes) {
        var access = Access.session(Permission.MANAGE_PAGE);
        routes.get(access, PATH, this::edit);
        routes.post(access, PATH, this::save);
    }

    private void edit(Exchange http) {
        shells.require(http, Permission.MANAGE_PAGE);
        show(http, 200, present(http), FormErrors.NONE);
    }

    private void save(Exchange http) {
        shells.require(http, Permission.MANAGE_PAGE);
        var form = SettingsForm.read(http.body());
        try {
            pages.patch(http.call(), http.pageId(), form.toPatch(http.body().number(SettingsForm.DAYS)));
            http.seeOther(action(http) + "?done=saved");
        } catch (Problem.Invalid e) {
            show(http, 422, form, FormErrors.of(e, LABELS));
        } catch (Problem.Conflict e) {
            show(http, 409, form.having(present(http).version()), FormErrors.NONE);
        }
    }

    private SettingsForm present(Exchange http) {
        return SettingsForm.of(pages.find(http.call(), http.pageId()));
    }

    private void show(Exchange http, int status, SettingsForm form, FormErrors errors) {
        var shell = shells.of(http, ENTRY).saying(said(http));
        var view = new SettingsView(shell, action(http), present(http), form, errors, status == 409);
        http.html(status, "page/settings.jte", view);
    }

    private static Optional<String> said(Exchange http) {
        return http.query("done").filter("saved"::equals).map(done -> "Saved. The page shows it already.");
    }

    private static String action(Exchange http) {
        return "/console/pages/" + http.pageId() + "/settings";
    }
}
