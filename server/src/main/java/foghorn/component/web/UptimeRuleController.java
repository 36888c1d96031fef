package foghorn.component.web;

import foghorn.component.uptime.UptimeRuleService;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shells;
import foghorn.page.web.SettingsController;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.util.Map;
import java.util.Optional;

/** {@code /console/pages/{page_id}/uptime}: how a page counts outages, and what it promises. */
public final class UptimeRuleController {
    private static final String PATH = "/console/pages/:page_id/uptime";
    private static final Map<String, String> LABELS = Map.of(
            "major_weight", "A minute of a major outage",
            "partial_weight", "A minute of a partial outage",
            "step_1", "The first step",
            "step_2", "The second step",
            "step_3", "The third step",
            "step_4", "The fourth step",
            "target", "Target for each month");

    private final UptimeRuleService rules;
    private final Shells shells;

    public UptimeRuleController(UptimeRuleService rules, Shells shells) {
        this.rules = rules;
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
        var form = UptimeRuleForm.read(http.body());
        try {
            var expected = new ExpectedVersion.OfForm(form.version());
            rules.change(http.call(), http.pageId(), form.toRule(), expected);
            http.seeOther(action(http) + "?done=saved");
        } catch (Problem.Invalid e) {
            show(http, 422, form, FormErrors.of(e, LABELS));
        } catch (Problem.Conflict e) {
            show(http, 409, form.having(present(http).version()), FormErrors.NONE);
        }
    }

    private UptimeRuleForm present(Exchange http) {
        return UptimeRuleForm.of(rules.find(http.call(), http.pageId()));
    }

    private void show(Exchange http, int status, UptimeRuleForm form, FormErrors errors) {
        var shell = shells.of(http, SettingsController.ENTRY).saying(said(http));
        var view = new UptimeRuleView(shell, action(http), present(http), form, errors, status == 409);
        http.html(status, "component/rule.jte", view);
    }

    private static Optional<String> said(Exchange http) {
        return http.query("done").filter("saved"::equals).map(done -> "Saved. The page counts so from now on.");
    }

    private static String action(Exchange http) {
        return "/console/pages/" + http.pageId() + "/uptime";
    }
}
