package foghorn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import foghorn.app.Operator;
import foghorn.app.StartException;
import foghorn.app.demo.Demo;
import foghorn.kit.config.Settings;
import foghorn.kit.config.SettingsException;
import foghorn.kit.id.Ids;
import foghorn.kit.web.Json;
import foghorn.tenant.Problem;
import foghorn.tenant.Problem.FieldError;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Fills an organization that looks like a real company's. */
@Command(
        name = "demo",
        description = {
            "Make an organization that looks like a real company's: components, incidents, maintenances, subscribers.",
            "Nobody is told of anything, and mail in the name of its page never leaves this machine. A second time finds what is there."
        })
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--owner-email",
            paramLabel = "ADDRESS",
            description = "The owner's address; ${DEFAULT-VALUE} if not given.",
            defaultValue = "demo@example.com")
    private String ownerEmail = "";

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws SettingsException, StartException {
        try (var operator = Operator.of(Settings.read(System.getenv()))) {
            print(operator.demo().make(ownerEmail, Ids.next()));
        } catch (Problem.Invalid e) {
            throw new Problem.Invalid(e.errors().stream()
                    .map(error -> new FieldError(
                            error.field().equals("owner_email") ? "--owner-email" : error.field(), error.message()))
                    .toList());
        }
        return 0;
    }

    private void print(Demo demo) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        JsonNode tree = Json.MAPPER.valueToTree(demo);
        if (json) {
            out.println(tree);
            return;
        }
        out.println(demo.created() ? "The demo was made." : "The demo exists already.");
        tree.properties().stream()
                .filter(entry -> entry.getValue().isTextual())
                .forEach(entry -> out.printf(
                        "%-18s %s%n",
                        entry.getKey().replace('_', ' '), entry.getValue().asText()));
    }
}
