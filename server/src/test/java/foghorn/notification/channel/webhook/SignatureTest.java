package foghorn.notification.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import foghorn.kit.id.Ids;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Judged by the library of those who wrote the standard. */
class SignatureTest {
    private static final String BODY = "{\"name\":\"Größe 😀\"}";

    private final byte[] present = Ids.bytes(32);
    private final byte[] before = Ids.bytes(32);
    private final Instant now = Instant.now();

    @Test
    void everyValidSecretVerifies() throws Exception {
        var headers = headers(List.of(present, before));

        new Webhook(text(present)).verify(BODY, headers);
        new Webhook(text(before)).verify(BODY, headers);
    }

    @Test
    void anotherSecretAnotherBodyOrAnotherTimeDoesNot() throws Exception {
        var headers = headers(List.of(present));
        var webhook = new Webhook(text(present));
        var other = new Webhook(text(before));

        assertThatThrownBy(() -> other.verify(BODY, headers)).isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> webhook.verify(BODY + " ", headers)).isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> webhook.verify(
                        BODY, http(Signature.headers("a.b.c", now.minusSeconds(3600), bytes(), List.of(present)))))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void theIdIsTheKeyWithoutDotsAndStaysTheSame() {
        var first = Signature.headers("event.subscriber.0a1b", now, bytes(), List.of(present));
        var later = Signature.headers("event.subscriber.0a1b", now.plusSeconds(300), bytes(), List.of(present));

        assertThat(first).containsEntry("webhook-id", "event_subscriber_0a1b");
        assertThat(later.get("webhook-id")).isEqualTo(first.get("webhook-id"));
        assertThat(later.get("webhook-signature")).isNotEqualTo(first.get("webhook-signature"));
    }

    private HttpHeaders headers(List<byte[]> secrets) {
        return http(Signature.headers("event.subscriber.0a1b", now, bytes(), secrets));
    }

    private static HttpHeaders http(Map<String, String> headers) {
        return HttpHeaders.of(
                headers.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))),
                (name, value) -> true);
    }

    private static byte[] bytes() {
        return BODY.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] secret) {
        return "whsec_" + Base64.getEncoder().encodeToString(secret);
    }
}
