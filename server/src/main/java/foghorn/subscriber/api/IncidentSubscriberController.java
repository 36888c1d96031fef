package foghorn.subscriber.api;

import foghorn.incident.IncidentId;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.subscriber.IncidentFollowerService;
import foghorn.subscriber.IncidentFollowerService.NewFollower;
import foghorn.subscriber.IncidentFollowerService.Place;
import foghorn.subscriber.SubscriberId;
import foghorn.tenant.Permission;

/** {@code /v1/pages/{page_id}/incidents/{incident_id}/subscribers}. */
public final class IncidentSubscriberController {
    private static final String ALL = "/v1/pages/:page_id/incidents/:incident_id/subscribers";
    private static final String ONE = ALL + "/:subscriber_id";
    private static final int MOST_PER_PAGE = 100;

    private final IncidentFollowerService followers;

    public IncidentSubscriberController(IncidentFollowerService followers) {
        this.followers = followers;
    }

    public void addTo(Routes routes) {
        var access = Access.key(Permission.MANAGE_SUBSCRIBERS);
        routes.post(access, ALL, this::add);
        var view = Access.key(Permission.VIEW_SUBSCRIBERS);
        routes.get(view, ALL, this::list);
        routes.get(view, ONE, this::find);
        routes.delete(access, ONE, this::remove);
        routes.post(access, ONE + "/resend_confirmation", this::askAgain);
    }

    private static IncidentId incident(Exchange http) {
        return http.id("incident_id", IncidentId::new);
    }

    private static SubscriberId subscriber(Exchange http) {
        return http.id("subscriber_id", SubscriberId::new);
    }

    private void add(Exchange http) {
        var body = http.body().in("subscriber");
        var email = body.text("email")
                .orElseThrow(() -> body.invalid("email", "is needed: incidents are followed by e-mail alone"));
        SubscriberController.refuseWhatIsNotThere(body);
        boolean vouched = body.flag("skip_confirmation_notification").orElse(false);
        var command = new NewFollower(incident(http), email, vouched);
        SubscriberController.made(
                http, 201, () -> body.naming(() -> followers.add(http.call(), http.pageId(), command)));
    }

    private void list(Exchange http) {
        var paging = http.paging("per_page", MOST_PER_PAGE);
        SubscriberListController.answer(
                http, followers.list(http.call(), http.pageId(), incident(http), paging), paging);
    }

    private void find(Exchange http) {
        SubscriberController.answer(http, followers.find(http.call(), http.pageId(), incident(http), subscriber(http)));
    }

    private void remove(Exchange http) {
        var place = new Place(incident(http), subscriber(http));
        http.json(SubscriberResponse.of(followers.remove(http.call(), http.pageId(), place, http.expectedVersion())));
    }

    private void askAgain(Exchange http) {
        followers.askAgain(http.call(), http.pageId(), incident(http), subscriber(http));
        SubscriberBulkController.done(http);
    }
}
