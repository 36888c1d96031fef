package foghorn.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import foghorn.app.Node;
import foghorn.app.NodeStart;
import foghorn.app.Server;
import foghorn.app.StartException;
import foghorn.kit.config.Settings;
import foghorn.kit.config.SettingsException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.StreamSupport;

/** The whole product at work within this process, so that the clock of its machine can be set. */
final class ClockedNode implements AutoCloseable {
    private final Foghorn foghorn;
    private final Node node;
    private volatile Duration off = Duration.ZERO;

    /** Starts it where this one would serve, with its settings. */
    ClockedNode(Foghorn foghorn) {
        this.foghorn = foghorn;
        try {
            var real = NodeStart.forServer(Settings.read(foghorn.settings()), e -> {
                throw new IllegalStateException(e);
            });
            node = new Node(
                    real.settings(),
                    real.folder(),
                    real.database(),
                    real.key(),
                    () -> Instant.now().plus(off),
                    real.shutdown());
            Server.start(node, new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        } catch (SettingsException | StartException e) {
            throw new IllegalStateException(e);
        }
        Await.until("the node is ready", Duration.ofMinutes(1), () -> {
            try {
                return Http.get(foghorn.url("/health/ready")).statusCode() == 200;
            } catch (UncheckedIOException e) {
                return false;
            }
        });
    }

    void leap(Duration by) {
        off = off.plus(by);
    }

    private JsonNode health() {
        return Http.json(Http.get("http://127.0.0.1:" + foghorn.managementPort + "/health"));
    }

    /** By how many seconds it says that its clock is off. */
    double secondsOff() {
        return health().get("clock_off_seconds").asDouble();
    }

    /** Among how many nodes it divides what is bounded. */
    int nodes() {
        return health().get("nodes").asInt();
    }

    /** How it says that the channels are. */
    boolean isAll(String state) {
        return StreamSupport.stream(health().get("channels").spliterator(), false)
                .allMatch(channel -> channel.get("state").asText().equals(state));
    }

    @Override
    public void close() {
        node.shutdown().close();
    }
}
