package foghorn.component.api;

import foghorn.component.ComponentGroup;
import foghorn.component.ComponentGroupService;
import foghorn.component.ComponentId;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shown;
import foghorn.tenant.Permission;

/** {@code /v1/pages/{page_id}/component-groups}. */
public final class ComponentGroupController {
    private static final String GROUPS = "/v1/pages/:page_id/component-groups";
    private static final String GROUP = GROUPS + "/:id";

    /** Rows in a part of this list. */
    private static final int MOST_PER_PAGE = 100;

    private final ComponentGroupService groups;

    public ComponentGroupController(ComponentGroupService groups) {
        this.groups = groups;
    }

    public void addTo(Routes routes) {
        routes.get(Access.key(Permission.VIEW_COMPONENTS), GROUPS, this::list);
        routes.post(Access.key(Permission.MANAGE_COMPONENTS), GROUPS, this::create);
        routes.get(Access.key(Permission.VIEW_COMPONENTS), GROUP, this::find);
        routes.patch(Access.key(Permission.MANAGE_COMPONENTS), GROUP, this::change);
        routes.delete(Access.key(Permission.MANAGE_COMPONENTS), GROUP, this::delete);
    }

    private void list(Exchange http) {
        var paging = http.paging("per_page", MOST_PER_PAGE);
        http.list(
                groups.list(http.call(), http.pageId(), paging),
                paging,
                group -> group.group().id().value(),
                ComponentGroupResponse::of);
    }

    private void create(Exchange http) {
        var command = ComponentGroupRequest.readNew(http.body());
        http.made(
                201,
                ComponentGroup.class,
                made -> new Shown(ComponentGroupResponse.of(made), made.group().version()),
                () -> groups.create(http.call(), http.pageId(), command));
    }

    private void find(Exchange http) {
        var group = groups.find(http.call(), http.pageId(), id(http));
        http.etag(group.group().version()).json(ComponentGroupResponse.of(group));
    }

    private void change(Exchange http) {
        var patch = ComponentGroupRequest.readPatch(http.body(), http.expectedVersion());
        var group = groups.patch(http.call(), http.pageId(), id(http), patch);
        http.etag(group.group().version()).json(ComponentGroupResponse.of(group));
    }

    private void delete(Exchange http) {
        http.json(
                ComponentGroupResponse.of(groups.delete(http.call(), http.pageId(), id(http), http.expectedVersion())));
    }

    private static ComponentId id(Exchange http) {
        return http.id("id", ComponentId::new);
    }
}
