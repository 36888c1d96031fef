package foghorn.cli;

import foghorn.app.StartException;
import foghorn.kit.config.Product;
import foghorn.kit.config.SettingsException;
import foghorn.tenant.Problem;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The product's one door. Exit codes: 0 done, 1 not possible now, 2 wrong options or settings. What is asked for goes to standard output,
 * everything else to standard error.
 */
@Command(
        name = "foghorn",
        description = "Self-hosted status pages.",
        mixinStandardHelpOptions = true,
        version = "Foghorn " + Product.VERSION,
        subcommands = {
            ServeCommand.class,
            SetupCommand.class,
            OrganizationCommand.class,
            DemoCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            InboxCommand.class,
            AuditCommand.class,
            SettingsCommand.class
        })
public final class Main {
    static final int NOT_NOW = 1;
    static final int WRONG_USE = 2;

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** A start does without the description of all commands, which takes longer than opening the listener. */
    private static int run(String[] args) {
        boolean isPlainStart = args.length == 1 && args[0].equals("serve");
        return isPlainStart ? start() : commandLine().execute(args);
    }

    private static int start() {
        try {
            return new ServeCommand().call();
        } catch (Exception e) {
            return explain(e);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((e, commandLine, parsed) -> explain(e));
    }

    private static int explain(Exception e) {
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        switch (e) {
            case SettingsException settings -> {
                settings.errors().forEach(err::println);
                return WRONG_USE;
            }
            case StartException start -> err.println(start.getMessage());
            case Problem.Invalid invalid -> {
                invalid.errors().forEach(error -> err.println(error.field() + " " + error.message()));
                return WRONG_USE;
            }
            case Problem problem -> err.println(problem.getMessage());
            default -> e.printStackTrace(err);
        }
        return NOT_NOW;
    }
}
