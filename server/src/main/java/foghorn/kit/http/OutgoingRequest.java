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
 */
public record OutgoingRequest(Method method, URI uri, Map<String, String> headers, byte[] body, Duration limit) {
    public enum Method {
        GET,
        POST
    }

    public OutgoingRequest {
        headers = new LinkedHashMap<>(headers);
    }

    public static OutgoingRequest get(URI uri, Duration limit) {
        return new OutgoingRequest(Method.GET, uri, Map.of(), new byte[0], limit);
    }

    public static OutgoingRequest post(URI uri, Map<String, String> headers, byte[] body, Duration limit) {
        return new OutgoingRequest(Method.POST, uri, headers, body, limit);
    }

    /** The address and the headers may hold secrets. */
    @Override
    public String toString() {
        return "OutgoingRequest[" + method + "]";
    }
}
