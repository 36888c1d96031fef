package foghorn.app;

import foghorn.kit.web.Access;
import foghorn.kit.web.Routes;
import foghorn.notification.ChannelHealth;
import foghorn.notification.NotificationRoom;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code /metrics} on the management listener, for Prometheus. Every name begins with {@code foghorn_} and tells its unit. */
final class Metrics {
    private static final List<String> RESULTS =
            List.of("delivered", "retry_later", "throttled", "rejected", "recipient_gone");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final NotificationRoom notifications;

    Metrics(NotificationRoom notifications) {
        this.notifications = notifications;
        notifications.health().forEach(channel -> add(channel.channel()));
        Gauge.builder(
                        "foghorn.clock.off.seconds",
                        notifications,
                        room -> room.clockOff().toMillis() / 1_000.0)
                .description("How far this node's clock is off the database's")
                .register(registry);
    }

    private void add(String channel) {
        var tags = Tags.of("channel", channel);
        for (var result : RESULTS) {
            FunctionCounter.builder(
                            "foghorn.delivery.attempts",
                            notifications,
                            room -> of(channel, health -> health.attempts().getOrDefault(result, 0L)))
                    .description("Attempts to deliver a message, by how they ended")
                    .tags(tags.and("result", result))
                    .register(registry);
        }
        gauge(
                "foghorn.delivery.oldest.due.seconds",
                "How long the longest waiting message has been due",
                tags,
                health -> seconds(health.oldestDue()));
        gauge(
                "foghorn.delivery.failing.seconds",
                "For how long every attempt has failed",
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
        Gauge.builder(name, notifications, room -> of(channel, value))
                .description(description)
                .tags(tags)
                .register(registry);
    }

    private double of(String channel, Function<ChannelHealth, Number> value) {
        return notifications.health().stream()
                .filter(health -> health.channel().equals(channel))
                .findFirst()
                .map(value)
                .orElse(0)
                .doubleValue();
    }

    private static double seconds(Optional<Duration> time) {
        return time.map(Duration::toMillis).orElse(0L) / 1_000.0;
    }

    void addTo(Routes routes) {
        routes.get(
                Access.OPEN,
                "/metrics",
                http -> http.send(
                        200,
                        "text/plain; version=0.0.4; charset=utf-8",
                        registry.scrape().getBytes(StandardCharsets.UTF_8)));
    }
}
