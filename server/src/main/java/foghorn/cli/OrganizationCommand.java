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

/** What the operator does with organizations. */
@Command(
        name = "organization",
        description = "The organizations of this installation.",
        subcommands = OrganizationCommand.Create.class)
final class OrganizationCommand {
    /** Makes a further organization. */
    @Command(name = "create", description = "Make a further organization with owner, page and API key.")
    static final class Create implements Callable<Integer> {
        @Mixin
        private final TenantOptions options = new TenantOptions();

        @Override
        public Integer call() throws SettingsException, StartException, IOException {
            try (var operator = Operator.of(Settings.read(System.getenv()))) {
                options.make(tenant -> operator.setup().createOrganization(tenant, Ids.next()));
            }
            return 0;
        }
    }
}
