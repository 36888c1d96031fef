package foghorn.notification;

import foghorn.kit.crypto.InstallationKey;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.db.PageChangeListener;
import foghorn.subscriber.SubscriberRoom;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import java.time.Duration;
import java.util.List;

/** Builds the room's objects and holds its threads. */
public final class NotificationRoom {
    private final Ledger ledger;
    private final Engine engine;
    private final Signal toRelay = new Signal();

    /**
     * What the room needs of others.
     *
     * @param nodeId names this node for ever; whoever has it holds the lock of the data folder that it is kept in
     */
    public record Needs(
            Database database, Vault vault, InstallationKey key, SubscriberRoom subscribers, String nodeId) {}

    public NotificationRoom(Needs needs, Channel channel) {
        var database = needs.database();
        var vault = needs.vault();
        var toDispatch = new Signal();
        var held = new Held();
        var standing = new Standing();
        var recorder = new Recorder(database, vault, held, standing, toDispatch::ring);
        var attempts = new Attempts(database, channel, new MessageKeys(needs.key()), held, recorder);
        var claimer = new Claimer(database, needs.subscribers().audience(), vault, needs.nodeId(), channel.name());
        var dispatcher = new Dispatcher(database, claimer, held, standing, attempts, channel.name());
        var relay = new Relay(database, needs.subscribers().audience(), List.of(channel.name()), () -> {
            dispatcher.look();
            toDispatch.ring();
        });
        var leases = new Leases(database, held, standing, needs.nodeId());
        this.engine = new Engine(new Engine.Parts(
                database,
                needs.nodeId(),
                relay,
                dispatcher,
                claimer,
                attempts,
                recorder,
                leases,
                held,
                standing,
                toRelay,
                toDispatch));
        this.ledger = new Ledger(database, vault, needs.subscribers().audience());
        needs.subscribers().service().onMessage(toDispatch::ring);
        database.onPageChange(new PageChangeListener() {
            @Override
            public void pageChanged(OrganizationId organization, PageId page, long pageSeq) {
                wake();
            }

            @Override
            public void withdraw(PageId page, List<String> items) {}
        });
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
