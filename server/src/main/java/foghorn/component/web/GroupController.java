package foghorn.component.web;

import static foghorn.component.web.ComponentsController.ALL;
import static foghorn.component.web.ComponentsController.ENTRY;

import foghorn.component.Component;
import foghorn.component.ComponentGroup;
import foghorn.component.ComponentGroupService;
import foghorn.component.ComponentId;
import foghorn.component.ComponentService;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shells;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.util.Map;
import java.util.Optional;

/** The form of one group: a new one, or one that is there. What is refused is shown again with every field kept. */
public final class GroupController {
    private static final String PATH = "/console/pages/:page_id/component-groups";
    private static final Map<String, String> LABELS = Map.of("components", "The group");

    private final ComponentService components;
    private final ComponentGroupService groups;
    private final Shells shells;

    public GroupController(ComponentService components, ComponentGroupService groups, Shells shells) {
        this.components = components;
        this.groups = groups;
        this.shells = shells;
    }

    public void addTo(Routes routes) {
        var change = Access.session(Permission.MANAGE_COMPONENTS);
        routes.get(change, PATH + "/new", http -> show(http, 200, Optional.empty(), GroupForm.EMPTY, FormErrors.NONE));
        routes.post(change, PATH, this::create);
        routes.get(change, PATH + "/:component_id", this::edit);
        routes.post(change, PATH + "/:component_id", this::save);
    }

    static String base(Exchange http) {
        return "/console/pages/" + http.pageId() + "/component-groups";
    }

    private void create(Exchange http) {
        var form = GroupForm.read(http.body());
        try {
            groups.create(http.call(), http.pageId(), form.toNew());
            http.seeOther(ComponentsController.base(http) + "?done=added");
        } catch (Problem.Invalid e) {
            show(http, 422, Optional.empty(), form, FormErrors.of(e, LABELS));
        }
    }

    private void edit(Exchange http) {
        var group = find(http);
        show(http, 200, Optional.of(group), GroupForm.of(group), FormErrors.NONE);
    }

    private void save(Exchange http) {
        var form = GroupForm.read(http.body());
        var id = http.id("component_id", ComponentId::new);
        try {
            groups.patch(http.call(), http.pageId(), id, form.toPatch());
            http.seeOther(ComponentsController.base(http) + "?done=saved");
        } catch (Problem.Invalid e) {
            show(http, 422, Optional.of(find(http)), form, FormErrors.of(e, LABELS));
        } catch (Problem.Conflict e) {
            var present = find(http);
            show(http, 409, Optional.of(present), form.having(present.group().version()), FormErrors.NONE);
        }
    }

    private ComponentGroup find(Exchange http) {
        return groups.find(http.call(), http.pageId(), http.id("component_id", ComponentId::new));
    }

    private void show(Exchange http, int status, Optional<ComponentGroup> group, GroupForm form, FormErrors errors) {
        shells.require(http, Permission.MANAGE_COMPONENTS);
        var choices = components.list(http.call(), http.pageId(), ALL).stream()
                .filter(component -> !component.isGroup())
                .toList();
        var present = group.map(ComponentGroup::group);
        var action = base(http) + present.map(Component::id).map(id -> "/" + id).orElse("");
        var view = new GroupEdit(
                shells.of(http, ENTRY),
                ComponentsController.base(http),
                action,
                present,
                form,
                choices,
                errors,
                status == 409);
        http.html(status, "component/group.jte", view);
    }
}
