package foghorn.notification.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.kit.http.OutgoingAnswer;
import foghorn.notification.DeliveryOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {
    private static final Instant NOW = Instant.parse("2026-05-04T09:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0; 0",
                "120; 120",
                "Mon, 04 May 2026 09:02:00 GMT; 120",
                "Mon, 4 May 2026 09:00:01 GMT; 1",
                "Mon, 04 May 2026 08:00:00 GMT; 0",
                "999999999; 3600",
                "Tue, 04 May 2027 09:00:00 GMT; 3600"
            })
    void retryAfterIsSecondsOrADateAndAnHourAtMost(String text, long seconds) {
        assertThat(Answers.wait(text, NOW)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "99999999999999999999", "2026-05-04T09:02:00Z"})
    void whatIsNeitherIsNotBelieved(String text) {
        assertThat(Answers.wait(text, NOW)).isEmpty();
    }

    @Test
    void aBusyEndpointIsGivenTimeAndEverythingElseWithoutAnAnswerIsTriedAgain() {
        var busy = Answers.outcome(new OutgoingAnswer.Answered(503, Optional.of("7"), new byte[0], true), NOW);
        assertThat(busy)
                .isEqualTo(new DeliveryOutcome.Throttled(
                        "503", "the endpoint is busy", Optional.of(Duration.ofSeconds(7)), true));

        var failures = List.of(
                new OutgoingAnswer.Refused("why"),
                new OutgoingAnswer.NotResolved("why"),
                new OutgoingAnswer.NotConnected("why"),
                new OutgoingAnswer.TlsFailed("why"),
                new OutgoingAnswer.TimedOut("why"),
                new OutgoingAnswer.BrokeOff("why"));
        assertThat(failures.stream().map(failure -> Answers.outcome(failure, NOW)))
                .allSatisfy(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(
                                DeliveryOutcome.RetryLater.class,
                                later -> assertThat(later.reason()).isEqualTo("why")));
    }
}
