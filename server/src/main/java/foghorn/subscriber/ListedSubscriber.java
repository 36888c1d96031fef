package foghorn.subscriber;

import java.time.Instant;
import java.util.Optional;

/**
 * A subscriber by e-mail as the team sees it.
 *
 * @param address empty once the person was erased
 * @param confirmedAt when the owner of the address last confirmed
 * @param scopes to how many components and incidents it is narrowed down; 0 for everything
 */
public record ListedSubscriber(
        SubscriberId id,
        Optional<String> address,
        SubscriberState state,
        Instant createdAt,
        Optional<Instant> confirmedAt,
        int scopes) {}
