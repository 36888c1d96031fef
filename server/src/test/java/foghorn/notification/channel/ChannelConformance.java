package foghorn.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.notification.Channel;
import foghorn.notification.DeliveryOutcome;
import foghorn.notification.Message;
import foghorn.notification.Notice;
import foghorn.notification.Stage;
import foghorn.notification.Stage.Happened;
import foghorn.notification.Stage.Written;
import foghorn.subscriber.Recipient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every channel must do, whatever it is: each folder's tests extend this and say how a message is received. The channel is the real
 * one, its texts come from a real database, and it sends over real sockets to a receiver that the folder's test starts.
 */
@Timeout(120)
public abstract class ChannelConformance {
    private static final ZoneId PAGES_ZONE = ZoneId.of("Europe/Oslo");
    private static final Written PLAIN = new Written("Harbour Ferries", "Gates stay shut", "Gates", "We are looking.");
    private static final List<Message.Content> NO_EVENTS = List.of(
            new Message.Confirm("confirm-token"),
            new Message.AlreadySubscribed(),
            new Message.Code("12345678"),
            new Message.Unlock("unlock-token"),
            new Message.WebhookTest(),
            new Message.WebhookQuarantined(),
            new Message.WebhookRotated());

    private final Stage stage = new Stage();
    private final Map<String, Integer> sent = new HashMap<>();
    private Channel channel;

    /** The channel as the product wires it, but for the receiver; called once for each test. */
    protected abstract Channel open(Stage stage) throws Exception;

    protected abstract void close() throws Exception;

    /** Somebody who can be reached through the channel; nothing about two people of different names is the same. */
    protected abstract Recipient recipient(String name, Optional<ZoneId> zone);

    /** What has arrived, read by a reader of the format that is not ours; it fails on what is not well-formed. */
    protected abstract List<Received> received() throws Exception;

    /** What the channel says besides events. */
    protected abstract Set<Class<? extends Message.Content>> says();

    /** The names of all headers that a message of this content has, in lower case. */
    protected abstract Set<String> headers(Message.Content content);

    /** How a time is told to somebody in this zone. */
    protected abstract String time(Instant at, ZoneId zone);

    /** Fails unless the message is in the name of this page. */
    protected abstract void requirePage(Stage stage, String pageName, Received received) throws Exception;

    protected final Stage stage() {
        return stage;
    }

    protected final Channel channel() {
        return channel;
    }

    @BeforeEach
    void start() throws Exception {
        channel = open(stage);
    }

    @AfterEach
    void stop() throws Exception {
        close();
        stage.close();
    }

    @ParameterizedTest
    @MethodSource("names")
    protected void everyEventIsToldWhateverItsNamesAre(String name) throws Exception {
        var page = name.length() > 100 ? "Harbour Ferries" : name;
        var written = new Written(page, name, name, name + "\n\n.\n.. two dots\nFrom here =3D\n" + name + "\nThe end.");
        var dana = recipient("dana", Optional.empty());
        var evan = recipient("evan", Optional.empty());
        for (var happened : told(written)) {
            var toDana = stage.of(happened, dana);
            var toEvan = stage.of(happened, evan);

            var atDana = arrival(toDana);
            var atEvan = arrival(toEvan);

            assertThat(atDana.key()).isNotEqualTo(atEvan.key());
            require(toDana, atDana, page, evan);
            require(toEvan, atEvan, page, dana);
            requireText(happened, written, atEvan);
        }
    }

    private void requireText(Happened happened, Written written, Received received) {
        var words = bare(received.words());
        assertThat(words).contains(bare(written.incident()));
        if (happened.kind() != Notice.Kind.COMPONENT_CHANGED) {
            assertThat(bare(received.title())).contains(bare(written.incident()));
            assertThat(words).contains(bare(written.body()));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    protected void whateverThePageIsCalledOtherMessagesAreSaid(String name) throws Exception {
        stage.callPage(name);
        var dana = recipient("dana", Optional.empty());
        var evan = recipient("evan", Optional.empty());
        for (var content : NO_EVENTS) {
            if (says().contains(content.getClass())) {
                var message = stage.of(content, dana);

                require(message, arrival(message), name, evan);
            }
        }
    }

    @Test
    protected void aRepetitionHasTheSameKey() throws Exception {
        var dana = recipient("dana", Optional.empty());
        for (var happened : told(PLAIN)) {
            var message = stage.of(happened, dana);

            assertThat(arrival(message).key()).isEqualTo(arrival(message).key());
        }
    }

    @Test
    protected void theLongestTextArrivesOrItsBeginningDoes() throws Exception {
        var text = "The beginning. " + "Wörter 🌊 ".repeat(2_000);
        var dana = recipient("dana", Optional.empty());
        for (var happened : told(new Written("Harbour Ferries", "Gates stay shut", "Gates", text))) {
            var received = arrival(stage.of(happened, dana));

            if (happened.kind() != Notice.Kind.COMPONENT_CHANGED) {
                assertThat(received.words()).contains(text.substring(0, 2_000));
            }
        }
    }

    @Test
    protected void timesAreToldInTheZoneOfWhoeverReadsThem() throws Exception {
        var chatham = ZoneId.of("Pacific/Chatham");
        var here = recipient("dana", Optional.empty());
        var there = recipient("evan", Optional.of(chatham));
        for (var happened : told(PLAIN)) {
            assertThat(arrival(stage.of(happened, here)).words()).contains(time(happened.at(), PAGES_ZONE));
            assertThat(arrival(stage.of(happened, there)).words()).contains(time(happened.at(), chatham));
            assertThat(arrival(stage.of(happened, here)).words()).contains(time(happened.at(), PAGES_ZONE));
        }
    }

    @Test
    protected void whatIsNotSaidHereIsAMistakeOfOurs() {
        for (var content : NO_EVENTS) {
            if (!says().contains(content.getClass())) {
                assertThatThrownBy(() -> channel.send(stage.of(content, recipient("dana", Optional.empty()))))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    /** Every event that the channel tells, in the order in which it happened. */
    private List<Happened> told(Written written) {
        var told = new ArrayList<Happened>();
        stage.play(written).forEach((kind, happened) -> {
            if (channel.tells(kind)) {
                told.add(happened);
            }
        });
        assertThat(told).isNotEmpty();
        return told;
    }

    /** Sends the message and returns it as it was received: one message more, with its key. */
    private Received arrival(Message message) throws Exception {
        assertThat(channel.send(message)).isInstanceOf(DeliveryOutcome.Delivered.class);
        sent.merge(message.key(), 1, Integer::sum);
        var all = received();
        assertThat(all.stream().collect(Collectors.toMap(Received::key, received -> 1, Integer::sum)))
                .isEqualTo(sent);
        return all.stream()
                .filter(received -> received.key().equals(message.key()))
                .toList()
                .getLast();
    }

    private void require(Message message, Received received, String pageName, Recipient other) throws Exception {
        requirePage(stage, pageName, received);
        assertThat(received.to()).isEqualTo(address(message.recipient()));
        assertThat(received.headers().keySet()).isEqualTo(headers(message.content()));
        assertThat(received.headers().values()).allSatisfy(values -> {
            assertThat(values).hasSize(1);
            assertThat(values.getFirst())
                    .doesNotContainPattern("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202a-\\u202e\\u2066-\\u2069]");
        });
        for (var text : List.of(received.words(), new String(received.raw(), StandardCharsets.UTF_8))) {
            assertThat(text).doesNotContain(other.id().value(), other.unsubscribeSecret(), address(other));
        }
    }

    /** Where the message arrives: an e-mail address, or the path of an endpoint. */
    private static String address(Recipient recipient) {
        var target = recipient.target();
        return target.contains("://") ? URI.create(target).getPath() : target;
    }

    /** Letters and signs alone: what a channel may leave out or add, because else it would be read as something else, is not compared. */
    protected static String bare(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Z}]", "");
    }

    static Stream<String> names() {
        return Stream.of(
                "Gates stay shut",
                "Gates\r\nBcc: mallory@evil.example\r\n\r\nHello",
                "Gates\nX-Injected: yes\rX-Too: yes",
                "Gates\u2028X-Injected: yes\u0085Y: z\u000b\u0001\u007f",
                "\u202eGates\u2066 reversed\u2069\u200f\ufeff!",
                "=?utf-8?q?Gates=0D=0ABcc:_mallory=40evil.example?=",
                "=?UTF-8?B?R2F0ZXMNCkJjYzogbWFsbG9yeUBldmlsLmV4YW1wbGU=?=",
                "🚨 Gates 👩‍👩‍👧‍👦 日本語",
                "البوابات مغلقة (Gates)",
                "\"Gates\" <mallory@evil.example>, \\ x",
                "<script>alert('gates')</script><img src=x onerror=alert(1)>&amp;\"'",
                ".Gates",
                "G".repeat(255),
                "ü".repeat(255),
                "🌊".repeat(255));
    }
}
