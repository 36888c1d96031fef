package foghorn.subscriber.api;

import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.subscriber.BulkService;
import foghorn.subscriber.BulkService.Selection;
import foghorn.subscriber.ConfirmationAgainService;
import foghorn.subscriber.SubscriberId;
import foghorn.tenant.Permission;
import java.util.List;

/** What {@code /v1/pages/{page_id}/subscribers} does to many at once, and asking one again to confirm. Success has no body. */
public final class SubscriberBulkController {
    private static final String ALL = "/v1/pages/:page_id/subscribers";

    /** The contract bounds those who are unsubscribed by name, and nothing else. */
    private static final int MOST_UNSUBSCRIBED = 100;

    private static final int MOST_NAMED = 1_000;

    private final BulkService bulk;
    private final ConfirmationAgainService again;

    public SubscriberBulkController(BulkService bulk, ConfirmationAgainService again) {
        this.bulk = bulk;
        this.again = again;
    }

    public void addTo(Routes routes) {
        var access = Access.key(Permission.MANAGE_SUBSCRIBERS);
        routes.post(access, ALL + "/unsubscribe", this::unsubscribe);
        routes.post(access, ALL + "/reactivate", this::reactivate);
        routes.post(access, ALL + "/resend_confirmation", this::ask);
        routes.post(access, ALL + "/:subscriber_id/resend_confirmation", this::askOne);
    }

    /** Nobody is told that they are unsubscribed (ADR 15), so there is nothing that {@code skip_unsubscription_notification} would change. */
    private void unsubscribe(Exchange http) {
        var body = http.body();
        body.flag("skip_unsubscription_notification");
        var selection =
                new Selection(Choices.subscribers(body, MOST_UNSUBSCRIBED), Choices.type(body), Choices.states(body));
        bulk.unsubscribe(http.call(), http.pageId(), selection);
        done(http);
    }

    private void reactivate(Exchange http) {
        var body = http.body();
        var selection = new Selection(Choices.subscribers(body, MOST_NAMED), Choices.type(body), List.of());
        bulk.reactivate(http.call(), http.pageId(), selection);
        done(http);
    }

    private void ask(Exchange http) {
        again.ask(http.call(), http.pageId(), Choices.subscribers(http.body(), MOST_NAMED));
        done(http);
    }

    private void askOne(Exchange http) {
        again.ask(http.call(), http.pageId(), http.id("subscriber_id", SubscriberId::new));
        done(http);
    }

    static void done(Exchange http) {
        http.send(201, null, new byte[0]);
    }
}
