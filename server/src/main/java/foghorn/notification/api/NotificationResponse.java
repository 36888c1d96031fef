package foghorn.notification.api;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import foghorn.kit.time.WireTime;
import foghorn.notification.DeliveryState;
import foghorn.notification.Ledger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One thing that was told, as JSON: times in whole milliseconds, null where nothing has happened yet. */
@JsonPropertyOrder({"id", "kind", "incident_update_id", "at", "paused", "superseded", "channels"})
record NotificationResponse(
        String id,
        String kind,
        @Nullable String incidentUpdateId,
        String at,
        boolean paused,
        boolean superseded,
        List<ChannelResponse> channels) {

    /**
     * How far one channel has come.
     *
     * @param waiting subscribers whose turn has not come
     * @param deliveries by state, every state there
     */
    @JsonPropertyOrder({"channel", "waiting", "deliveries", "first_sent_at", "median_sent_at", "last_sent_at"})
    record ChannelResponse(
            String channel,
            long waiting,
            Map<String, Long> deliveries,
            @Nullable String firstSentAt,
            @Nullable String medianSentAt,
            @Nullable String lastSentAt) {}

    static NotificationResponse of(Ledger.Event event) {
        return new NotificationResponse(
                event.id(),
                event.kind(),
                event.incidentUpdateId().orElse(null),
                WireTime.milliseconds(event.at()),
                event.isPaused(),
                event.isSuperseded(),
                event.channels().stream().map(NotificationResponse::of).toList());
    }

    private static ChannelResponse of(Ledger.ChannelCounts channel) {
        var deliveries = new LinkedHashMap<String, Long>();
        Arrays.stream(DeliveryState.values()).forEach(state -> deliveries.put(state.wire(), channel.count(state)));
        return new ChannelResponse(
                channel.channel(),
                channel.waiting(),
                deliveries,
                channel.firstAt().map(WireTime::milliseconds).orElse(null),
                channel.medianAt().map(WireTime::milliseconds).orElse(null),
                channel.lastAt().map(WireTime::milliseconds).orElse(null));
    }
}
