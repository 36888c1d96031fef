package foghorn.cli;

import foghorn.app.Operator;
import foghorn.app.StartException;
import foghorn.kit.config.Settings;
import foghorn.kit.config.SettingsException;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Taking things away. */
@Command(name = "export", description = "Hand out what a page has.", subcommands = ExportCommand.Subscribers.class)
final class ExportCommand {
    /** Writes the subscribers of a page as a table. */
    @Command(
            name = "subscribers",
            description = "Write all subscribers of a page as CSV, in the form that \"import subscribers\" reads.")
    static final class Subscribers implements Callable<Integer> {
        @Option(names = "--page", required = true, paramLabel = "PAGE_ID", description = "The page.")
        private String page = "";

        @Parameters(
                arity = "0..1",
                paramLabel = "FILE",
                description = "Where to write it, replacing what is there; standard output if not given.")
        private @Nullable Path file;

        @Override
        public Integer call() throws SettingsException, StartException, IOException {
            try (var operator = Operator.of(Settings.read(System.getenv()))) {
                var id = new PageId(page);
                var call = operator.callFor(id, "export subscribers");
                var exports = operator.subscriberExport();
                exports.record(call, id);
                try (var out = new BufferedOutputStream(target())) {
                    exports.write(call, id, out);
                }
                return 0;
            } catch (Problem.NotFound e) {
                throw new Problem.Invalid("--page", "names no page of this installation");
            }
        }

        private OutputStream target() throws IOException {
            return file == null ? standardOutput() : Files.newOutputStream(file);
        }

        /** Stays open. */
        private static OutputStream standardOutput() {
            return new FilterOutputStream(System.out) {
                @Override
                public void write(byte[] bytes, int from, int count) {
                    System.out.write(bytes, from, count);
                }

                @Override
                public void close() throws IOException {
                    flush();
                }
            };
        }
    }
}
