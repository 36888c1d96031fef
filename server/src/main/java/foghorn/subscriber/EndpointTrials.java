package foghorn.subscriber;

import foghorn.audit.AuditLog;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Tx;
import foghorn.tenant.Problem;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Asks an endpoint whose contact has confirmed for an answer: only one that has given it is told of anything. However often the link is
 * used, one test at a time is under way and few are made in a day, so that nobody turns them against others.
 */
final class EndpointTrials {
    /** Of one endpoint and {@link #DAY}. */
    static final int MOST = 5;
    /** Attempts of one test beyond which none is brought forward. */
    static final int MOST_HASTENED = 10;

    private static final Duration DAY = Duration.ofDays(1);

    private final Tx tx;
    private final Vault vault;

    EndpointTrials(Tx tx, Vault vault) {
        this.tx = tx;
        this.vault = vault;
    }

    /** The link of an endpoint that is told of nothing was used. */
    ConfirmationService.Testing begin(LinkRepository.Link link) {
        var id = link.subscriber().id();
        var links = new LinkRepository(tx);
        var tests = links.tests(id, tx.now().minus(DAY));
        if (tests.isUnderWay()) {
            links.hastenTest(id, MOST_HASTENED);
        } else if (tests.lately() < MOST) {
            new DirectMessages(tx, vault).insert(id, LinkRepository.TEST, Audience.WEBHOOK);
        } else {
            throw new Problem.TooMany(
                    "This endpoint was tested often enough for a day. Try again later.",
                    Math.max(
                            1,
                            Duration.between(tx.now(), tests.oldest().plus(DAY)).toSeconds()));
        }
        new AuditLog(tx).record(link.isUsed() ? "webhook.test_repeated" : "subscriber.confirmed", id);
        var secret = secret(link);
        links.use(link.message());
        var webhook = new Audience(vault).any(tx, List.of(id)).get(id);
        if (webhook == null) {
            throw new Problem.NotFound("confirmation link");
        }
        return new ConfirmationService.Testing(
                URI.create(webhook.target()).getHost(), webhook.unsubscribeSecret(), secret);
    }

    /** Made when it is shown, so that nobody has seen it before; an endpoint that was told of something before keeps its own. */
    private Optional<String> secret(LinkRepository.Link link) {
        var id = link.subscriber().id();
        if (link.isUsed() || link.subscriber().state() != SubscriberState.UNCONFIRMED) {
            return Optional.empty();
        }
        var key = vault.subject(tx, id).orElseThrow(() -> new Problem.NotFound("confirmation link"));
        var secret = new SigningSecret();
        new WebhookRepository(tx).sign(id, secret.sealed(key, id));
        return Optional.of(secret.shown());
    }
}
