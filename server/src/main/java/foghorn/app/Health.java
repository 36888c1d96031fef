package foghorn.app;

import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.notification.ChannelHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Says whether this node lives, and whether it is ready: it knows every page, or the database is away and it serves what was last
 * published. The details are for the management listener alone.
 */
final class Health {
    private final Supplier<Facts> facts;

    /**
     * What a node knows about itself.
     *
     * @param knowsPages whether the pages were compared with the database since the start
     * @param nodes how many nodes that send share the bounds of channels
     */
    record Facts(
            String node,
            Instant startedAt,
            Instant now,
            DatabaseGate.Start databaseStart,
            boolean databaseUp,
            boolean knowsPages,
            Duration clockOff,
            int nodes,
            List<ChannelHealth> channels) {
        boolean isReady() {
            return knowsPages || (!databaseUp && databaseStart != DatabaseGate.Start.PENDING);
        }
    }

    Health(Supplier<Facts> facts) {
        this.facts = facts;
    }

    void addTo(Routes routes) {
        routes.get(Access.OPEN, "/health/live", http -> http.json(Map.of("status", "up")));
        routes.get(Access.OPEN, "/health/ready", http -> {
            var now = facts.get();
            answer(http, now, summary(now));
        });
    }

    void addDetailsTo(Routes routes) {
        addTo(routes);
        routes.get(Access.OPEN, "/health", http -> {
            var now = facts.get();
            var details = summary(now);
            details.put("node", now.node());
            details.put("started_at", now.startedAt().toString());
            details.put(
                    "up_seconds", Duration.between(now.startedAt(), now.now()).toSeconds());
            details.put("clock_off_seconds", now.clockOff().toMillis() / 1_000.0);
            details.put("nodes", now.nodes());
            details.put("channels", now.channels().stream().map(Health::channel).toList());
            answer(http, now, details);
        });
    }

    private static Map<String, Object> channel(ChannelHealth channel) {
        var details = new LinkedHashMap<String, Object>();
        details.put("channel", channel.channel());
        details.put("state", channel.state().name().toLowerCase(Locale.ROOT));
        details.put("oldest_due_seconds", channel.oldestDue().map(Duration::toSeconds));
        details.put("failing_seconds", channel.failing().map(Duration::toSeconds));
        details.put("delivered_at", channel.deliveredAt().map(Instant::toString));
        details.put("held", channel.held());
        details.put("attempts", channel.attempts());
        return details;
    }

    private static Map<String, Object> summary(Facts facts) {
        var summary = new LinkedHashMap<String, Object>();
        summary.put("status", facts.isReady() ? "up" : "starting");
        summary.put("database", facts.databaseUp() ? "up" : "down");
        return summary;
    }

    private static void answer(Exchange http, Facts facts, Map<String, Object> body) {
        http.json(facts.isReady() ? 200 : 503, body);
    }
}
