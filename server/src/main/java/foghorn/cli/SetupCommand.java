package foghorn.cli;

import foghorn.app.Operator;
import foghorn.app.StartException;
import foghorn.kit.config.Settings;
import foghorn.kit.config.SettingsException;
import foghorn.kit.id.Ids;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes the first organization; set-up is closed for ever after that. */
@Command(
        name = "setup",
        description = "Make organization, owner, page and API key, once, while nobody owns this installation.")
final class SetupCommand implements Callable<Integer> {
    @Mixin
    private final TenantOptions options = new TenantOptions();

    @Override
    public Integer call() throws SettingsException, StartException, IOException {
        try (var operator = Operator.of(Settings.read(System.getenv()))) {
            options.make(tenant -> operator.setup().setUp(tenant, Ids.next()));
        }
        return 0;
    }
}
