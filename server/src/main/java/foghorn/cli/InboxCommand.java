package foghorn.cli;

import foghorn.app.Operator;
import foghorn.app.StartException;
import foghorn.kit.config.Settings;
import foghorn.kit.config.SettingsException;
import foghorn.kit.mail.InboxMessage;
import foghorn.kit.mail.LocalInbox;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows the mail that stayed on this machine. */
@Command(
        name = "inbox",
        description = "Show the mail that was kept here: all while no mail server is configured, and the demo's.")
final class InboxCommand implements Callable<Integer> {
    @Override
    public Integer call() throws SettingsException, StartException {
        var settings = Settings.read(System.getenv());
        try (var operator = Operator.of(settings)) {
            print(operator.inbox().listAll(), !settings.mail().smtp().isEmpty());
        }
        return 0;
    }

    private static void print(Iterable<InboxMessage> messages, boolean leaves) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println(
                leaves
                        ? "Mail goes out through the mail server. Kept here: what came before it, and what the demo says."
                        : LocalInbox.NOTICE);
        for (InboxMessage message : messages) {
            out.printf(
                    "%n%s%nFrom: %s%nTo: %s%nSubject: %s%n%n%s%n",
                    message.at(),
                    message.from(),
                    message.to(),
                    message.subject(),
                    message.text().strip());
        }
    }
}
