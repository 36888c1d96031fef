package foghorn.app;

import foghorn.kit.db.PoolUse;
import foghorn.kit.web.Access;
import foghorn.kit.web.RequestCounts;
import foghorn.kit.web.Routes;
import foghorn.notification.ChannelHealth;
import foghorn.notification.NotificationRoom;
import foghorn.publicpage.Publisher;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * {@code /metrics} on the management listener, for Prometheus. Names of our own begin with {@code foghorn_} and tell their unit; those of
 * the JVM are the usual ones. The list stands in {@code docs/operating/metrics.md}.
 */
final class Metrics {
    private static final List<String> RESULTS =
            List.of("delivered", "retry_later", "throttled", "rejected", "recipient_gone");

    /** Where the histogram of publishing is cut. */
    private static final Duration[] STEPS = Stream.of(50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    /** Kept here, since the registry alone would let them go. */
    private final Sources sources;

    private boolean hasJvm;

    /** What the numbers are of. */
    record Sources(
            NotificationRoom notifications,
            DeliveryCounts deliveries,
            Publisher publisher,
            RequestCounts requests,
            Supplier<PoolUse> pool) {}

    Metrics(Sources sources) {
        this.sources = sources;
        sources.notifications().health().forEach(channel -> add(channel.channel()));
        Gauge.builder(
                        "foghorn.clock.off.seconds",
                        sources.notifications(),
                        room -> room.clockOff().toMillis() / 1_000.0)
                .description("How far this node's clock is off the database's")
                .register(registry);
        addRequests();
        addPublishing();
        addPool();
    }

    private void addRequests() {
        var requests = sources.requests();
        var name = "foghorn.requests";
        var description = "Requests answered, from published bytes or by a handler";
        FunctionCounter.builder(name, requests, RequestCounts::published)
                .description(description)
                .tags("by", "published", "status", "any")
                .register(registry);
        for (int digit = 2; digit <= 5; digit++) {
            int first = digit;
            FunctionCounter.builder(name, requests, counts -> counts.answered(first))
                    .description(description)
                    .tags("by", "handler", "status", digit + "xx")
                    .register(registry);
        }
        FunctionCounter.builder("foghorn.requests.handler.seconds", requests, counts -> inSeconds(counts.spent()))
                .description("Time that handlers took, all together")
                .register(registry);
    }

    private void addPublishing() {
        var publisher = sources.publisher();
        var delay = Timer.builder("foghorn.publish.delay")
                .description("Time from a change's commit until its bytes are served")
                .serviceLevelObjectives(STEPS)
                .register(registry);
        publisher.onShown(delay::record);
        Gauge.builder(
                        "foghorn.publish.unshown.seconds",
                        publisher,
                        now -> inSeconds(now.progress().unshown()))
                .description("For how long the oldest change waits that is not shown yet")
                .register(registry);
        FunctionCounter.builder(
                        "foghorn.publish.changes",
                        publisher,
                        now -> now.progress().changes())
                .description("Changes of pages made by this node")
                .register(registry);
        FunctionCounter.builder(
                        "foghorn.publish.wait.seconds",
                        publisher,
                        now -> inSeconds(now.progress().waited()))
                .description("Time that those who made changes waited for them to be shown, all together")
                .register(registry);
        Gauge.builder(
                        "foghorn.publish.failing.pages",
                        publisher,
                        now -> now.progress().failing())
                .description("Pages that could not be published when it was last tried")
                .register(registry);
    }

    private void addPool() {
        var pool = sources.pool();
        var values = Map.<String, ToDoubleFunction<PoolUse>>of(
                "active", PoolUse::active, "idle", PoolUse::idle, "waiting", PoolUse::waiting);
        values.forEach((state, value) -> Gauge.builder(
                        "foghorn.database.connections", pool, now -> value.applyAsDouble(now.get()))
                .description("Connections to the database, and threads that wait for one")
                .tags("state", state)
                .register(registry));
    }

    /** With the first question: looking at the JVM takes classes that a start can do without. */
    private synchronized void addJvm() {
        if (!hasJvm) {
            new JvmMemoryMetrics().bindTo(registry);
            new JvmThreadMetrics().bindTo(registry);
            new JvmGcMetrics().bindTo(registry);
            new ProcessorMetrics().bindTo(registry);
            new UptimeMetrics().bindTo(registry);
            hasJvm = true;
        }
    }

    private void add(String channel) {
        var tags = Tags.of("channel", channel);
        for (var result : RESULTS) {
            FunctionCounter.builder(
                            "foghorn.delivery.attempts",
                            sources.notifications(),
                            room -> of(channel, health -> health.attempts().getOrDefault(result, 0L)))
                    .description("Attempts to deliver a message, by how they ended")
                    .tags(tags.and("result", result))
                    .register(registry);
        }
        for (var state : DeliveryCounts.STATES) {
            Gauge.builder("foghorn.deliveries", sources.deliveries(), counts -> counts.of(channel, state))
                    .description("Deliveries of the installation by where they stand")
                    .tags(tags.and("state", state))
                    .register(registry);
        }
        gauge(
                "foghorn.delivery.oldest.due.seconds",
                "How long the longest waiting message has been due",
                tags,
                health -> seconds(health.oldestDue()));
        gauge(
                "foghorn.delivery.failing.seconds",
                "For how long nothing has got through",
                tags,
                health -> seconds(health.failing()));
        gauge("foghorn.delivery.held", "Messages that this node has claimed", tags, health -> health.held());
        gauge(
                "foghorn.delivery.alarm",
                "1 if the channel is stuck, failing, or stopped by a wrong clock",
                tags,
                health -> health.state() == ChannelHealth.State.OK ? 0 : 1);
    }

    private void gauge(String name, String description, Tags tags, Function<ChannelHealth, Number> value) {
        var channel = tags.stream().findFirst().orElseThrow().getValue();
        Gauge.builder(name, sources.notifications(), room -> of(channel, value))
                .description(description)
                .tags(tags)
                .register(registry);
    }

    private double of(String channel, Function<ChannelHealth, Number> value) {
        return sources.notifications().health().stream()
                .filter(health -> health.channel().equals(channel))
                .findFirst()
                .map(value)
                .orElse(0)
                .doubleValue();
    }

    private static double seconds(Optional<Duration> time) {
        return time.map(Metrics::inSeconds).orElse(0.0);
    }

    private static double inSeconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    void addTo(Routes routes) {
        routes.get(Access.OPEN, "/metrics", http -> {
            addJvm();
            http.send(
                    200,
                    "text/plain; version=0.0.4; charset=utf-8",
                    registry.scrape().getBytes(StandardCharsets.UTF_8));
        });
    }
}
