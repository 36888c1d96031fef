package foghorn.component.web;

import foghorn.component.Component;
import foghorn.component.ComponentId;
import foghorn.component.ComponentMove;
import foghorn.component.ComponentPatch;
import foghorn.component.ComponentService;
import foghorn.component.ComponentStatus;
import foghorn.kit.db.Paging;
import foghorn.kit.web.Access;
import foghorn.kit.web.Body;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shells;
import foghorn.tenant.IdForm;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code /console/pages/{page_id}/components}: the list, setting a status, removing. */
public final class ComponentsController {
    static final String ENTRY = "Components";
    static final String PATH = "/console/pages/:page_id/components";

    /** More than a page can have. */
    static final Paging ALL = new Paging(5_000, 0);

    private final ComponentService components;
    private final Listeners listeners;
    private final Shells shells;

    public ComponentsController(ComponentService components, Listeners listeners, Shells shells) {
        this.components = components;
        this.listeners = listeners;
        this.shells = shells;
    }

    public void addTo(Routes routes) {
        var change = Access.session(Permission.MANAGE_COMPONENTS);
        routes.get(Access.session(Permission.VIEW_PAGE), PATH, this::list);
        routes.post(change, PATH + "/:component_id/status", this::setStatus);
        routes.post(change, PATH + "/:component_id/move", this::move);
        routes.get(change, PATH + "/:component_id/delete", this::askToDelete);
        routes.post(change, PATH + "/:component_id/delete", this::delete);
    }

    static String base(Exchange http) {
        return "/console/pages/" + http.pageId() + "/components";
    }

    private void list(Exchange http) {
        var all = components.list(http.call(), http.pageId(), ALL);
        boolean mayChange = http.call().actor().may(http.pageId(), Permission.MANAGE_COMPONENTS);
        long webhooks = mayChange ? listeners.webhooks(http.call(), http.pageId(), ids(all)) : 0;
        var shell = shells.of(http, ENTRY).saying(Done.said(http, webhooks));
        http.html(
                200,
                "component/list.jte",
                new ComponentList(
                        shell,
                        http.pageId(),
                        sections(all),
                        mayChange,
                        webhooks,
                        http.query("moved").orElse("")));
    }

    private static Set<ComponentId> ids(List<Component> all) {
        return all.stream().map(Component::id).collect(Collectors.toSet());
    }

    /** Groups with their components, and what stands in no group, in the order of the page. */
    private static List<ComponentList.Section> sections(List<Component> all) {
        var sections = new ArrayList<ComponentList.Section>();
        for (var component : all) {
            if (component.isGroup()) {
                var inside = all.stream()
                        .filter(child -> child.group().equals(Optional.of(component.id())))
                        .toList();
                sections.add(new ComponentList.Section(Optional.of(component), inside));
            } else if (component.group().isEmpty()) {
                sections.add(new ComponentList.Section(Optional.empty(), List.of(component)));
            }
        }
        return sections;
    }

    private void setStatus(Exchange http) {
        shells.require(http, Permission.MANAGE_COMPONENTS);
        var status = http.body()
                .oneOf("status", ComponentStatus::parse, "the statuses in the list")
                .orElseThrow(() -> new Problem.Invalid("status", "must be chosen"));
        components.patch(
                http.call(), http.pageId(), http.id("component_id", ComponentId::new), ComponentPatch.toStatus(status));
        http.seeOther(base(http) + "?done=status");
    }

    /** The buttons move by one place or into a group, a drag to any place; what was pressed has the focus again. */
    private void move(Exchange http) {
        shells.require(http, Permission.MANAGE_COMPONENTS);
        var id = http.id("component_id", ComponentId::new);
        var before = components.find(http.call(), http.pageId(), id).group();
        var move = move(http.body());
        components.move(http.call(), http.pageId(), id, move);
        boolean wasLast = before.filter(group -> !isThere(http, group)).isPresent();
        var pressed = switch (move) {
            case ComponentMove.Steps(int down) -> down < 0 ? "-up" : "-down";
            case ComponentMove.To to -> "-to";
        };
        http.seeOther(base(http) + "?done=" + (wasLast ? "moved-last" : "moved") + "&moved=" + id + pressed);
    }

    private static ComponentMove move(Body body) {
        if (!body.has("group_id")) {
            return new ComponentMove.Steps(
                    body.number("steps").orElseThrow(() -> new Problem.Invalid("steps", "must be given")));
        }
        var group = body.text("group_id");
        if (group.filter(id -> !IdForm.matches(id)).isPresent()) {
            throw new Problem.Invalid("group_id", "names no group of this page");
        }
        return new ComponentMove.To(
                group.map(ComponentId::new), body.number("position").orElse(ComponentMove.To.LAST));
    }

    private boolean isThere(Exchange http, ComponentId group) {
        try {
            return components.find(http.call(), http.pageId(), group).isGroup();
        } catch (Problem.NotFound gone) {
            return false;
        }
    }

    private void askToDelete(Exchange http) {
        shells.require(http, Permission.MANAGE_COMPONENTS);
        var component = components.find(http.call(), http.pageId(), http.id("component_id", ComponentId::new));
        http.html(200, "component/delete.jte", new ComponentDeletion(shells.of(http, ENTRY), base(http), component));
    }

    private void delete(Exchange http) {
        components.delete(http.call(), http.pageId(), http.id("component_id", ComponentId::new));
        http.seeOther(base(http) + "?done=deleted");
    }
}
