package foghorn.incident.api;

import foghorn.component.ComponentId;
import foghorn.incident.PartialDate;
import foghorn.incident.UptimeRange;
import foghorn.incident.UptimeService;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.tenant.Permission;
import java.util.Optional;

/** {@code /v1/pages/{page_id}/components/{component_id}/uptime}, and the same of groups. */
public final class UptimeController {
    private final UptimeService uptimes;

    public UptimeController(UptimeService uptimes) {
        this.uptimes = uptimes;
    }

    public void addTo(Routes routes) {
        var key = Access.key(Permission.VIEW_COMPONENTS);
        routes.get(key, "/v1/pages/:page_id/components/:component_id/uptime", this::component);
        routes.get(key, "/v1/pages/:page_id/component-groups/:id/uptime", this::group);
    }

    private void component(Exchange http) {
        var id = http.id("component_id", ComponentId::new);
        var report = uptimes.ofComponent(http.call(), http.pageId(), id, wish(http));
        http.json(UptimeResponse.ofComponent(report, !skipsEvents(http)));
    }

    private void group(Exchange http) {
        var report = uptimes.ofGroup(http.call(), http.pageId(), http.id("id", ComponentId::new), wish(http));
        http.json(UptimeResponse.ofGroup(report, !skipsEvents(http)));
    }

    private static UptimeRange.Wish wish(Exchange http) {
        return new UptimeRange.Wish(date(http, "start"), date(http, "end"));
    }

    private static Optional<PartialDate> date(Exchange http, String field) {
        return http.query(field).filter(text -> !text.isEmpty()).map(text -> PartialDate.parse(field, text));
    }

    private static boolean skipsEvents(Exchange http) {
        return http.queryFlag("skip_related_events").orElse(false);
    }
}
