package foghorn.subscriber.web;

import foghorn.kit.csv.CsvFile;
import foghorn.kit.web.Access;
import foghorn.kit.web.Body;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shells;
import foghorn.subscriber.SubscriberExportService;
import foghorn.subscriber.SubscriberFileImport;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /console/pages/{page_id}/subscribers/import} and {@code …/export}. A file is looked at first; it then stands in the form by
 * which they are imported, so that nothing is kept of a file that nobody confirms.
 */
public final class SubscriberFilesController {
    /** So that it fits into a form once more, with the longer line ends that browsers send. */
    static final int MOST_KILOBYTES = 800;

    private static final String PATH = "/console/pages/:page_id/subscribers";
    private static final Map<String, String> LABELS = Map.of(CsvFile.FIELD, "File");

    private final SubscriberFileImport files;
    private final SubscriberExportService exports;
    private final Shells shells;

    public SubscriberFilesController(SubscriberFileImport files, SubscriberExportService exports, Shells shells) {
        this.files = files;
        this.exports = exports;
        this.shells = shells;
    }

    public void addTo(Routes routes) {
        var access = Access.session(Permission.MANAGE_SUBSCRIBERS);
        routes.get(access, PATH + "/import", http -> ask(http, 200, false, FormErrors.NONE));
        routes.postWithFile(access, PATH + "/import", this::take);
        routes.get(access, PATH + "/export", this::export);
    }

    private void ask(Exchange http, int status, boolean confirmed, FormErrors errors) {
        shells.require(http, Permission.MANAGE_SUBSCRIBERS);
        var shell = shells.of(http, SubscribersController.ENTRY);
        http.html(status, "subscriber/import.jte", new ImportView(shell, base(http), confirmed, errors));
    }

    /** Looks at a file, or imports one that was looked at. */
    private void take(Exchange http) {
        shells.require(http, Permission.MANAGE_SUBSCRIBERS);
        boolean confirmed = http.body().flag("confirmed").orElse(false);
        try {
            boolean isLookedAt = http.body().flag("looked_at").orElse(false);
            show(http, file(http.body()), confirmed, !isLookedAt);
        } catch (Problem.Invalid e) {
            ask(http, 422, confirmed, FormErrors.of(e, LABELS));
        } catch (Problem.Conflict e) {
            ask(http, 409, confirmed, FormErrors.of(String.valueOf(e.getMessage())));
        }
    }

    private static String file(Body body) {
        var text = body.text(CsvFile.FIELD).orElseThrow(() -> new Problem.Invalid(CsvFile.FIELD, "must be chosen"));
        if (text.getBytes(StandardCharsets.UTF_8).length > MOST_KILOBYTES * 1024) {
            throw new Problem.Invalid(
                    CsvFile.FIELD,
                    "is larger than " + MOST_KILOBYTES
                            + " KB: take it in parts, or have it imported by the command bin/foghorn import subscribers");
        }
        return text;
    }

    private void show(Exchange http, String file, boolean confirmed, boolean dryRun) {
        var problems = new FirstProblems();
        var table = new SubscriberFileImport.Table(new StringReader(file), confirmed, dryRun);
        var report = files.run(http.call(), http.pageId(), table, problems);
        http.html(
                200,
                "subscriber/import-report.jte",
                new ImportReportView(
                        shells.of(http, SubscribersController.ENTRY),
                        base(http),
                        report,
                        confirmed,
                        problems.list(),
                        dryRun ? Optional.of(file) : Optional.empty()));
    }

    private void export(Exchange http) {
        exports.record(http.call(), http.pageId());
        http.download(
                "text/csv; charset=utf-8",
                "subscribers-" + http.pageId() + ".csv",
                out -> exports.write(http.call(), http.pageId(), out));
    }

    private static String base(Exchange http) {
        return "/console/pages/" + http.pageId() + "/subscribers";
    }
}
