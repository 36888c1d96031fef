package foghorn.subscriber.web;

import com.fasterxml.jackson.core.JsonGenerator;
import foghorn.kit.web.Json;
import foghorn.subscriber.Followed;
import foghorn.subscriber.NoticeHistory;
import foghorn.subscriber.NoticeHistory.SentNotice;
import foghorn.subscriber.Subscription;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of a subscriber, for the subscriber to take away; the notices follow it part by part.
 *
 * @param follows null for everything
 */
record OwnData(
        String page,
        String id,
        String channel,
        String address,
        @Nullable String contact,
        String state,
        @Nullable List<Part> follows,
        String language,
        @Nullable String timeZone,
        String createdAt,
        @Nullable String confirmedAt,
        @Nullable String lockedAt,
        @Nullable String quarantinedAt,
        @Nullable String purgeAt) {

    record Part(String type, String id, String name) {
        static Part of(Followed followed) {
            return new Part(followed.kind().name().toLowerCase(Locale.ROOT), followed.id(), followed.name());
        }
    }

    record Message(
            @Nullable String about,
            String kind,
            String outcome,
            String at,
            @Nullable String doneAt) {
        static Message of(SentNotice sent) {
            return new Message(
                    sent.about().orElse(null),
                    sent.kind(),
                    sent.outcome(),
                    sent.at().toString(),
                    sent.doneAt().map(Instant::toString).orElse(null));
        }
    }

    /** Hands over all notices to a reader. */
    interface Notices {
        void readBy(NoticeHistory.Reader reader) throws IOException;
    }

    /** Writes it as one object. Only whole is it closed: what breaks off shall not look as if that were all. */
    void write(OutputStream out, Notices notices) throws IOException {
        var json = Json.MAPPER.createGenerator(out).disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
        json.writeStartObject();
        for (var field : Json.MAPPER.valueToTree(this).properties()) {
            json.writePOJOField(field.getKey(), field.getValue());
        }
        json.writeArrayFieldStart("notices");
        notices.readBy(part -> {
            for (var sent : part) {
                json.writePOJO(Message.of(sent));
            }
        });
        json.writeEndArray();
        json.writeEndObject();
        json.close();
    }

    static OwnData of(Subscription subscription) {
        return new OwnData(
                subscription.pageName(),
                subscription.id().value(),
                subscription.channel(),
                subscription.target(),
                subscription.contact().orElse(null),
                subscription.state().wire(),
                subscription.scope().isEverything()
                        ? null
                        : subscription.follows().stream().map(Part::of).toList(),
                subscription.language(),
                subscription.zone().map(ZoneId::getId).orElse(null),
                subscription.createdAt().toString(),
                subscription.confirmedAt().map(Instant::toString).orElse(null),
                subscription.lockedAt().map(Instant::toString).orElse(null),
                subscription.quarantinedAt().map(Instant::toString).orElse(null),
                subscription.purgeAt().map(Instant::toString).orElse(null));
    }
}
