package foghorn.subscriber.web;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.kit.id.Ids;
import foghorn.subscriber.NoticeHistory.SentNotice;
import foghorn.subscriber.Scope;
import foghorn.subscriber.SubscriberId;
import foghorn.subscriber.SubscriberState;
import foghorn.subscriber.Subscription;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OwnDataTest {
    private static final Instant AT = Instant.parse("2026-05-04T10:12:40Z");

    private static OwnData of(int notices, int most) {
        var subscription = new Subscription(
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
        var sent = IntStream.range(0, notices)
                .mapToObj(i -> new SentNotice(Optional.of("Fog " + i), "Update", "Sent", AT, Optional.of(AT)))
                .toList();
        return OwnData.of(subscription, sent, most);
    }

    @Test
    void whereNoticesAreLeftOutTheFileSaysSo() {
        assertThat(of(3, 3).olderNoticesLeftOut()).isFalse();
        assertThat(of(3, 3).notices()).hasSize(3);
        assertThat(of(4, 3).olderNoticesLeftOut()).isTrue();
        assertThat(of(4, 3).notices()).extracting(OwnData.Message::about).containsExactly("Fog 0", "Fog 1", "Fog 2");
    }
}
