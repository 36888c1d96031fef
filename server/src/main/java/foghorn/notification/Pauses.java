package foghorn.notification;

import foghorn.kit.db.Database;
import foghorn.tenant.Problem;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one node has heard from a host about waiting holds on all: through the database, read once a second. */
final class Pauses {
    private static final Logger LOG = LoggerFactory.getLogger(Pauses.class);
    /** A shorter one is over before another node reads of it. */
    private static final Duration WORTH_TELLING = Duration.ofSeconds(1);

    private final Database database;
    private final String channel;
    private final Hosts hosts;

    Pauses(Database database, String channel, Hosts hosts) {
        this.database = database;
        this.channel = channel;
        this.hosts = hosts;
    }

    Hosts hosts() {
        return hosts;
    }

    void tell(String host, Duration pause) {
        if (pause.compareTo(WORTH_TELLING) < 0) {
            return;
        }
        try {
            database.installation(handle -> {
                new PauseRepository(handle).pause(channel, host, pause);
                return null;
            });
        } catch (Problem.Unavailable e) {
            LOG.debug("the database is away; the pause holds on this node", e);
        }
    }

    void read() {
        var present = database.installation(handle -> new PauseRepository(handle).present(channel));
        present.forEach(pause -> hosts.pause(pause.host(), pause.left()));
    }
}
