package foghorn.cli;

import foghorn.app.Operator;
import foghorn.app.StartException;
import foghorn.audit.ChainState;
import foghorn.kit.config.Settings;
import foghorn.kit.config.SettingsException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** What the operator does with audit logs. */
@Command(name = "audit", description = "The audit logs.", subcommands = AuditCommand.Verify.class)
final class AuditCommand {
    /** Goes through every chain; exit code 1 if one is broken. */
    @Command(name = "verify", description = "Check every audit log and name the first entry of each that is wrong.")
    static final class Verify implements Callable<Integer> {
        @Override
        public Integer call() throws SettingsException, StartException {
            try (var operator = Operator.of(Settings.read(System.getenv()))) {
                var states = operator.audit().verifyAll();
                print(states);
                return states.stream().allMatch(ChainState.Intact.class::isInstance) ? 0 : Main.NOT_NOW;
            }
        }

        private static void print(List<ChainState> states) {
            var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            for (ChainState state : states) {
                switch (state) {
                    case ChainState.Intact(var chain, var entries) ->
                        out.println(chain + ": intact, " + entries + " entries");
                    case ChainState.Broken(var chain, var seq, var reason) ->
                        out.println(chain + ": broken, entry " + seq + " " + reason);
                }
            }
        }
    }
}
