package foghorn.notification;

import foghorn.kit.crypto.Field;
import foghorn.kit.crypto.SubjectKey;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.notification.Item.Done;
import foghorn.subscriber.Quarantine;
import foghorn.subscriber.Quarantine.Failure;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what became of attempts, in batches per organization. While the database is away outcomes wait here, no more than
 * {@link Senders#MOST_UNRECORDED}; an attempt whose outcome is not written down yet is never made again by this node.
 */
final class Recorder implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final int BATCH = 150;
    private static final Duration GATHER = Duration.ofMillis(50);

    private final Database database;
    private final Vault vault;
    private final Quarantine quarantine;
    private final Channel channel;
    private final Standing standing;
    private final Consumer<Item> over;
    private final Runnable onRecorded;
    private final Progress progress;
    private final LinkedBlockingQueue<Done> queue = new LinkedBlockingQueue<>();
    /** A batch is full before its time: whoever gathers is woken once, not for each outcome. */
    private final Signal enough = new Signal();

    /**
     * What the recorder needs of others.
     *
     * @param progress hears what became of attempts
     */
    record Needs(Database database, Vault vault, Quarantine quarantine, Channel channel, Progress progress) {}

    /**
     * @param over hears of each item that was recorded
     * @param onRecorded hears that some were
     */
    Recorder(Needs needs, Standing standing, Consumer<Item> over, Runnable onRecorded) {
        this.database = needs.database();
        this.vault = needs.vault();
        this.quarantine = needs.quarantine();
        this.channel = needs.channel();
        this.progress = needs.progress();
        this.standing = standing;
        this.over = over;
        this.onRecorded = onRecorded;
    }

    void add(Done done) {
        queue.add(done);
        if (queue.size() >= BATCH - 1) {
            enough.ring();
        }
    }

    /** Runs until interrupted. */
    @Override
    public void run() {
        try {
            while (true) {
                for (var ofOne : byOrganization(gather()).entrySet()) {
                    recordAtLast(ofOne.getKey(), ofOne.getValue(), false);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for an outcome, and a little longer for more of them. */
    private List<Done> gather() throws InterruptedException {
        var batch = new ArrayList<Done>();
        batch.add(queue.take());
        if (queue.size() < BATCH - 1) {
            enough.await(GATHER);
        }
        queue.drainTo(batch, BATCH - 1);
        return batch;
    }

    private static Map<OrganizationId, List<Done>> byOrganization(List<Done> batch) {
        return batch.stream()
                .collect(Collectors.groupingBy(
                        done -> done.item().claim().place().organization(), LinkedHashMap::new, Collectors.toList()));
    }

    /** @param before whether this was tried before */
    private void recordAtLast(OrganizationId organization, List<Done> batch, boolean before)
            throws InterruptedException {
        boolean again = before;
        while (true) {
            try {
                record(organization, batch, again);
                standing.recorded();
                batch.forEach(done -> {
                    over.accept(done.item());
                    progress.add(done);
                });
                onRecorded.run();
                return;
            } catch (Problem.Unavailable e) {
                again = true;
                standing.recordingFailed();
                Thread.sleep(Standing.RETRY_DATABASE);
            } catch (RuntimeException e) {
                recordEach(organization, batch, again, e);
                return;
            }
        }
    }

    /** A row that cannot be written must not keep others back; it stays claimed, so that it is not sent over and over. */
    private void recordEach(OrganizationId organization, List<Done> batch, boolean again, RuntimeException problem)
            throws InterruptedException {
        if (again && batch.size() == 1) {
            LOG.error(
                    "The outcome of delivery {} cannot be recorded",
                    batch.getFirst().item().subject().id(),
                    problem);
            return;
        }
        for (var done : batch) {
            recordAtLast(organization, List.of(done), true);
        }
    }

    private void record(OrganizationId organization, List<Done> batch, boolean again) {
        database.changeInBulk(Jobs.call(organization), tx -> {
            record(tx, batch, again);
            return null;
        });
    }

    private void record(Tx tx, List<Done> batch, boolean again) {
        var failed = batch.stream()
                .filter(done -> reason(done.outcome()) != null)
                .map(Recorder::recipient)
                .toList();
        var touched = batch.stream()
                .filter(done ->
                        reason(done.outcome()) != null || done.item().claim().isDirect())
                .map(Recorder::recipient)
                .toList();
        if (!touched.isEmpty()) {
            quarantine.hold(tx, touched);
        }
        var keys = failed.isEmpty() ? Map.<String, SubjectKey>of() : vault.subjects(tx, failed);
        var deliveries = new ArrayList<RecordRepository.Result>();
        var direct = new DirectRepository(tx);
        for (var done : batch) {
            var key = keys.get(recipient(done));
            switch (done.item().subject()) {
                case Item.Event event -> deliveries.add(delivery(done, event, key));
                case Item.Direct message ->
                    direct.record(done.item().claim().number(), message.id(), direct(done, message, key));
            }
        }
        if (!deliveries.isEmpty()) {
            // The order in which OrderRepository locks them.
            deliveries.sort(Comparator.comparing(RecordRepository.Result::subscriber));
            var records = new RecordRepository(tx);
            records.record(deliveries, !channel.coalesces(), again);
            follow(tx, deliveries);
            var finished = finished(batch);
            if (!finished.isEmpty()) {
                records.deleteClaims(finished);
            }
        }
        judge(tx, batch);
    }

    private static String recipient(Done done) {
        return done.item().recipient().id().value();
    }

    /** Claims of deliveries of which this batch holds all that was unrecorded. */
    private static List<Long> finished(List<Done> batch) {
        var counts = batch.stream()
                .map(done -> done.item().claim())
                .filter(claim -> !claim.isDirect())
                .collect(Collectors.groupingBy(claim -> claim, Collectors.counting()));
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().isAll(entry.getValue()))
                .map(entry -> entry.getKey().number())
                .toList();
    }

    /** What the new states mean for other deliveries. */
    private void follow(Tx tx, List<RecordRepository.Result> results) {
        var again = results.stream()
                .filter(result -> result.state() == DeliveryState.RETRY)
                .toList();
        if (channel.coalesces()) {
            if (!again.isEmpty()) {
                new RecordRepository(tx).supersede(again);
            }
            return;
        }
        var over = results.stream()
                .filter(result -> result.state() != DeliveryState.RETRY)
                .map(RecordRepository.Result::subscriber)
                .toList();
        if (!over.isEmpty()) {
            new OrderRepository(tx).wakeNext(over);
        }
    }

    /** What the outcomes mean for the subscribers: who takes no messages any more is left alone from now on. */
    private void judge(Tx tx, List<Done> batch) {
        var failed = new ArrayList<Failure>();
        for (var done : batch) {
            var id = done.item().recipient().id();
            switch (done.outcome()) {
                case DeliveryOutcome.RecipientGone ignored -> failed.add(new Failure(id, Failure.Kind.GONE));
                case DeliveryOutcome.Rejected ignored -> failed.add(new Failure(id, Failure.Kind.MESSAGE));
                case DeliveryOutcome.RetryLater later -> {
                    if (!later.ours()) {
                        failed.add(new Failure(id, retryAt(done).isEmpty() ? lastStraw() : Failure.Kind.PASSING));
                    }
                }
                case DeliveryOutcome.Unanswered ignored ->
                    failed.add(new Failure(id, retryAt(done).isEmpty() ? lastStraw() : Failure.Kind.PASSING));
                case DeliveryOutcome.Throttled throttled -> {
                    if (counts(throttled)) {
                        failed.add(new Failure(id, retryAt(done).isEmpty() ? lastStraw() : Failure.Kind.PASSING));
                    }
                }
                case DeliveryOutcome.Delivered ignored -> answered(tx, done);
            }
        }
        if (!failed.isEmpty()) {
            var ended = quarantine.judge(tx, channel.name(), failed);
            if (!ended.isEmpty() && !channel.coalesces()) {
                new OrderRepository(tx).cancel(ended);
            }
        }
    }

    /** What it means that nobody took a message for as long as anybody tries. */
    private Failure.Kind lastStraw() {
        return channel.coalesces() ? Failure.Kind.MESSAGE : Failure.Kind.GONE;
    }

    private void answered(Tx tx, Done done) {
        if (done.item().subject() instanceof Item.Direct direct && direct.kind().equals("webhook_test")) {
            quarantine.proven(tx, done.item().recipient().id(), direct.id());
        }
    }

    private RecordRepository.Result delivery(Done done, Item.Event event, @Nullable SubjectKey key) {
        var subscriber = done.item().recipient().id().value();
        var retryAt = retryAt(done);
        var state = state(done.outcome(), retryAt);
        return new RecordRepository.Result(
                event.isFirst(),
                event.month(),
                event.id(),
                subscriber,
                done.item().claim().number(),
                state,
                retryAt,
                retryAt.isPresent() ? Optional.empty() : Optional.of(done.at()),
                counts(done.outcome()),
                done.outcome().code(),
                sealed(done.outcome(), errorOf(event.id(), subscriber), key));
    }

    /** Where the error text of a delivery belongs. */
    static Field errorOf(String eventId, String subscriber) {
        return new Field("delivery", "error", eventId + "." + subscriber);
    }

    private DirectRepository.Result direct(Done done, Item.Direct message, @Nullable SubjectKey key) {
        var retryAt = retryAt(done);
        var state = state(done.outcome(), retryAt);
        boolean sent = state == DeliveryState.SENT;
        return new DirectRepository.Result(
                sent ? "sent" : retryAt.isPresent() ? "waiting" : "failed",
                retryAt,
                sent ? Optional.of(done.at()) : Optional.empty(),
                counts(done.outcome()),
                done.outcome().code(),
                sealed(done.outcome(), new Field("direct_message", "error", message.id()), key));
    }

    private static DeliveryState state(DeliveryOutcome outcome, Optional<Instant> retryAt) {
        return switch (outcome) {
            case DeliveryOutcome.Delivered ignored -> DeliveryState.SENT;
            case DeliveryOutcome.RetryLater ignored -> retryAt.isPresent() ? DeliveryState.RETRY : DeliveryState.FAILED;
            case DeliveryOutcome.Unanswered ignored -> retryAt.isPresent() ? DeliveryState.RETRY : DeliveryState.FAILED;
            case DeliveryOutcome.Throttled ignored -> retryAt.isPresent() ? DeliveryState.RETRY : DeliveryState.FAILED;
            case DeliveryOutcome.Rejected ignored -> DeliveryState.FAILED;
            case DeliveryOutcome.RecipientGone ignored -> DeliveryState.GONE;
        };
    }

    private Optional<Instant> retryAt(Done done) {
        var item = done.item();
        double chance = chance(item);
        return switch (done.outcome()) {
            case DeliveryOutcome.RetryLater later ->
                channel.retries().next(item.attempts() + 1, item.since(), done.at(), later.notBefore(), chance);
            case DeliveryOutcome.Unanswered ignored ->
                channel.retries().next(item.attempts() + 1, item.since(), done.at(), Optional.empty(), chance);
            case DeliveryOutcome.Throttled throttled ->
                counts(throttled)
                        ? channel.retries()
                                .next(item.attempts() + 1, item.since(), done.at(), throttled.notBefore(), chance)
                        : channel.retries().busy(item.since(), done.at(), throttled.notBefore(), chance);
            case DeliveryOutcome.Delivered ignored -> Optional.empty();
            case DeliveryOutcome.Rejected ignored -> Optional.empty();
            case DeliveryOutcome.RecipientGone ignored -> Optional.empty();
        };
    }

    /** An endpoint that has no time has failed like any other; a mail server that has none says nothing about a mailbox. */
    private boolean counts(DeliveryOutcome outcome) {
        return !(outcome instanceof DeliveryOutcome.Throttled throttled) || (throttled.spoke() && !channel.coalesces());
    }

    /** Spreads what failed together; the same whenever it is asked about one attempt. */
    private static double chance(Item item) {
        int mixed = (item.subject().id() + item.recipient().id() + item.attempts()).hashCode() * 0x9E3779B9;
        return (mixed >>> 16) / 65_536.0;
    }

    private static byte @Nullable [] sealed(DeliveryOutcome outcome, Field field, @Nullable SubjectKey key) {
        var reason = reason(outcome);
        return reason == null || key == null ? null : key.seal(field, reason);
    }

    private static @Nullable String reason(DeliveryOutcome outcome) {
        return switch (outcome) {
            case DeliveryOutcome.Delivered ignored -> null;
            case DeliveryOutcome.RetryLater later -> later.reason();
            case DeliveryOutcome.Unanswered unanswered -> unanswered.reason();
            case DeliveryOutcome.Throttled throttled -> throttled.reason().isEmpty() ? null : throttled.reason();
            case DeliveryOutcome.Rejected rejected -> rejected.reason();
            case DeliveryOutcome.RecipientGone gone -> gone.reason();
        };
    }
}
