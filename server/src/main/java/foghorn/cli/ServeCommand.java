package foghorn.cli;

import foghorn.app.NodeStart;
import foghorn.app.Server;
import foghorn.app.StartException;
import foghorn.kit.config.Settings;
import foghorn.kit.config.SettingsException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Starts everything and runs until it is asked to stop. */
@Command(name = "serve", description = "Start the server and everything it needs.")
final class ServeCommand implements Callable<Integer> {
    private static final Duration STARTED = Duration.ofSeconds(10);

    @Override
    public Integer call() throws SettingsException, StartException {
        var node = NodeStart.forServer(Settings.read(System.getenv()), e -> {
            System.err.println(e.getMessage());
            Runtime.getRuntime().exit(Main.NOT_NOW);
        });
        Server.start(node, System.out);
        Thread.ofVirtual().name("settle").start(ServeCommand::settle);
        node.shutdown().awaitStopped();
        return 0;
    }

    /** Gives back the memory that only starting needed. */
    private static void settle() {
        try {
            Thread.sleep(STARTED);
            System.gc();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
