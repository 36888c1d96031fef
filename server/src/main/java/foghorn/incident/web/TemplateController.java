package foghorn.incident.web;

import foghorn.component.ComponentService;
import foghorn.incident.template.IncidentTemplate;
import foghorn.incident.template.TemplateId;
import foghorn.incident.template.TemplateService;
import foghorn.kit.db.Paging;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shells;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.util.Map;
import java.util.Optional;

/** {@code /console/pages/{page_id}/incident-templates}: what a team has prepared to say. What is refused is shown again with every field kept. */
public final class TemplateController {
    static final Paging ALL = new Paging(TemplateService.MOST, 0);

    private static final String PATH = "/console/pages/:page_id/incident-templates";
    private static final String ONE = PATH + "/:template_id";
    private static final Paging COMPONENTS = new Paging(5_000, 0);
    private static final Map<String, String> LABELS = Map.of(
            "title", "Incident name",
            "body", "Message",
            "group", "Group",
            "update_status", "Status",
            "component_ids", "Components");

    private final TemplateService templates;
    private final ComponentService components;
    private final Shells shells;

    public TemplateController(TemplateService templates, ComponentService components, Shells shells) {
        this.templates = templates;
        this.components = components;
        this.shells = shells;
    }

    public void addTo(Routes routes) {
        var access = Access.session(Permission.MANAGE_INCIDENTS);
        routes.get(access, PATH, this::list);
        routes.get(
                access, PATH + "/new", http -> show(http, 200, Optional.empty(), TemplateForm.EMPTY, FormErrors.NONE));
        routes.post(access, PATH, this::create);
        routes.get(access, ONE, this::edit);
        routes.post(access, ONE, this::save);
        routes.get(access, ONE + "/delete", this::askToDelete);
        routes.post(access, ONE + "/delete", this::delete);
    }

    static String base(Exchange http) {
        return "/console/pages/" + http.pageId() + "/incident-templates";
    }

    private void list(Exchange http) {
        shells.require(http, Permission.MANAGE_INCIDENTS);
        var all = templates.list(http.call(), http.pageId(), ALL);
        var shell = shells.of(http, IncidentsController.ENTRY).saying(said(http));
        var maintenances = Optional.of(PlanScreens.base(http.pageId()))
                .filter(href -> http.call().actor().may(http.pageId(), Permission.MANAGE_MAINTENANCE));
        var view = new TemplateList(
                shell, base(http), Composers.base(http.pageId()), maintenances, TemplateList.sections(all));
        http.html(200, "incident/templates.jte", view);
    }

    private static Optional<String> said(Exchange http) {
        return http.query("done").flatMap(name -> switch (name) {
            case "added" -> Optional.of("Added.");
            case "saved" -> Optional.of("Saved.");
            case "deleted" -> Optional.of("Deleted. What was published with it stays as it is.");
            default -> Optional.empty();
        });
    }

    private void create(Exchange http) {
        shells.require(http, Permission.MANAGE_INCIDENTS);
        var form = TemplateForm.read(http.body());
        try {
            templates.create(http.call(), http.pageId(), form.command(false));
            http.seeOther(base(http) + "?done=added");
        } catch (Problem.Invalid e) {
            show(http, 422, Optional.empty(), form, FormErrors.of(e, LABELS));
        }
    }

    private void edit(Exchange http) {
        shells.require(http, Permission.MANAGE_INCIDENTS);
        var template = find(http);
        show(http, 200, Optional.of(template), TemplateForm.of(template), FormErrors.NONE);
    }

    private void save(Exchange http) {
        shells.require(http, Permission.MANAGE_INCIDENTS);
        var present = find(http);
        var form = TemplateForm.read(http.body());
        var expected = new ExpectedVersion.OfForm(form.version());
        try {
            templates.change(http.call(), http.pageId(), present.id(), expected, form.command(present.tweets()));
            http.seeOther(base(http) + "?done=saved");
        } catch (Problem.Invalid e) {
            show(http, 422, Optional.of(present), form, FormErrors.of(e, LABELS));
        } catch (Problem.Conflict e) {
            var theirs = find(http);
            show(http, 409, Optional.of(theirs), form.having(theirs.version()), FormErrors.NONE);
        }
    }

    private void askToDelete(Exchange http) {
        shells.require(http, Permission.MANAGE_INCIDENTS);
        var shell = shells.of(http, IncidentsController.ENTRY);
        http.html(200, "incident/template-delete.jte", new TemplateDeletion(shell, base(http), find(http)));
    }

    private void delete(Exchange http) {
        templates.delete(http.call(), http.pageId(), http.id("template_id", TemplateId::new));
        http.seeOther(base(http) + "?done=deleted");
    }

    private IncidentTemplate find(Exchange http) {
        return templates.find(http.call(), http.pageId(), http.id("template_id", TemplateId::new));
    }

    private void show(
            Exchange http, int status, Optional<IncidentTemplate> template, TemplateForm form, FormErrors errors) {
        shells.require(http, Permission.MANAGE_INCIDENTS);
        var view = new TemplateEdit(
                shells.of(http, IncidentsController.ENTRY),
                base(http),
                template,
                form,
                ComponentChoice.of(components.list(http.call(), http.pageId(), COMPONENTS)),
                templates.groups(http.call(), http.pageId()),
                errors,
                status == 409);
        http.html(status, "incident/template.jte", view);
    }
}
