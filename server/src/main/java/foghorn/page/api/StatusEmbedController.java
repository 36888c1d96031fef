package foghorn.page.api;

import foghorn.kit.patch.Change;
import foghorn.kit.web.Access;
import foghorn.kit.web.Body;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.page.StatusEmbed;
import foghorn.page.StatusEmbedPatch;
import foghorn.page.StatusEmbedService;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import java.util.Arrays;
import java.util.stream.Collectors;

/** {@code /v1/pages/{page_id}/status_embed_config}. */
public final class StatusEmbedController {
    private static final String PATH = "/v1/pages/:page_id/status_embed_config";
    private static final String POSITIONS = Arrays.stream(StatusEmbed.Position.values())
            .map(StatusEmbed.Position::wire)
            .collect(Collectors.joining(", "));

    private final StatusEmbedService embeds;

    public StatusEmbedController(StatusEmbedService embeds) {
        this.embeds = embeds;
    }

    public void addTo(Routes routes) {
        routes.get(Access.key(Permission.VIEW_PAGE), PATH, this::find);
        routes.patch(Access.key(Permission.MANAGE_PAGE), PATH, this::change);
    }

    /** As {@code /v1} writes it; colours have six hexadecimal digits after a {@code #}. */
    record Response(
            String pageId,
            String position,
            String incidentBackgroundColor,
            String incidentTextColor,
            String maintenanceBackgroundColor,
            String maintenanceTextColor) {
        static Response of(PageId page, StatusEmbed embed) {
            return new Response(
                    page.value(),
                    embed.position().wire(),
                    "#" + embed.incident().background(),
                    "#" + embed.incident().text(),
                    "#" + embed.maintenance().background(),
                    "#" + embed.maintenance().text());
        }
    }

    private void find(Exchange http) {
        answer(http, embeds.find(http.call(), http.pageId()));
    }

    private void change(Exchange http) {
        var body = http.body().in("status_embed_config");
        var patch = new StatusEmbedPatch(
                http.expectedVersion(),
                position(body),
                body.change("incident_background_color", body::text),
                body.change("incident_text_color", body::text),
                body.change("maintenance_background_color", body::text),
                body.change("maintenance_text_color", body::text));
        answer(http, body.naming(() -> embeds.patch(http.call(), http.pageId(), patch)));
    }

    private static void answer(Exchange http, StatusEmbed embed) {
        http.etag(embed.version()).json(Response.of(http.pageId(), embed));
    }

    private static Change<StatusEmbed.Position> position(Body body) {
        return body.change("position", name -> body.oneOf(name, StatusEmbed.Position::of, POSITIONS));
    }
}
