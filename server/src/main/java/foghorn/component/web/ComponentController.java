package foghorn.component.web;

import static foghorn.component.web.ComponentsController.ALL;
import static foghorn.component.web.ComponentsController.ENTRY;
import static foghorn.component.web.ComponentsController.PATH;
import static foghorn.component.web.ComponentsController.base;

import foghorn.component.Component;
import foghorn.component.ComponentId;
import foghorn.component.ComponentService;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shells;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** The form of one component: a new one, or one that is there. What is refused is shown again with every field kept. */
public final class ComponentController {
    private static final Map<String, String> LABELS =
            Map.of("group_id", "Group", "component", "This component", ComponentForm.START, "In use since");

    private final ComponentService components;
    private final Shells shells;

    public ComponentController(ComponentService components, Shells shells) {
        this.components = components;
        this.shells = shells;
    }

    public void addTo(Routes routes) {
        var change = Access.session(Permission.MANAGE_COMPONENTS);
        routes.get(
                change, PATH + "/new", http -> show(http, 200, Optional.empty(), ComponentForm.EMPTY, FormErrors.NONE));
        routes.post(change, PATH, this::create);
        routes.get(change, PATH + "/:component_id", this::edit);
        routes.post(change, PATH + "/:component_id", this::save);
    }

    private void create(Exchange http) {
        var form = ComponentForm.read(http.body());
        try {
            components.create(http.call(), http.pageId(), form.toNew(start(http)));
            http.seeOther(base(http) + "?done=added");
        } catch (Problem.Invalid e) {
            show(http, 422, Optional.empty(), form, FormErrors.of(e, LABELS));
        }
    }

    private void edit(Exchange http) {
        var component = find(http);
        if (component.isGroup()) {
            http.seeOther(GroupController.base(http) + "/" + component.id());
        } else {
            show(http, 200, Optional.of(component), ComponentForm.of(component), FormErrors.NONE);
        }
    }

    private void save(Exchange http) {
        var form = ComponentForm.read(http.body());
        var id = http.id("component_id", ComponentId::new);
        try {
            components.patch(http.call(), http.pageId(), id, form.toPatch(start(http)));
            http.seeOther(base(http) + "?done=saved");
        } catch (Problem.Invalid e) {
            show(http, 422, Optional.of(find(http)), form, FormErrors.of(e, LABELS));
        } catch (Problem.Conflict e) {
            var present = find(http);
            show(http, 409, Optional.of(present), form.having(present.version()), FormErrors.NONE);
        }
    }

    private static Optional<LocalDate> start(Exchange http) {
        return http.body().date(ComponentForm.START);
    }

    private Component find(Exchange http) {
        return components.find(http.call(), http.pageId(), http.id("component_id", ComponentId::new));
    }

    private void show(Exchange http, int status, Optional<Component> component, ComponentForm form, FormErrors errors) {
        shells.require(http, Permission.MANAGE_COMPONENTS);
        var groups = components.list(http.call(), http.pageId(), ALL).stream()
                .filter(Component::isGroup)
                .toList();
        var view =
                new ComponentEdit(shells.of(http, ENTRY), base(http), component, form, groups, errors, status == 409);
        http.html(status, "component/edit.jte", view);
    }
}
