package foghorn.notification;

import foghorn.kit.crypto.InstallationKey;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.db.PageChangeListener;
import foghorn.kit.db.SteadyClock;
import foghorn.subscriber.SubscriberRoom;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import java.time.Duration;
import java.util.List;

/** Builds the room's objects and holds its threads. */
public final class NotificationRoom {
    private final Ledger ledger;
    private final Sending sending;
    private final List<ChannelEngine> channels;
    private final Engine engine;
    private final Signal toRelay = new Signal();

    /** How far a node's clock may be off the database's. */
    public static final Duration CLOCK_BOUND = Duration.ofSeconds(2);

    /**
     * What the room needs of others.
     *
     * @param nodeId names this node for ever; whoever has it holds the lock of the data folder that it is kept in
     * @param clock the node's
     * @param clockBound how far the node's clock may be off the database's: {@link #CLOCK_BOUND}, but in tests that set the time
     */
    public record Needs(
            Database database,
            Vault vault,
            InstallationKey key,
            SubscriberRoom subscribers,
            String nodeId,
            SteadyClock clock,
            Duration clockBound) {}

    public NotificationRoom(Needs needs, List<Channel> channels) {
        var database = needs.database();
        this.channels = channels.stream()
                .map(channel -> new ChannelEngine(needs, channel))
                .toList();
        var relay = new Relay(
                database, needs.subscribers().audience(), channels, () -> this.channels.forEach(ChannelEngine::look));
        this.engine = new Engine(needs, relay, this.channels, toRelay);
        var inOrder = channels.stream()
                .filter(channel -> !channel.coalesces())
                .map(Channel::name)
                .toList();
        this.sending = new Sending(database, inOrder, () -> this.channels.forEach(ChannelEngine::look));
        this.ledger = new Ledger(database, needs.vault(), needs.subscribers().audience(), inOrder);
        needs.subscribers().service().onMessage(() -> this.channels.forEach(ChannelEngine::wake));
        database.onPageChange(new PageChangeListener() {
            @Override
            public void pageChanged(OrganizationId organization, PageId page, long pageSeq) {
                wake();
            }

            @Override
            public void withdraw(PageId page, List<String> items) {}
        });
    }

    /** How each channel is doing on this node. */
    public List<ChannelHealth> health() {
        return channels.stream().map(ChannelEngine::health).toList();
    }

    /** How far this node's clock was off the database's when they were last compared. */
    public Duration clockOff() {
        return engine.clockOff();
    }

    /** How many nodes lived at this node's last heartbeat, itself included: what is bounded for all is divided by it. */
    public int liveNodes() {
        return engine.liveNodes();
    }

    /** Whether this node's clock was compared with the database's, and found right the last time. */
    public boolean isClockRight() {
        return engine.isClockKnownRight();
    }

    public Sending sending() {
        return sending;
    }

    public Ledger ledger() {
        return ledger;
    }

    /** Another node has changed a page: do not wait for the poll. */
    public void wake() {
        toRelay.ring();
    }

    /** Starts telling people; the schema must be current. */
    public void start() {
        engine.start();
    }

    /** Stops; attempts under way get this long. What was not sent is given back to the other nodes, or kept for the next start. */
    public void stop(Duration atMost) throws InterruptedException {
        engine.stop(atMost);
    }
}
