package foghorn.cli;

import foghorn.app.Operator;
import foghorn.app.StartException;
import foghorn.kit.config.Settings;
import foghorn.kit.config.SettingsException;
import foghorn.subscriber.SubscriberFileImport;
import foghorn.subscriber.SubscriberFileImport.Report;
import foghorn.subscriber.SubscriberFileImport.Table;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes over subscribers from a table; exit code 1 if it was stopped. */
@Command(
        name = "subscribers",
        description = {
            "Take over subscribers from a CSV file with the columns type, email, phone_number, phone_country, endpoint, component_ids.",
            "Who is known already, in whatever state, is left alone, so that it may be run again. Ctrl-C stops it, and the next run goes on."
        })
final class ImportSubscribersCommand implements Callable<Integer> {
    @Option(names = "--page", required = true, paramLabel = "PAGE_ID", description = "The page to import into.")
    private String page = "";

    @Option(
            names = "--confirmed",
            description =
                    "You vouch that all have confirmed: they are active at once. Else each is mailed a link to confirm.")
    private boolean confirmed;

    @Option(names = "--dry-run", description = "Change nothing, and say what would become of the rows.")
    private boolean dryRun;

    @Option(
            names = "--errors",
            paramLabel = "FILE",
            description = "Where rows that are left out are named, with line and column; FILE.errors.csv if not given.")
    private @Nullable Path errors;

    @Parameters(paramLabel = "FILE", description = "The table, in UTF-8.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws SettingsException, StartException, IOException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        try (var reader = open();
                var operator = Operator.of(Settings.read(System.getenv()));
                var refusals = new RefusedRows(errorFile(), err)) {
            operator.endFirst("import", refusals::stop);
            var report = run(operator, reader, refusals);
            refusals.flush();
            print(report, refusals, out);
            return report.stopped() ? Main.NOT_NOW : 0;
        }
    }

    private Path errorFile() {
        var chosen = Optional.ofNullable(errors).orElseGet(() -> Path.of(file + ".errors.csv"));
        if (chosen.toAbsolutePath().normalize().equals(file.toAbsolutePath().normalize())) {
            throw new Problem.Invalid("--errors", "names the file that is read");
        }
        return chosen;
    }

    /** Strict, so that an address is never read as another. */
    private Reader open() throws IOException {
        try {
            return new InputStreamReader(
                    new BufferedInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8.newDecoder());
        } catch (NoSuchFileException e) {
            throw new Problem.Invalid("FILE", "is not there: " + file);
        }
    }

    private Report run(Operator operator, Reader reader, SubscriberFileImport.Listener listener) {
        try {
            var id = new PageId(page);
            return operator.subscriberImport()
                    .run(
                            operator.callFor(id, "import subscribers"),
                            id,
                            new Table(reader, confirmed, dryRun),
                            listener);
        } catch (Problem.NotFound e) {
            throw new Problem.Invalid("--page", "names no page of this installation");
        }
    }

    private void print(Report report, RefusedRows refusals, PrintStream out) {
        if (dryRun) {
            out.println("Nothing was changed. Without --dry-run:");
        }
        out.println("Rows: " + report.rows());
        out.println("New, " + (confirmed ? "active at once: " : "mailed a link to confirm: ") + report.added());
        out.println("Left alone, since known already or not to be written to: " + report.leftAlone());
        out.println("Left out, since something is wrong: " + report.refused()
                + (report.refused() > 0 ? "; see " + refusals.file() : ""));
        if (report.stopped()) {
            out.println("Stopped before the end. What is done is kept; the same command goes on.");
        }
    }
}
