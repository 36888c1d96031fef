package foghorn.transfer.web;

import foghorn.kit.web.Access;
import foghorn.kit.web.Body;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shells;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import foghorn.transfer.TransferService;
import java.util.List;
import java.util.Map;

/** {@code /console/pages/{page_id}/import}: takes over a status page that is elsewhere. */
public final class ImportController {
    private static final String PATH = "/console/pages/:page_id/import";
    private static final String ENTRY = "Overview";
    private static final Map<String, String> LABELS = Map.of("address", "The page's address", "files", "Files");

    private final TransferService transfers;
    private final Shells shells;

    public ImportController(TransferService transfers, Shells shells) {
        this.transfers = transfers;
        this.shells = shells;
    }

    public void addTo(Routes routes) {
        var access = Access.session(Permission.MANAGE_PAGE);
        routes.get(access, PATH, http -> show(http, 200, "", FormErrors.NONE));
        routes.postWithFile(access, PATH, this::begin);
        routes.post(access, PATH + "/stop", this::stop);
    }

    private void begin(Exchange http) {
        shells.require(http, Permission.MANAGE_PAGE);
        var typed = http.body().text("address").orElse("");
        try {
            transfers.begin(http.call(), http.pageId(), typed, documents(http.body()));
            http.seeOther(href(http));
        } catch (Problem.Invalid e) {
            show(http, 422, typed, FormErrors.of(e, LABELS));
        }
    }

    /** The files that were chosen; a browser also sends a field in which none was. */
    private static List<String> documents(Body body) {
        return body.texts("files").orElse(List.of()).stream()
                .filter(text -> !text.isBlank())
                .toList();
    }

    private void stop(Exchange http) {
        transfers.stop(http.call(), http.pageId());
        http.seeOther(href(http));
    }

    private void show(Exchange http, int status, String typed, FormErrors errors) {
        var state = transfers.find(http.call(), http.pageId());
        var view = new ImportView(shells.of(http, ENTRY), href(http), typed, errors, state);
        http.html(status, "transfer/import.jte", view);
    }

    private static String href(Exchange http) {
        return "/console/pages/" + http.pageId() + "/import";
    }
}
