package foghorn.notification;

import foghorn.kit.db.Database;
import foghorn.notification.Item.Done;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends items, each on a virtual thread of its own, as many at a time as the channel allows, and only under a fresh lease. */
final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    private final Database database;
    private final Channel channel;
    private final MessageKeys keys;
    private final Held held;
    private final Recorder recorder;
    private final Senders senders;
    private final ExecutorService threads;

    Attempts(Database database, Channel channel, MessageKeys keys, Held held, Recorder recorder) {
        this.database = database;
        this.channel = channel;
        this.keys = keys;
        this.held = held;
        this.recorder = recorder;
        this.senders = new Senders(channel.senders());
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("send-" + channel.name() + "-", 0).factory());
    }

    void start(Item item) {
        try {
            threads.execute(() -> run(item));
        } catch (RejectedExecutionException e) {
            // It was claimed while the node stops: the claim is given back at the end of that.
            held.release(item.claim());
        }
    }

    private void run(Item item) {
        int lane = item.claim().lane();
        try {
            senders.enter(lane);
            try {
                if (!item.claim().awaitFresh()) {
                    held.release(item.claim());
                    return;
                }
                var outcome = send(item);
                recorder.add(new Done(item, outcome, database.now()));
            } finally {
                senders.leave(lane);
            }
        } catch (InterruptedException e) {
            // The node stops: the claim is given back, and another attempt is made by whoever takes it.
            Thread.currentThread().interrupt();
            held.release(item.claim());
        }
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
            return new DeliveryOutcome.RetryLater("error", e.getClass().getSimpleName(), Optional.empty());
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
            case "manage_subscription" -> new Message.AlreadySubscribed();
            default ->
                throw new IllegalStateException("direct message " + direct.id() + " is of kind " + direct.kind());
        };
    }

    /** Lets no further attempt start and waits for those under way; what takes longer is interrupted. */
    void stop(Duration atMost) throws InterruptedException {
        held.claims().forEach(Claim::lose);
        threads.shutdown();
        if (!threads.awaitTermination(atMost.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)) {
            threads.shutdownNow();
            threads.awaitTermination(1, java.util.concurrent.TimeUnit.SECONDS);
        }
    }
}
