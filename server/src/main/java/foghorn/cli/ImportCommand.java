package foghorn.cli;

import foghorn.app.Operator;
import foghorn.app.StartException;
import foghorn.kit.config.Settings;
import foghorn.kit.config.SettingsException;
import foghorn.page.ImportResult;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import foghorn.transfer.ImportReport;
import foghorn.transfer.PublicPageImport;
import foghorn.transfer.Source;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Moving in from elsewhere. */
@Command(
        name = "import",
        description = "Take over what other status pages have.",
        subcommands = {ImportCommand.PublicPage.class, ImportSubscribersCommand.class})
final class ImportCommand {
    /** Takes over a page from its public documents; exit code 1 if it was stopped. */
    @Command(
            name = "public-page",
            description = {
                "Take over components, incidents and maintenances of an existing status page from its public /api/v2 documents.",
                "Nobody is told. Run it again for what is new since; nothing comes twice. Ctrl-C stops it, and the next run goes on."
            })
    static final class PublicPage implements Callable<Integer> {
        @Option(names = "--page", required = true, paramLabel = "PAGE_ID", description = "The page to import into.")
        private String page = "";

        @Parameters(
                arity = "1..*",
                paramLabel = "URL_OR_FILE",
                description = "The page's address, addresses of single documents, or files that hold them.")
        private List<String> sources = List.of();

        @Override
        public Integer call() throws SettingsException, StartException {
            var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
            try (var operator = Operator.of(Settings.read(System.getenv()));
                    var progress = new PrintedProgress(out, err)) {
                var imports = operator.publicPageImport();
                operator.endFirst("import", progress::stop);
                return run(operator, imports, progress)
                        .map(report -> print(report, out))
                        .orElseGet(() -> stoppedAtOnce(out));
            }
        }

        /** Imports; empty if it was stopped while it read. */
        private Optional<ImportReport> run(Operator operator, PublicPageImport imports, PrintedProgress progress) {
            try {
                var id = new PageId(page);
                return Optional.of(imports.run(
                        operator.callFor(id, "import public-page"),
                        id,
                        sources.stream().map(Source::named).toList(),
                        progress));
            } catch (Problem.NotFound e) {
                throw new Problem.Invalid("--page", "names no page of this installation");
            } catch (InterruptedException e) {
                return Optional.empty();
            }
        }

        private static int stoppedAtOnce(PrintStream out) {
            out.println("Stopped before anything was changed.");
            return Main.NOT_NOW;
        }

        private static int print(ImportReport report, PrintStream out) {
            print("Components", report.components(), out);
            print("Incidents and maintenances", report.incidents(), out);
            if (report.notTaken() > 0) {
                out.println("Lines above of what was not taken over as it stands: " + report.notTaken());
            }
            if (report.stopped()) {
                out.println("Stopped before the end. What is done is kept; the same command goes on.");
            }
            return report.stopped() ? Main.NOT_NOW : 0;
        }

        private static void print(String what, ImportResult result, PrintStream out) {
            out.println(what + ": " + result.made() + " new, " + result.changed() + " changed, " + result.unchanged()
                    + " as before");
        }
    }
}
