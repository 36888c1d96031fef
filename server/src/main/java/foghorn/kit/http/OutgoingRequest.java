package foghorn.kit.http;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request to somebody else's server.
 *
 * @param headers beside Host and Content-Length, which are set by the client
 * @param limit the longest it may take, from the look-up of the name to the end of the answer
 * @param mostBody bytes of the answer's body that are kept
 */
public record OutgoingRequest(
        Method method, URI uri, Map<String, String> headers, byte[] body, Duration limit, int mostBody) {
    public enum Method {
        GET,
        POST
    }

    public OutgoingRequest {
        if (mostBody < 0 || mostBody > GuardedClient.MOST_DOCUMENT) {
            throw new IllegalArgumentException("bytes of an answer: " + mostBody);
        }
        headers = new LinkedHashMap<>(headers);
    }

    public static OutgoingRequest get(URI uri, Duration limit) {
        return new OutgoingRequest(Method.GET, uri, Map.of(), new byte[0], limit, GuardedClient.MOST_BODY);
    }

    /** Asks for a document that is wanted whole, up to {@link GuardedClient#MOST_DOCUMENT}. */
    public static OutgoingRequest document(URI uri, Map<String, String> headers, Duration limit) {
        return new OutgoingRequest(Method.GET, uri, headers, new byte[0], limit, GuardedClient.MOST_DOCUMENT);
    }

    public static OutgoingRequest post(URI uri, Map<String, String> headers, byte[] body, Duration limit) {
        return new OutgoingRequest(Method.POST, uri, headers, body, limit, GuardedClient.MOST_BODY);
    }

    /** The address and the headers may hold secrets. */
    @Override
    public String toString() {
        return "OutgoingRequest[" + method + "]";
    }
}
