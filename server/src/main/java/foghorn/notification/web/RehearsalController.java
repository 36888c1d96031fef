package foghorn.notification.web;

import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shells;
import foghorn.notification.RehearsalService;
import foghorn.notification.channel.email.RehearsalMails;
import foghorn.tenant.Permission;
import java.util.Optional;

/** {@code /console/pages/{page_id}/rehearsal}: a test incident that tells only whoever tries it. */
public final class RehearsalController {
    /** What follows the page's address in the console. */
    public static final String PATH = "/rehearsal";

    private static final String ROUTE = "/console/pages/:page_id" + PATH;

    private final RehearsalService service;
    private final RehearsalMails mails;
    private final Shells shells;

    public RehearsalController(RehearsalService service, RehearsalMails mails, Shells shells) {
        this.service = service;
        this.mails = mails;
        this.shells = shells;
    }

    public void addTo(Routes routes) {
        var access = Access.session(Permission.MANAGE_INCIDENTS);
        routes.get(access, ROUTE, this::ask);
        routes.post(access, ROUTE, this::rehearse);
    }

    private void ask(Exchange http) {
        var address = service.recipient(http.call(), http.pageId()).value();
        var done = http.query("done").orElse("");
        var said = Optional.of("Sent to " + address + ". Nobody else was told.").filter(words -> done.equals("sent"));
        var shell = shells.of(http, "Incidents").saying(said);
        http.html(
                200,
                "notification/rehearsal.jte",
                new RehearsalView(shell, action(http), address, done.equals("unsent")));
    }

    private void rehearse(Exchange http) {
        var rehearsal = service.rehearse(http.call(), http.pageId());
        boolean taken = mails.send(http.call().organization(), http.pageId(), rehearsal);
        http.seeOther(action(http) + "?done=" + (taken ? "sent" : "unsent"));
    }

    private static String action(Exchange http) {
        return "/console/pages/" + http.pageId() + PATH;
    }
}
