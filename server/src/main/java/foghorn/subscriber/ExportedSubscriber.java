package foghorn.subscriber;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A subscriber as they are taken away.
 *
 * @param address the e-mail address, or the endpoint of a webhook
 * @param contact the e-mail address of whoever looks after a webhook
 * @param components what is followed, by id
 * @param incidents which incidents are followed, by id; where both are empty, the whole page is
 */
record ExportedSubscriber(
        SubscriberId id,
        String channel,
        String address,
        Optional<String> contact,
        List<String> components,
        List<String> incidents,
        SubscriberState state,
        Instant createdAt,
        Optional<Instant> confirmedAt) {
    ExportedSubscriber {
        components = List.copyOf(components);
        incidents = List.copyOf(incidents);
    }
}
