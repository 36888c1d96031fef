package foghorn.app;

import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Says whether this node lives, and whether it is ready: it knows every page, or the database is away and it serves what was last
 * published. How the database is, is a detail of that.
 */
final class Health {
    private final BooleanSupplier database;
    private final BooleanSupplier pages;

    /** @param pages whether the pages were compared with the database since the start */
    Health(BooleanSupplier database, BooleanSupplier pages) {
        this.database = database;
        this.pages = pages;
    }

    void addTo(Routes routes) {
        routes.get(Access.OPEN, "/health/live", http -> http.json(Map.of("status", "up")));
        routes.get(Access.OPEN, "/health/ready", this::ready);
    }

    private void ready(Exchange http) {
        boolean databaseUp = database.getAsBoolean();
        boolean ready = !databaseUp || pages.getAsBoolean();
        http.json(
                ready ? 200 : 503, Map.of("status", ready ? "up" : "starting", "database", databaseUp ? "up" : "down"));
    }
}
