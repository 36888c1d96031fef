package foghorn.cli;

import foghorn.kit.config.Setting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the reference of all settings, from which the page in the documents is made. */
@Command(name = "settings", description = "Print the reference of all settings in Markdown.")
final class SettingsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().getOut().print(Setting.reference());
        spec.commandLine().getOut().flush();
    }
}
