package foghorn.app;

import foghorn.kit.config.DatabaseSettings;
import foghorn.kit.config.Settings;
import foghorn.kit.crypto.InstallationKey;
import foghorn.kit.db.DatabaseAccess;
import foghorn.kit.db.DatabaseRefused;
import foghorn.kit.db.EmbeddedPostgres;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Starts a {@link Node}: data folder, lock, database, key, in this order. What was started is ended again when a later step fails. */
public final class NodeStart {
    /** How long a command waits for a server that is just starting or stopping. */
    private static final Duration COMMAND_PATIENCE = Duration.ofSeconds(60);

    private static final Duration COMMAND_RETRY = Duration.ofMillis(100);

    private final Settings settings;
    private final Shutdown shutdown = Shutdown.onSignal();

    private NodeStart(Settings settings) {
        this.settings = settings;
    }

    @FunctionalInterface
    private interface Steps {
        Node run() throws StartException, DatabaseRefused, IOException, InterruptedException;
    }

    /**
     * Starts a serving node, alone in its data folder.
     *
     * @param refused hears, on another thread, that the database must not be worked with
     */
    public static Node forServer(Settings settings, Consumer<Exception> refused) throws StartException {
        var start = new NodeStart(settings);
        return start.orEnd(() -> start.server(refused));
    }

    /** Opens what one command needs, whether a server runs in the data folder or not. */
    public static Node forCommand(Settings settings) throws StartException {
        var start = new NodeStart(settings);
        return start.orEnd(start::command);
    }

    private Node server(Consumer<Exception> refused)
            throws StartException, DatabaseRefused, IOException, InterruptedException {
        var folder = DataFolder.make(settings.data().folder());
        if (!lock(folder)) {
            throw new StartException("Another Foghorn is using the data folder " + folder.path()
                    + ". Stop it first, or set FOGHORN_DATA to another folder.");
        }
        var gate = gate(folder);
        shutdown.add("database pool", gate);
        return node(folder, gate, gate.openMeanwhile(refused));
    }

    private Node command() throws StartException, DatabaseRefused, IOException, InterruptedException {
        var folder = DataFolder.make(settings.data().folder());
        var gate = settings.database() instanceof DatabaseSettings.Embedded ? embeddedForCommand(folder) : gate(folder);
        shutdown.add("database pool", gate);
        if (!gate.isOpen() && !gate.tryToOpen()) {
            throw new StartException("The database cannot be reached.");
        }
        return node(folder, gate, masterKey(folder).read().orElseThrow());
    }

    private DatabaseGate embeddedForCommand(DataFolder folder)
            throws StartException, DatabaseRefused, IOException, InterruptedException {
        long deadline = System.nanoTime() + COMMAND_PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            if (lock(folder)) {
                return gate(folder);
            }
            var running = EmbeddedPostgres.runningApp(folder.postgres());
            if (running.isPresent()) {
                var gate = new DatabaseGate(running.get(), running.get(), Optional.empty(), masterKey(folder));
                if (gate.tryToOpen()) {
                    return gate;
                }
                gate.close();
            }
            Thread.sleep(COMMAND_RETRY);
        }
        throw new StartException(
                "Another Foghorn holds the data folder " + folder.path() + ", but its database does not answer.");
    }

    private DatabaseGate gate(DataFolder folder) throws IOException, InterruptedException {
        return switch (settings.database()) {
            case DatabaseSettings.Embedded() -> {
                var postgres = EmbeddedPostgres.start(folder.postgres());
                shutdown.add("embedded database", postgres);
                postgres.keepRunning();
                yield new DatabaseGate(postgres, masterKey(folder));
            }
            case DatabaseSettings.External(DatabaseAccess app, Optional<DatabaseAccess> owner, DatabaseAccess direct) ->
                new DatabaseGate(app, direct, owner, masterKey(folder));
        };
    }

    private Node node(DataFolder folder, DatabaseGate gate, InstallationKey key) {
        return new Node(settings, folder, gate, key, Clock.systemUTC(), shutdown);
    }

    private MasterKey masterKey(DataFolder folder) {
        return new MasterKey(settings.data().masterKeyFile().orElse(folder.masterKey()));
    }

    private boolean lock(DataFolder folder) throws StartException {
        var lock = FolderLock.take(folder);
        lock.ifPresent(taken -> shutdown.add("lock of the data folder", taken));
        return lock.isPresent();
    }

    private Node orEnd(Steps steps) throws StartException {
        try {
            return steps.run();
        } catch (StartException e) {
            shutdown.close();
            throw e;
        } catch (DatabaseRefused | IOException e) {
            shutdown.close();
            throw new StartException(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            shutdown.close();
            Thread.currentThread().interrupt();
            throw new StartException("interrupted", e);
        } catch (RuntimeException e) {
            shutdown.close();
            throw e;
        }
    }
}
