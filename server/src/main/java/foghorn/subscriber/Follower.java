package foghorn.subscriber;

import foghorn.component.ComponentId;
import foghorn.kit.patch.ContentVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A subscriber as programs of the team see one, whatever the channel.
 *
 * @param channel one of those of {@link Audience}
 * @param target where messages go
 * @param contact of a webhook: whom to write to about it
 * @param components with groups among them; empty for everything, or for incidents alone
 * @param vouched whether the team said that they had agreed already, so that they were not asked
 */
public record Follower(
        SubscriberId id,
        String channel,
        String target,
        Optional<String> contact,
        SubscriberState state,
        List<ComponentId> components,
        boolean vouched,
        Instant createdAt,
        Optional<Instant> quarantinedAt,
        Optional<Instant> purgeAt) {
    public Follower {
        components = List.copyOf(components);
    }

    /** Of what can be changed here. */
    public int version() {
        var parts = new ArrayList<>(
                List.of(id.value(), state.wire(), target, quarantinedAt.toString(), purgeAt.toString()));
        parts.add(contact.toString());
        components.stream().map(ComponentId::value).sorted().forEach(parts::add);
        return ContentVersion.of(parts);
    }

    public boolean isWebhook() {
        return channel.equals(Audience.WEBHOOK);
    }

    @Override
    public String toString() {
        return "Follower[" + id + "]";
    }
}
