package foghorn.notification;

import foghorn.kit.db.Database;
import foghorn.notification.Item.Done;
import foghorn.tenant.PageId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends items on virtual threads, as many at a time as the channel and its hosts allow, and only under a fresh lease.
 * Where every message has the same host, it is waited for; else a message whose host has no room is put back, so that it stands in
 * nobody's way.
 */
final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    private static final String PUT_BACK = "its host has no room";
    private static final Duration PUT_BACK_FOR = Duration.ofSeconds(1);

    private final Database database;
    private final Channel channel;
    private final MessageKeys keys;
    private final Held held;
    private final Recorder recorder;
    private final Pauses pauses;
    private final Senders senders;
    private final Hosts hosts;
    private final boolean waits;
    private final ExecutorService threads;
    private volatile boolean stopping;

    Attempts(Database database, Channel channel, MessageKeys keys, Held held, Recorder recorder, Pauses pauses) {
        this.database = database;
        this.channel = channel;
        this.keys = keys;
        this.held = held;
        this.recorder = recorder;
        this.pauses = pauses;
        this.hosts = pauses.hosts();
        this.waits = channel.hasOneHost();
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("send-" + channel.name() + "-", 0).factory());
        this.senders = new Senders(channel.senders(), threads);
    }

    /** So many nodes share the channel's bounds. */
    void share(int nodes) {
        senders.share(nodes);
        hosts.share(nodes);
    }

    void readPauses() {
        pauses.read();
    }

    void start(List<Item> items) {
        // Where all have one host there is nothing to spread.
        var spread = waits ? items : Hosts.spread(items, item -> channel.host(item.recipient()));
        spread.forEach(item -> senders.send(item.claim().lane(), line(item), () -> run(item)));
    }

    /** Where all have one host, no page can be slower than another. */
    private Optional<PageId> line(Item item) {
        return waits ? Optional.empty() : Optional.of(item.claim().place().page());
    }

    private void run(Item item) {
        try {
            if (stopping) {
                giveUp(item);
            } else {
                attempt(item, channel.host(item.recipient()));
            }
        } catch (InterruptedException e) {
            // The node stops: the claim is given back, and another attempt is made by whoever takes it.
            Thread.currentThread().interrupt();
            giveUp(item);
        }
    }

    /** Nothing was sent, and nothing more is under this claim: whoever takes it over sends it. */
    private void giveUp(Item item) {
        item.claim().lose();
        over(item);
    }

    /** The item was recorded or given up: there is room for another. */
    void over(Item item) {
        held.release(item.claim());
        senders.recorded(item.claim().lane());
    }

    private void attempt(Item item, String host) throws InterruptedException {
        boolean urgent = Lane.isUrgent(item.claim().lane());
        long wait = hosts.enter(host, urgent);
        while (wait > 0 && waits && !item.claim().isLost()) {
            TimeUnit.NANOSECONDS.sleep(wait);
            wait = hosts.enter(host, urgent);
        }
        if (wait > 0) {
            putBack(item, wait);
            return;
        }
        long startedAt = System.nanoTime();
        DeliveryOutcome outcome = NOT_MADE;
        try {
            if (item.claim().awaitFresh()) {
                outcome = send(item);
            }
        } finally {
            var pause = hosts.leave(host, startedAt, outcome);
            if (pause.isPositive()) {
                pauses.tell(host, pause);
            }
        }
        if (outcome == NOT_MADE) {
            giveUp(item);
        } else {
            recorder.add(new Done(item, outcome, database.now(), true));
        }
    }

    /** The claim was lost before anything was sent. */
    private static final DeliveryOutcome NOT_MADE = new DeliveryOutcome.RetryLater("", "", Optional.empty());

    private void putBack(Item item, long wait) {
        if (item.claim().isLost()) {
            giveUp(item);
            return;
        }
        var later = Duration.ofNanos(wait).compareTo(PUT_BACK_FOR) > 0 ? Duration.ofNanos(wait) : PUT_BACK_FOR;
        var outcome = new DeliveryOutcome.Throttled(PUT_BACK, "", Optional.of(later), false);
        recorder.add(new Done(item, outcome, database.now(), false));
    }

    private DeliveryOutcome send(Item item) throws InterruptedException {
        try {
            return channel.send(message(item));
        } catch (RuntimeException e) {
            LOG.error(
                    "An attempt for {} on {} failed by our own fault",
                    item.subject().id(),
                    channel.name(),
                    e);
            return new DeliveryOutcome.RetryLater("error", e.getClass().getSimpleName(), Optional.empty(), true);
        }
    }

    private Message message(Item item) {
        var place = item.claim().place();
        var content = switch (item.subject()) {
            case Item.Event event -> new Message.Event(event.id());
            case Item.Direct direct -> direct(direct);
        };
        var key = keys.of(item.subject().id(), item.recipient().id().value());
        return new Message(place.organization(), place.page(), content, item.recipient(), key);
    }

    private static Message.Content direct(Item.Direct direct) {
        return switch (direct.kind()) {
            case "confirm_subscription" -> new Message.Confirm(direct.token());
            case "manage_code" -> new Message.Code(direct.token());
            case "unlock_subscription" -> new Message.Unlock(direct.token());
            case "manage_subscription" -> new Message.AlreadySubscribed();
            case "webhook_test" -> new Message.WebhookTest();
            case "webhook_quarantined" -> new Message.WebhookQuarantined();
            case "webhook_rotated" -> new Message.WebhookRotated();
            default ->
                throw new IllegalStateException("direct message " + direct.id() + " is of kind " + direct.kind());
        };
    }

    /** Lets no further attempt start and waits for those under way; what takes longer is interrupted. */
    void stop(Duration atMost) throws InterruptedException {
        stopping = true;
        held.claims().forEach(Claim::lose);
        threads.shutdown();
        if (!threads.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            threads.shutdownNow();
            threads.awaitTermination(1, TimeUnit.SECONDS);
        }
    }
}
