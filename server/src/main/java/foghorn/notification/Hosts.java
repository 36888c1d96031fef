package foghorn.notification;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the hosts of one channel bear: how many messages at the same time, how fast, and whether they want none for a while. */
final class Hosts {
    private static final long LOOK_AGAIN = Duration.ofMillis(20).toNanos();

    private final int bound;
    private final Map<String, Host> hosts = new HashMap<>();
    private int most;

    private static final class Host {
        private final Pace pace = new Pace();
        private int sending;
    }

    Hosts(int bound) {
        this.bound = bound;
        this.most = bound;
    }

    /** Each host's messages as far from each other as can be: no host gets them in a bunch, and few connections to it are enough. */
    static <T> List<T> spread(List<T> messages, Function<T, String> host) {
        record Placed<T>(double place, T message) {}
        var many = messages.stream().collect(Collectors.groupingBy(host, Collectors.counting()));
        var before = new HashMap<String, Integer>();
        return messages.stream()
                .map(message -> {
                    var to = host.apply(message);
                    int nth = before.merge(to, 1, Integer::sum);
                    return new Placed<>((nth - 0.5) / many.getOrDefault(to, 1L), message);
                })
                .sorted(Comparator.comparingDouble(Placed::place))
                .map(Placed::message)
                .toList();
    }

    synchronized void share(int nodes) {
        most = Math.max(1, bound / nodes);
    }

    /** Begins a message to the host and returns 0, or returns how many nanoseconds to wait before asking again. */
    synchronized long enter(String name, boolean urgent) {
        long now = System.nanoTime();
        var host = hosts.computeIfAbsent(name, any -> new Host());
        boolean full = host.sending >= (host.pace.isProbing() ? 1 : most);
        long wait = Math.max(host.pace.wait(now, urgent), full ? LOOK_AGAIN : 0);
        if (wait == 0) {
            host.sending++;
            host.pace.take(now, urgent);
        }
        return wait;
    }

    /** A message to the host has ended. Returns how long the host is to be left alone, by all nodes; zero if it is not. */
    synchronized Duration leave(String name, long startedAt, DeliveryOutcome outcome) {
        long now = System.nanoTime();
        var host = hosts.computeIfAbsent(name, any -> new Host());
        host.sending--;
        var pause = Duration.ZERO;
        switch (outcome) {
            case DeliveryOutcome.Throttled throttled ->
                pause = host.pace.refused(
                        startedAt, now, throttled.spoke(), throttled.notBefore().orElse(Duration.ZERO));
            case DeliveryOutcome.Delivered ignored -> host.pace.taken(now);
            case DeliveryOutcome.RetryLater ignored -> {}
            case DeliveryOutcome.Unanswered ignored -> pause = host.pace.refused(startedAt, now, false, Duration.ZERO);
            case DeliveryOutcome.Rejected ignored -> host.pace.taken(now);
            case DeliveryOutcome.RecipientGone ignored -> host.pace.taken(now);
        }
        if (host.sending == 0 && host.pace.isFree(now)) {
            hosts.remove(name);
        }
        return pause;
    }

    /** Another node was asked to wait. */
    synchronized void pause(String name, Duration pause) {
        hosts.computeIfAbsent(name, any -> new Host()).pace.pauseFor(pause, System.nanoTime());
    }
}
