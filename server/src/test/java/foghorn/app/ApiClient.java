package foghorn.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import foghorn.kit.web.Json;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A program that uses {@code /v1} with one key. Every answer is held to the contract before a test sees it, but those of other hosts. */
public final class ApiClient {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private static final Contract CONTRACT = Contract.load();

    private final URI server;
    private final Map<String, String> headers;

    ApiClient(URI server) {
        this(server, Map.of());
    }

    private ApiClient(URI server, Map<String, String> headers) {
        this.server = server;
        this.headers = Map.copyOf(headers);
    }

    /** What came back. */
    public record Response(int status, HttpHeaders headers, String body) {
        public JsonNode json() {
            try {
                return Json.MAPPER.readTree(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError("no JSON: " + body, e);
            }
        }

        public Optional<String> header(String name) {
            return headers.firstValue(name);
        }

        /** The text at a JSON pointer. */
        public String text(String pointer) {
            return json().at(pointer).asText();
        }
    }

    /** The same program with a further header, or another value of it. */
    public ApiClient with(String header, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new ApiClient(server, all);
    }

    public ApiClient withKey(String key) {
        return with("Authorization", "OAuth " + key);
    }

    public Response get(String path) {
        return send("GET", path, "");
    }

    public Response post(String path, String json) {
        return send("POST", path, json);
    }

    public Response patch(String path, String json) {
        return send("PATCH", path, json);
    }

    public Response put(String path, String json) {
        return send("PUT", path, json);
    }

    public Response delete(String path) {
        return send("DELETE", path, "");
    }

    /** Sends a body, as JSON unless a header says otherwise. */
    public Response send(String method, String path, String body) {
        return send(method, path, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends bytes past the care that an HTTP client takes, without this one's headers; the server is to close. */
    Response sendRaw(String request) {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            var parts = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\r\n\r\n", 2);
            var lines = parts[0].split("\r\n");
            var answered = Arrays.stream(lines)
                    .skip(1)
                    .map(line -> line.split(": *", 2))
                    .collect(Collectors.groupingBy(
                            line -> line[0], Collectors.mapping(line -> line[1], Collectors.toList())));
            return new Response(
                    Integer.parseInt(lines[0].split(" ")[1]),
                    HttpHeaders.of(answered, (name, value) -> true),
                    parts[1]);
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        }
    }

    public Response send(String method, String path, byte[] body) {
        var request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (body.length > 0 && !headers.containsKey("Content-Type")) {
            request.setHeader("Content-Type", "application/json");
        }
        headers.forEach(request::setHeader);
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            var answered = new Response(response.statusCode(), response.headers(), response.body());
            if (path.startsWith("/v1/") && !method.equals("HEAD") && !headers.containsKey("X-Forwarded-Host")) {
                var contentType = answered.header("content-type").orElse(null);
                var told = new Contract.Answer(method, path, answered.status(), contentType, answered.body());
                CONTRACT.check(told);
                CONTRACT.checkVersion(told, answered.header("etag").isPresent());
                if (answered.status() / 100 == 2) {
                    CONTRACT.operationId(method, path).ifPresent(CoversCheck::succeeded);
                }
            }
            return answered;
        } catch (IOException e) {
            throw new AssertionError(method + " " + path + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
