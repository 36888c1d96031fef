package foghorn.component.api;

import foghorn.component.AutomationAddresses;
import foghorn.component.Component;
import foghorn.component.ComponentId;
import foghorn.component.ComponentService;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shown;
import foghorn.tenant.Permission;

/** {@code /v1/pages/{page_id}/components}: components, and groups as rows of the same list. */
public final class ComponentController {
    private static final String COMPONENTS = "/v1/pages/:page_id/components";
    private static final String COMPONENT = COMPONENTS + "/:component_id";

    /** Rows in a part of this list; all components of a page fit into one. */
    private static final int MOST_PER_PAGE = 1_100;

    private final ComponentService components;
    private final AutomationAddresses addresses;

    public ComponentController(ComponentService components, AutomationAddresses addresses) {
        this.components = components;
        this.addresses = addresses;
    }

    public void addTo(Routes routes) {
        routes.get(Access.key(Permission.VIEW_COMPONENTS), COMPONENTS, this::list);
        routes.post(Access.key(Permission.MANAGE_COMPONENTS), COMPONENTS, this::create);
        routes.get(Access.key(Permission.VIEW_COMPONENTS), COMPONENT, this::find);
        routes.patch(Access.key(Permission.MANAGE_COMPONENTS), COMPONENT, this::change);
        routes.delete(Access.key(Permission.MANAGE_COMPONENTS), COMPONENT, this::delete);
    }

    private void list(Exchange http) {
        var paging = http.paging("per_page", MOST_PER_PAGE);
        http.list(
                components.list(http.call(), http.pageId(), paging),
                paging,
                component -> component.id().value(),
                component -> ComponentResponse.of(component, addresses));
    }

    private void create(Exchange http) {
        var command = ComponentRequest.readNew(http.body().in("component"));
        http.made(
                201,
                Component.class,
                made -> new Shown(ComponentResponse.of(made, addresses), made.version()),
                () -> components.create(http.call(), http.pageId(), command));
    }

    private void find(Exchange http) {
        var component = components.find(http.call(), http.pageId(), id(http));
        http.etag(component.version()).json(ComponentResponse.of(component, addresses));
    }

    private void change(Exchange http) {
        var patch = ComponentRequest.readPatch(http.body().in("component"), http.expectedVersion());
        var component = components.patch(http.call(), http.pageId(), id(http), patch);
        http.etag(component.version()).json(ComponentResponse.of(component, addresses));
    }

    private void delete(Exchange http) {
        components.delete(http.call(), http.pageId(), id(http), http.expectedVersion());
        http.noContent();
    }

    private static ComponentId id(Exchange http) {
        return http.id("component_id", ComponentId::new);
    }
}
