package foghorn.subscriber.web;

import foghorn.kit.csv.CsvFile;
import foghorn.kit.web.Access;
import foghorn.kit.web.Brought;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shells;
import foghorn.kit.web.Uploads;
import foghorn.subscriber.SubscriberExportService;
import foghorn.subscriber.SubscriberFileService;
import foghorn.subscriber.TableRun;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.nio.file.Path;
import java.util.Map;

/**
 * {@code /console/pages/{page_id}/subscribers/import} and {@code …/export}. A file is looked at first and imported when somebody says so;
 * both go on without the request, and the screen shows how far it is.
 */
public final class SubscriberFilesController {
    /** Source: contract/README.md, "status codes". */
    static final int MOST_MEGABYTES = 50;

    private static final String PATH = "/console/pages/:page_id/subscribers";
    private static final Map<String, String> LABELS = Map.of(CsvFile.FIELD, "File");

    private final SubscriberFileService files;
    private final Uploads uploads;
    private final SubscriberExportService exports;
    private final Shells shells;

    public SubscriberFilesController(
            SubscriberFileService files, Uploads uploads, SubscriberExportService exports, Shells shells) {
        this.files = files;
        this.uploads = uploads;
        this.exports = exports;
        this.shells = shells;
    }

    public void addTo(Routes routes) {
        var access = Access.session(Permission.MANAGE_SUBSCRIBERS);
        var large = new Brought.LargeFiles(
                uploads,
                MOST_MEGABYTES * 1024L * 1024L,
                http -> shells.require(http, Permission.MANAGE_SUBSCRIBERS),
                this::refuse);
        routes.get(access, PATH + "/import", http -> show(http, 200, FormErrors.NONE));
        routes.postWithFiles(access, PATH + "/import", large, this::take);
        routes.post(access, PATH + "/import/go", this::go);
        routes.post(access, PATH + "/import/stop", this::stop);
        routes.get(access, PATH + "/import/problems", this::problems);
        routes.get(access, PATH + "/export", this::export);
    }

    private void show(Exchange http, int status, FormErrors errors) {
        var run = files.find(http.call(), http.pageId());
        boolean confirmed = run.map(TableRun::confirmed).orElse(false);
        var ofFile = run.flatMap(TableRun::unreadable)
                .map(message -> FormErrors.of(new Problem.Invalid(CsvFile.FIELD, message), LABELS));
        show(http, status, confirmed, errors.isEmpty() ? ofFile.orElse(errors) : errors);
    }

    private void show(Exchange http, int status, boolean confirmed, FormErrors errors) {
        var run = files.find(http.call(), http.pageId());
        var shell = shells.of(http, SubscribersController.ENTRY);
        http.html(status, "subscriber/import.jte", new ImportView(shell, base(http), confirmed, errors, run));
    }

    private void refuse(Exchange http) {
        var tooLarge = new Problem.Invalid(CsvFile.FIELD, "may have at most " + MOST_MEGABYTES + " MiB");
        show(http, 413, http.body().flag("confirmed").orElse(false), FormErrors.of(tooLarge, LABELS));
    }

    private void take(Exchange http) {
        shells.require(http, Permission.MANAGE_SUBSCRIBERS);
        boolean confirmed = http.body().flag("confirmed").orElse(false);
        try {
            var file = file(http);
            try {
                files.begin(http.call(), http.pageId(), file, confirmed);
            } finally {
                uploads.remove(file);
            }
            http.seeOther(base(http) + "/import");
        } catch (Problem.Invalid e) {
            show(http, 422, confirmed, FormErrors.of(e, LABELS));
        } catch (Problem.Conflict e) {
            show(http, 409, confirmed, FormErrors.of(String.valueOf(e.getMessage())));
        }
    }

    /** A file, or the text of one in a field. */
    private Path file(Exchange http) {
        return http.file(CsvFile.FIELD)
                .or(() -> http.body().text(CsvFile.FIELD).map(uploads::put))
                .orElseThrow(() -> new Problem.Invalid(CsvFile.FIELD, "must be chosen"));
    }

    private void go(Exchange http) {
        try {
            files.go(http.call(), http.pageId(), http.body().text("run").orElse(""));
            http.seeOther(base(http) + "/import");
        } catch (Problem.Conflict e) {
            show(http, 409, FormErrors.of(String.valueOf(e.getMessage())));
        }
    }

    private void stop(Exchange http) {
        files.stop(http.call(), http.pageId());
        http.seeOther(base(http) + "/import");
    }

    private void problems(Exchange http) {
        shells.require(http, Permission.MANAGE_SUBSCRIBERS);
        http.download(
                "text/csv; charset=utf-8",
                "left-out-" + http.pageId() + ".csv",
                out -> files.writeProblems(http.call(), http.pageId(), out));
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
