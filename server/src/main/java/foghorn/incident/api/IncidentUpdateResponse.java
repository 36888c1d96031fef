package foghorn.incident.api;

import foghorn.incident.AffectedComponent;
import foghorn.incident.IncidentUpdate;
import foghorn.kit.time.WireTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An update as {@code /v1} answers it: inside its incident with milliseconds, alone like every answered object without. The order of
 * the components is the order of the keys; {@code nextUpdateAt} is our addition.
 */
record IncidentUpdateResponse(
        String id,
        String incidentId,
        @Nullable List<Affected> affectedComponents,
        String body,
        String createdAt,
        @Nullable String customTweet,
        boolean deliverNotifications,
        String displayAt,
        String status,
        @Nullable String tweetId,
        @Nullable String twitterUpdatedAt,
        String updatedAt,
        boolean wantsTwitterUpdate,
        @Nullable String nextUpdateAt) {

    record Affected(String code, String name, String oldStatus, String newStatus) {
        static Affected of(AffectedComponent component) {
            return new Affected(
                    component.id().value(),
                    component.name(),
                    component.oldStatus().wire(),
                    component.newStatus().wire());
        }
    }

    static IncidentUpdateResponse nested(IncidentUpdate update) {
        return of(update, WireTime::milliseconds);
    }

    static IncidentUpdateResponse alone(IncidentUpdate update) {
        return of(update, WireTime::seconds);
    }

    private static IncidentUpdateResponse of(IncidentUpdate update, Function<Instant, String> time) {
        return new IncidentUpdateResponse(
                update.id().value(),
                update.incidentId().value(),
                affected(update.affected()),
                update.body(),
                time.apply(update.createdAt()),
                update.customTweet().orElse(null),
                update.deliverNotifications(),
                time.apply(update.displayAt()),
                update.status().wire(),
                update.tweetId().orElse(null),
                update.twitterUpdatedAt().map(time).orElse(null),
                time.apply(update.updatedAt()),
                update.wantsTwitterUpdate(),
                update.nextUpdateAt().map(time).orElse(null));
    }

    private static @Nullable List<Affected> affected(Optional<List<AffectedComponent>> components) {
        return components.map(list -> list.stream().map(Affected::of).toList()).orElse(null);
    }
}
