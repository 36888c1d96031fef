package foghorn.notification.web;

import foghorn.incident.IncidentId;
import foghorn.incident.web.IncidentPanel;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.ReadableTime;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shell;
import foghorn.kit.web.Shells;
import foghorn.kit.web.Templates;
import foghorn.notification.Ledger;
import foghorn.tenant.Permission;
import gg.jte.Content;

/** {@code /console/pages/{page_id}/incidents/{incident_id}/ledger}: who was told what, when, and with what answer. */
public final class LedgerController implements IncidentPanel {
    private static final String ENTRY = "Incidents";
    private static final String PATH = "/console/pages/:page_id/incidents/:incident_id/ledger";

    private final Ledger ledger;
    private final Shells shells;

    public LedgerController(Ledger ledger, Shells shells) {
        this.ledger = ledger;
        this.shells = shells;
    }

    public void addTo(Routes routes) {
        routes.get(Access.session(Permission.VIEW_PAGE), PATH, this::show);
        routes.get(Access.session(Permission.MANAGE_SUBSCRIBERS), PATH + "/:event_id", this::recipients);
    }

    @Override
    public Content of(Exchange http, Shell shell, IncidentId incident) {
        return Templates.content("notification/ledger.jte", view(http, incident, shell.clock()));
    }

    private LedgerView view(Exchange http, IncidentId incident, ReadableTime clock) {
        var told = ledger.told(http.call(), http.pageId(), incident);
        boolean mayName = http.call().actor().may(http.pageId(), Permission.MANAGE_SUBSCRIBERS);
        return new LedgerView(http.pageId(), incident, told, clock, mayName);
    }

    /** The part alone for the page that refreshes it, a whole screen for everybody else. */
    private void show(Exchange http) {
        var shell = shells.of(http, ENTRY);
        var view = view(http, http.id("incident_id", IncidentId::new), shell.clock());
        if (http.header("hx-request").isPresent()) {
            http.html(200, "notification/ledger.jte", view);
        } else {
            http.html(200, "notification/screen.jte", new LedgerScreen(shell, view));
        }
    }

    private void recipients(Exchange http) {
        shells.require(http, Permission.MANAGE_SUBSCRIBERS);
        var incident = http.id("incident_id", IncidentId::new);
        var notice = new Ledger.NoticeOf(incident, http.parameter("event_id"));
        var entries = ledger.entries(http.call(), http.pageId(), notice, http.query("after"));
        var shell = shells.of(http, ENTRY);
        var back = "/console/pages/" + http.pageId() + "/incidents/" + incident;
        var next = entries.next().map(after -> http.path() + "?after=" + after);
        http.html(200, "notification/recipients.jte", new RecipientsView(shell, back, entries, next));
    }
}
