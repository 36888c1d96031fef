package foghorn.incident.api;

import foghorn.component.AutomationAddresses;
import foghorn.component.ComponentId;
import foghorn.component.api.ComponentResponse;
import foghorn.incident.IncidentStatus;
import foghorn.incident.template.IncidentTemplate;
import foghorn.incident.template.TemplateGroup;
import foghorn.incident.template.TemplateService;
import foghorn.incident.template.WriteTemplate;
import foghorn.kit.web.Access;
import foghorn.kit.web.Body;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shown;
import foghorn.tenant.IdForm;
import foghorn.tenant.Permission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /v1/pages/{page_id}/incident_templates}: texts that a team has prepared. */
public final class TemplateController {
    private static final String PATH = "/v1/pages/:page_id/incident_templates";
    private static final int MOST_PER_PAGE = 100;

    private final TemplateService templates;
    private final AutomationAddresses addresses;

    public TemplateController(TemplateService templates, AutomationAddresses addresses) {
        this.templates = templates;
        this.addresses = addresses;
    }

    public void addTo(Routes routes) {
        routes.get(Access.key(Permission.VIEW_INCIDENTS), PATH, this::list);
        routes.post(Access.key(Permission.MANAGE_INCIDENTS), PATH, this::create);
    }

    /** A template as it is answered; the order of the components is the order of the keys. */
    record Response(
            String id,
            List<ComponentResponse> components,
            String name,
            String title,
            String body,
            @Nullable String groupId,
            @Nullable String updateStatus,
            boolean shouldTweet,
            boolean shouldSendNotifications) {
        static Response of(IncidentTemplate template, AutomationAddresses addresses) {
            return new Response(
                    template.id().value(),
                    template.components().stream()
                            .map(component -> ComponentResponse.of(component, addresses))
                            .toList(),
                    template.name(),
                    template.title(),
                    template.body(),
                    template.group().map(TemplateGroup::id).orElse(null),
                    template.status().map(IncidentStatus::wire).orElse(null),
                    template.tweets(),
                    template.notifies());
        }
    }

    private void list(Exchange http) {
        var paging = http.paging("per_page", MOST_PER_PAGE);
        http.list(
                templates.list(http.call(), http.pageId(), paging),
                paging,
                template -> template.id().value(),
                template -> Response.of(template, addresses));
    }

    private void create(Exchange http) {
        var body = http.body().in("template");
        var command = command(body);
        http.made(
                201,
                IncidentTemplate.class,
                made -> new Shown(Response.of(made, addresses)),
                () -> body.naming(() -> templates.createAsWritten(http.call(), http.pageId(), command)));
    }

    private static WriteTemplate command(Body body) {
        return new WriteTemplate(
                required(body, "name"),
                required(body, "title"),
                required(body, "body"),
                body.text("group_id")
                        .<WriteTemplate.Group>map(WriteTemplate.GroupOf::new)
                        .orElseGet(WriteTemplate.NoGroup::new),
                body.oneOf(
                        "update_status",
                        IncidentStatus::parse,
                        "investigating, identified, monitoring, resolved, scheduled, in_progress, verifying, completed"),
                body.flag("should_tweet").orElse(false),
                body.flag("should_send_notifications").orElse(true),
                body.texts("component_ids").orElse(List.of()).stream()
                        .map(id -> component(body, id))
                        .toList());
    }

    private static String required(Body body, String name) {
        return body.text(name).orElseThrow(() -> body.invalid(name, "must be given"));
    }

    private static ComponentId component(Body body, String id) {
        if (!IdForm.matches(id)) {
            throw body.invalid("component_ids", "names what is no component of this page");
        }
        return new ComponentId(id);
    }
}
