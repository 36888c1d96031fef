package foghorn.publicpage.web;

import foghorn.incident.IncidentId;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.publicpage.html.HtmlPages;
import foghorn.publicpage.snapshot.PreviewService;

/** The page of an incident with the draft of its postmortem, for people to whom the team gives the link. Nothing keeps or lists it. */
public final class PreviewLink {
    private final PreviewService previews;

    public PreviewLink(PreviewService previews) {
        this.previews = previews;
    }

    public void addTo(Routes routes) {
        routes.get(Access.PAGE_LINK, "/incidents/:incident_id/preview/:preview_key", this::show);
    }

    private void show(Exchange http) {
        var preview = previews.find(
                http.call(),
                http.site().page(),
                http.id("incident_id", IncidentId::new),
                http.parameter("preview_key"));
        http.setHeader("x-robots-tag", "noindex")
                .send(200, "text/html; charset=utf-8", HtmlPages.preview(preview.page(), preview.incident()));
    }
}
