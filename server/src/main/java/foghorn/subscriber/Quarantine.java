package foghorn.subscriber;

import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Tx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Leaves alone who takes no messages any more, until they come back by themselves or somebody brings them back. Used inside the
 * transaction that records what became of messages.
 *
 * <p>An address that does not exist is left alone at once, and so is an endpoint that says so or has failed for a whole day. Else
 * a webhook may fail ten times within an hour, and a mailbox may refuse three messages within a week: one refusal may be about the
 * message. Sources: contract/behaviours.md, "Quarantine"; security.md, 4.
 */
public final class Quarantine {
    private final Vault vault;

    Quarantine(Vault vault) {
        this.vault = vault;
    }

    /** A message that a subscriber did not take. */
    public record Failure(SubscriberId id, Kind kind) {
        /** How bad it is. */
        public enum Kind {
            /** Another attempt will follow. */
            PASSING,
            /** This message is given up. */
            MESSAGE,
            /** Nobody is there, or has been there for as long as anybody tries. */
            GONE
        }
    }

    /** How much one channel bears. */
    private record Patience(int failures, Duration within) {
        static Patience of(String channel) {
            return channel.equals(Audience.WEBHOOK)
                    ? new Patience(10, Duration.ofMinutes(60))
                    : new Patience(3, Duration.ofDays(7));
        }
    }

    /**
     * Keeps others from changing these subscribers until the transaction ends. Before their messages are touched: who changes a subscriber
     * holds that row first too.
     */
    public void hold(Tx tx, Collection<String> subscribers) {
        new QuarantineRepository(tx).lock(subscribers);
    }

    /** Counts failures, and returns who is left alone from now on; of a webhook its contact is told. */
    public List<String> judge(Tx tx, String channel, Collection<Failure> failures) {
        var repository = new QuarantineRepository(tx);
        var patience = Patience.of(channel);
        var ended = new ArrayList<String>();
        for (var failure : failures) {
            boolean counts = switch (failure.kind()) {
                case PASSING -> channel.equals(Audience.WEBHOOK);
                case MESSAGE -> true;
                case GONE -> false;
            };
            boolean over = failure.kind() == Failure.Kind.GONE
                    || counts
                            && repository.countFailure(
                                    failure.id(),
                                    channel,
                                    patience.failures(),
                                    tx.now().minus(patience.within()));
            if (over && repository.end(failure.id(), channel, tx.now().plus(Purge.KEPT))) {
                ended.add(failure.id().value());
            }
        }
        if (channel.equals(Audience.WEBHOOK)) {
            var messages = new DirectMessages(tx, vault);
            ended.forEach(id -> messages.insert(id, LinkRepository.QUARANTINED, Audience.EMAIL));
        }
        return ended;
    }

    /**
     * The endpoint of a webhook that is told of nothing has answered: it is active from now on, unless somebody else has asked for it since
     * this test was made.
     */
    public void proven(Tx tx, SubscriberId id, String test) {
        new QuarantineRepository(tx).activate(id, test);
    }
}
