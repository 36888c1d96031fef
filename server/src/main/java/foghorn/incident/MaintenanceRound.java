package foghorn.incident;

import foghorn.incident.DueRepository.Place;
import foghorn.kit.db.Database;
import foghorn.kit.id.Ids;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes all steps of maintenances that are due now, of each in order. What goes wrong with one keeps no other waiting: it is left alone
 * for a minute and tried again. Used by one thread.
 */
final class MaintenanceRound implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(MaintenanceRound.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** Maintenances looked at in one round. */
    private static final int MOST = 100;

    private final Database database;
    private final MaintenanceAutomation automation;
    private final Map<Place, Instant> paused = new HashMap<>();

    MaintenanceRound(Database database) {
        this.database = database;
        this.automation = new MaintenanceAutomation(database);
    }

    @Override
    public void run() {
        var now = database.now();
        paused.values().removeIf(until -> until.isBefore(now));
        var due = database.installation(handle -> new DueRepository(handle).maintenances(now, MOST + paused.size()));
        due.stream().filter(place -> !paused.containsKey(place)).forEach(this::takeAll);
    }

    private void takeAll(Place place) {
        var call = new Call(new Actor.Job(place.organization(), "maintenance"), "job-" + Ids.next());
        try {
            boolean isMore = true;
            while (isMore) {
                isMore = automation.takeNext(call, place.page(), place.incident());
            }
        } catch (Problem.Unavailable e) {
            throw e;
        } catch (Problem.NotFound e) {
            LOG.debug("the page of maintenance {} is gone", place.incident(), e);
        } catch (RuntimeException e) {
            LOG.error("A step of maintenance {} cannot be taken; it is tried again", place.incident(), e);
            paused.put(place, database.now().plus(PAUSE));
        }
    }
}
