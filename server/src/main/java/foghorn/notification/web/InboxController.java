package foghorn.notification.web;

import foghorn.kit.mail.LocalInbox;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shells;
import foghorn.tenant.Permission;

/** {@code /console/pages/{page_id}/inbox}: what would have been mailed, while no mail server is configured. */
public final class InboxController {
    /** The entry of the navigation. */
    public static final String ENTRY = "Local inbox";

    private static final String PATH = "/console/pages/:page_id/inbox";

    private final LocalInbox inbox;
    private final Shells shells;

    public InboxController(LocalInbox inbox, Shells shells) {
        this.inbox = inbox;
        this.shells = shells;
    }

    public void addTo(Routes routes) {
        var access = Access.session(Permission.MANAGE_SUBSCRIBERS);
        routes.get(access, PATH, this::list);
        routes.get(access, PATH + "/:message_id", this::read);
    }

    private void list(Exchange http) {
        var messages = inbox.list(http.call(), http.pageId());
        http.html(200, "notification/inbox.jte", new InboxView(shells.of(http, ENTRY), base(http), messages));
    }

    private void read(Exchange http) {
        var message = inbox.find(http.call(), http.pageId(), http.parameter("message_id"));
        http.html(200, "notification/message.jte", new InboxMessageView(shells.of(http, ENTRY), base(http), message));
    }

    private static String base(Exchange http) {
        return "/console/pages/" + http.pageId() + "/inbox";
    }
}
