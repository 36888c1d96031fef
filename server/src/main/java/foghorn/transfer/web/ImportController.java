package foghorn.transfer.web;

import foghorn.kit.web.Access;
import foghorn.kit.web.Brought;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shells;
import foghorn.kit.web.Uploads;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import foghorn.transfer.TransferService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code /console/pages/{page_id}/import}: takes over a status page that is elsewhere. */
public final class ImportController {
    private static final String PATH = "/console/pages/:page_id/import";
    private static final String ENTRY = "Overview";
    private static final String FILES = "files";
    private static final int MOST_MEGABYTES = 20;
    private static final Map<String, String> LABELS = Map.of("address", "The page's address", FILES, "Files");

    private final TransferService transfers;
    private final Uploads uploads;
    private final Shells shells;

    public ImportController(TransferService transfers, Uploads uploads, Shells shells) {
        this.transfers = transfers;
        this.uploads = uploads;
        this.shells = shells;
    }

    public void addTo(Routes routes) {
        var access = Access.session(Permission.MANAGE_PAGE);
        var large = new Brought.LargeFiles(
                uploads,
                MOST_MEGABYTES * 1024L * 1024L,
                http -> shells.require(http, Permission.MANAGE_PAGE),
                this::refuse);
        routes.get(access, PATH, http -> show(http, 200, "", FormErrors.NONE));
        routes.postWithFiles(access, PATH, large, this::begin);
        routes.post(access, PATH + "/stop", this::stop);
    }

    private void refuse(Exchange http) {
        var tooLarge = new Problem.Invalid(FILES, "may have at most " + MOST_MEGABYTES + " MiB together");
        show(http, 413, http.body().text("address").orElse(""), FormErrors.of(tooLarge, LABELS));
    }

    private void begin(Exchange http) {
        shells.require(http, Permission.MANAGE_PAGE);
        var typed = http.body().text("address").orElse("");
        var documents = new ArrayList<Path>();
        try {
            documents.addAll(documents(http));
            transfers.begin(http.call(), http.pageId(), typed, documents);
            http.seeOther(href(http));
        } catch (Problem.Invalid e) {
            show(http, 422, typed, FormErrors.of(e, LABELS));
        } finally {
            documents.forEach(uploads::remove);
        }
    }

    /** Files, or the texts of such in fields. */
    private List<Path> documents(Exchange http) {
        var texts = http.body().texts(FILES).orElse(List.of()).stream()
                .filter(text -> !text.isBlank())
                .map(uploads::put);
        return Stream.concat(http.files(FILES).stream(), texts).toList();
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
