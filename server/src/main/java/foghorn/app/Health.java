package foghorn.app;

import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Says whether this node lives and whether it serves published pages; how the database is, is a detail of that. */
final class Health {
    private final BooleanSupplier database;

    Health(BooleanSupplier database) {
        this.database = database;
    }

    void addTo(Routes routes) {
        routes.get(Access.OPEN, "/health/live", http -> http.json(Map.of("status", "up")));
        routes.get(Access.OPEN, "/health/ready", this::ready);
    }

    private void ready(Exchange http) {
        http.json(Map.of("status", "up", "database", database.getAsBoolean() ? "up" : "down"));
    }
}
