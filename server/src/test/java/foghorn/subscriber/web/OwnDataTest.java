package foghorn.subscriber.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import foghorn.kit.id.Ids;
import foghorn.kit.web.Json;
import foghorn.subscriber.NoticeHistory.SentNotice;
import foghorn.subscriber.Scope;
import foghorn.subscriber.SubscriberId;
import foghorn.subscriber.SubscriberState;
import foghorn.subscriber.Subscription;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnDataTest {
    private static final Instant AT = Instant.parse("2026-05-04T10:12:40Z");

    private static final Subscription SUBSCRIPTION = new Subscription(
            new SubscriberId(Ids.next()),
            "Larkfield Ferries",
            "email",
            "reader@readers.example",
            Optional.empty(),
            SubscriberState.ACTIVE,
            Scope.EVERYTHING,
            List.of(),
            "en",
            Optional.empty(),
            ZoneOffset.UTC,
            AT,
            Optional.of(AT),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private static JsonNode written(int... parts) throws IOException {
        var out = new ByteArrayOutputStream();
        OwnData.of(SUBSCRIPTION).write(out, reader -> {
            int number = 0;
            for (int size : parts) {
                var part = new ArrayList<SentNotice>();
                for (int i = 0; i < size; i++) {
                    part.add(new SentNotice(Optional.of("Fog " + number), "Update", "Sent", AT, Optional.of(AT)));
                    number++;
                }
                reader.take(part);
            }
        });
        return Json.MAPPER.readTree(out.toByteArray());
    }

    @Test
    void theFileHoldsAllNoticesOfAllParts() throws IOException {
        var file = written(2, 0, 1);

        assertThat(file.get("address").asText()).isEqualTo("reader@readers.example");
        assertThat(file.get("state").asText()).isEqualTo("active");
        assertThat(file.get("locked_at").isNull()).isTrue();
        assertThat(file.get("notices").findValuesAsText("about")).containsExactly("Fog 0", "Fog 1", "Fog 2");
        assertThat(file.at("/notices/0/done_at").asText()).isEqualTo(AT.toString());
        assertThat(written().get("notices").isEmpty()).isTrue();
    }

    @Test
    void whatBreaksOffDoesNotLookWhole() {
        var out = new ByteArrayOutputStream();
        var notice = new SentNotice(Optional.of("Fog"), "Update", "Sent", AT, Optional.of(AT));
        assertThatThrownBy(() -> OwnData.of(SUBSCRIPTION).write(out, reader -> {
                    reader.take(Collections.nCopies(1_000, notice));
                    throw new IOException("gone");
                }))
                .hasMessage("gone");
        assertThat(out.size()).isGreaterThan(10_000);
        assertThatThrownBy(() -> Json.MAPPER.readTree(out.toByteArray())).isInstanceOf(JsonProcessingException.class);
    }
}
