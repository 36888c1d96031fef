package foghorn.notification.channel.webhook;

import foghorn.kit.http.OutgoingAnswer;
import foghorn.notification.DeliveryOutcome;
import foghorn.notification.DeliveryOutcome.Delivered;
import foghorn.notification.DeliveryOutcome.RecipientGone;
import foghorn.notification.DeliveryOutcome.RetryLater;
import foghorn.notification.DeliveryOutcome.Throttled;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * What an endpoint's answer means: 2xx is delivered, 410 takes the endpoint off for good, 429, 502, 503 and 504 ask for time, and
 * everything else, redirects among it, is a failure that is tried again. Of the answer only its status is told on.
 */
final class Answers {
    /** Other people's endpoints may live on the same host: none of them can stop it for longer. */
    static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private Answers() {}

    static DeliveryOutcome outcome(OutgoingAnswer answer, Instant now) {
        return switch (answer) {
            case OutgoingAnswer.Answered answered -> outcome(answered, now);
            case OutgoingAnswer.Refused refused -> later("refused", refused);
            case OutgoingAnswer.NotResolved failed -> later("no address", failed);
            case OutgoingAnswer.NotConnected failed -> later("no connection", failed);
            case OutgoingAnswer.TlsFailed failed -> later("no TLS", failed);
            case OutgoingAnswer.TimedOut failed -> later("timeout", failed);
            case OutgoingAnswer.BrokeOff failed -> later("no answer", failed);
        };
    }

    private static DeliveryOutcome outcome(OutgoingAnswer.Answered answered, Instant now) {
        int status = answered.status();
        var code = Integer.toString(status);
        return switch (status) {
            case 410 -> new RecipientGone(code, "the endpoint says that it is gone for good");
            case 429, 502, 503, 504 ->
                new Throttled(
                        code, "the endpoint is busy", answered.retryAfter().flatMap(text -> wait(text, now)), true);
            default ->
                status / 100 == 2 ? new Delivered(code) : new RetryLater(code, failure(status), Optional.empty());
        };
    }

    private static String failure(int status) {
        return status / 100 == 3 ? "a redirect is not followed" : "only 2xx counts as received";
    }

    private static DeliveryOutcome later(String code, OutgoingAnswer.Failed failed) {
        return new RetryLater(code, failed.reason(), Optional.empty());
    }

    /** Seconds, or a date (RFC 9110, 10.2.3); nothing else is believed. */
    static Optional<Duration> wait(String retryAfter, Instant now) {
        return parsed(retryAfter.strip(), now)
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
                .map(wait -> wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
    }

    private static Optional<Duration> parsed(String text, Instant now) {
        if (text.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Integer.parseInt(text)));
        }
        try {
            var at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Optional.of(Duration.between(now, at.toInstant()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
