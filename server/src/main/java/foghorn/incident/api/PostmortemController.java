package foghorn.incident.api;

import foghorn.incident.IncidentId;
import foghorn.incident.Postmortem;
import foghorn.incident.PostmortemDraft;
import foghorn.incident.PostmortemService;
import foghorn.incident.PublishPostmortem;
import foghorn.kit.web.Access;
import foghorn.kit.web.Body;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.tenant.Permission;
import java.util.Optional;

/** {@code /v1/pages/{page_id}/incidents/{incident_id}/postmortem}: what was learnt, as a draft and on the page. */
public final class PostmortemController {
    private static final String PATH = "/v1/pages/:page_id/incidents/:incident_id/postmortem";

    private final PostmortemService postmortems;

    public PostmortemController(PostmortemService postmortems) {
        this.postmortems = postmortems;
    }

    public void addTo(Routes routes) {
        var change = Access.keyOfIncidents();
        routes.get(Access.key(Permission.VIEW_INCIDENTS), PATH, this::find);
        routes.patch(change, PATH, this::write);
        routes.delete(change, PATH, this::delete);
        routes.patch(change, PATH + "/publish", this::publish);
        routes.patch(change, PATH + "/revert", this::revert);
    }

    private void find(Exchange http) {
        answer(http, postmortems.find(http.call(), http.pageId(), id(http)));
    }

    private void write(Exchange http) {
        var body = http.body().in("postmortem");
        var draft = new PostmortemDraft(
                http.expectedVersion(),
                body.text("body_draft").orElseThrow(() -> body.invalid("body_draft", "must be given")));
        answer(http, body.naming(() -> postmortems.write(http.call(), http.pageId(), id(http), draft)));
    }

    private void publish(Exchange http) {
        var command = new PublishPostmortem(http.expectedVersion(), Optional.empty(), telling(http.body()));
        answer(http, postmortems.publish(http.call(), http.pageId(), id(http), command));
    }

    /** Who is to be told; without a word of it, nobody. */
    private static Postmortem.Telling telling(Body whole) {
        if (!whole.has("postmortem")) {
            return Postmortem.Telling.NOBODY;
        }
        var body = whole.in("postmortem");
        return new Postmortem.Telling(
                body.flag("notify_subscribers").orElse(false),
                body.flag("notify_twitter").orElse(false),
                body.text("custom_tweet"));
    }

    private void revert(Exchange http) {
        answer(http, postmortems.revert(http.call(), http.pageId(), id(http), http.expectedVersion()));
    }

    private void delete(Exchange http) {
        postmortems.delete(http.call(), http.pageId(), id(http), http.expectedVersion());
        http.noContent();
    }

    private static IncidentId id(Exchange http) {
        return http.id("incident_id", IncidentId::new);
    }

    private static void answer(Exchange http, Postmortem postmortem) {
        http.etag(postmortem.version()).json(PostmortemResponse.of(postmortem));
    }
}
