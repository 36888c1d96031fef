package foghorn.notification.channel.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The three headers of Standard Webhooks 1.0.0: {@code webhook-id} (the same at every repetition), {@code webhook-timestamp} (of this
 * attempt, in seconds) and {@code webhook-signature} (HMAC-SHA256 over {@code id.timestamp.body}, one per valid secret).
 */
final class Signature {
    private static final String ALGORITHM = "HmacSHA256";
    /** Found once: to look through all providers costs more than to sign. */
    private static final Provider PROVIDER = provider();

    private Signature() {}

    /** @param key of the message; its dots, which an id must not have, become underscores */
    static Map<String, String> headers(String key, Instant at, byte[] body, List<byte[]> secrets) {
        var id = key.replace('.', '_');
        var timestamp = Long.toString(at.getEpochSecond());
        byte[] before = (id + "." + timestamp + ".").getBytes(StandardCharsets.US_ASCII);
        var headers = new LinkedHashMap<String, String>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", timestamp);
        headers.put(
                "webhook-signature",
                secrets.stream()
                        .map(secret -> "v1," + Base64.getEncoder().encodeToString(mac(secret, before, body)))
                        .collect(Collectors.joining(" ")));
        return headers;
    }

    private static Provider provider() {
        try {
            return Mac.getInstance(ALGORITHM).getProvider();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] mac(byte[] secret, byte[] before, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM, PROVIDER);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            mac.update(before);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
