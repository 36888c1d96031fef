package foghorn.notification.web;

import foghorn.incident.IncidentId;
import foghorn.incident.web.IncidentPanel;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shell;
import foghorn.kit.web.Shells;
import foghorn.kit.web.Templates;
import foghorn.notification.Ledger;
import foghorn.notification.Sending;
import foghorn.tenant.Permission;
import gg.jte.Content;
import java.util.Optional;

/** {@code /console/pages/{page_id}/incidents/{incident_id}/ledger}: who was told what, when, and with what answer. */
public final class LedgerController implements IncidentPanel {
    private static final String ENTRY = "Incidents";
    private static final String PATH = "/console/pages/:page_id/incidents/:incident_id/ledger";

    private final Ledger ledger;
    private final Sending sending;
    private final Shells shells;

    public LedgerController(Ledger ledger, Sending sending, Shells shells) {
        this.ledger = ledger;
        this.sending = sending;
        this.shells = shells;
    }

    public void addTo(Routes routes) {
        routes.get(Access.session(Permission.VIEW_PAGE), PATH, this::show);
        routes.post(Access.session(Permission.MANAGE_INCIDENTS), PATH + "/pause", this::pause);
        routes.post(Access.session(Permission.MANAGE_INCIDENTS), PATH + "/resume", this::resume);
        routes.get(Access.session(Permission.MANAGE_SUBSCRIBERS), PATH + "/:event_id", this::recipients);
        routes.post(Access.session(Permission.MANAGE_INCIDENTS), PATH + "/:event_id/missed", this::toMissed);
        routes.post(
                Access.session(Permission.MANAGE_SUBSCRIBERS),
                PATH + "/:event_id/recipients/:subscriber_id/replay",
                this::replay);
        routes.get(Access.session(Permission.MANAGE_SUBSCRIBERS), PATH + "/:event_id/recipients.csv", this::export);
    }

    @Override
    public Content of(Exchange http, Shell shell, IncidentId incident) {
        return Templates.content("notification/ledger.jte", view(http, incident, shell));
    }

    private LedgerView view(Exchange http, IncidentId incident, Shell shell) {
        var told = ledger.told(http.call(), http.pageId(), incident);
        var actor = http.call().actor();
        return new LedgerView(
                http.pageId(),
                incident,
                told,
                shell.clock(),
                actor.may(http.pageId(), Permission.MANAGE_SUBSCRIBERS),
                actor.may(http.pageId(), Permission.MANAGE_INCIDENTS),
                shell.formToken());
    }

    private static IncidentId incident(Exchange http) {
        return http.id("incident_id", IncidentId::new);
    }

    private static Ledger.NoticeOf notice(Exchange http) {
        return new Ledger.NoticeOf(incident(http), http.parameter("event_id"));
    }

    private static String back(Exchange http) {
        return "/console/pages/" + http.pageId() + "/incidents/" + incident(http);
    }

    private void pause(Exchange http) {
        shells.require(http, Permission.MANAGE_INCIDENTS);
        sending.pause(http.call(), http.pageId(), incident(http));
        http.seeOther(back(http));
    }

    private void resume(Exchange http) {
        shells.require(http, Permission.MANAGE_INCIDENTS);
        sending.resume(http.call(), http.pageId(), incident(http));
        http.seeOther(back(http));
    }

    private void toMissed(Exchange http) {
        shells.require(http, Permission.MANAGE_INCIDENTS);
        sending.toMissed(http.call(), http.pageId(), notice(http));
        http.seeOther(back(http));
    }

    private void replay(Exchange http) {
        shells.require(http, Permission.MANAGE_SUBSCRIBERS);
        sending.replay(http.call(), http.pageId(), notice(http), http.parameter("subscriber_id"));
        http.seeOther(back(http) + "/ledger/" + http.parameter("event_id"));
    }

    /** The part alone for the page that refreshes it, a whole screen for everybody else. */
    private void show(Exchange http) {
        var shell = shells.of(http, ENTRY);
        var view = view(http, incident(http), shell);
        if (http.header("hx-request").isPresent()) {
            http.html(200, "notification/ledger.jte", view);
        } else {
            http.html(200, "notification/screen.jte", new LedgerScreen(shell, view));
        }
    }

    /** All recipients of a notice, a piece at a time. */
    private void export(Exchange http) {
        shells.require(http, Permission.MANAGE_SUBSCRIBERS);
        var notice = notice(http);
        var first = ledger.entries(http.call(), http.pageId(), notice, Optional.empty());
        http.download("text/csv; charset=utf-8", "recipients-" + notice.eventId() + ".csv", out -> {
            try (var csv = new RecipientsCsv(out)) {
                var part = first;
                csv.write(part.rows());
                while (part.next().isPresent()) {
                    part = ledger.entries(http.call(), http.pageId(), notice, part.next());
                    csv.write(part.rows());
                }
            }
        });
    }

    private void recipients(Exchange http) {
        shells.require(http, Permission.MANAGE_SUBSCRIBERS);
        var entries = ledger.entries(http.call(), http.pageId(), notice(http), http.query("after"));
        var shell = shells.of(http, ENTRY);
        var back = back(http);
        var next = entries.next().map(after -> http.path() + "?after=" + after);
        http.html(200, "notification/recipients.jte", new RecipientsView(shell, back, http.path(), entries, next));
    }
}
