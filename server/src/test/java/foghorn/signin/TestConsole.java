package foghorn.signin;

import foghorn.kit.http.Network;
import foghorn.kit.web.Guard;
import foghorn.kit.web.PageSite;
import foghorn.kit.web.PageSites;
import foghorn.kit.web.Proxies;
import foghorn.kit.web.Published;
import foghorn.kit.web.RequestCounts;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Sites;
import foghorn.kit.web.WebServer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The real web server with console routes alone, and a browser that keeps cookies. Its proxy at 127.0.0.1 is trusted. */
public final class TestConsole implements AutoCloseable {
    private static final Pattern TOKEN = Pattern.compile("name=\"form_token\" value=\"([^\"]+)\"");

    private static final String BOUNDARY = "----boundary7MA4YWxkTrZu0gW";

    private final Vertx vertx = Vertx.vertx();
    private final WebServer server;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();

    public TestConsole(Guard guard, Routes routes) {
        var sites = new Sites(null, new NoPages(), new NothingPublished(), routes, new Routes());
        this.server = new WebServer(
                vertx, sites, guard, new Proxies(List.of(Network.parse("127.0.0.0/8"))), new RequestCounts());
        this.port = server.listen("127.0.0.1", 0);
    }

    public Browser browser(String... headers) {
        return new Browser(headers);
    }

    @Override
    public void close() {
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        client.close();
    }

    /** One visitor. */
    public final class Browser {
        public final Map<String, String> cookies = new LinkedHashMap<>();
        private final String[] headers;
        private String formToken = "";

        Browser(String[] headers) {
            this.headers = headers;
        }

        public HttpResponse<String> get(String path) {
            return send(request(path).GET());
        }

        /** Posts a form with the token of the page that was seen last. */
        public HttpResponse<String> post(String path, Map<String, String> fields) {
            var all = new LinkedHashMap<>(fields);
            all.putIfAbsent("form_token", formToken);
            String body = all.entrySet().stream()
                    .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
            return send(request(path)
                    .header("content-type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(body)));
        }

        /** Posts a form that brings a text file along, as browsers do. */
        public HttpResponse<String> upload(String path, Map<String, String> fields, String fileField, String file) {
            return upload(path, fields, fileField, List.of(file));
        }

        /** The same with several files in one field. */
        public HttpResponse<String> upload(
                String path, Map<String, String> fields, String fileField, List<String> files) {
            var parts = new StringBuilder();
            var all = new LinkedHashMap<>(fields);
            all.putIfAbsent("form_token", formToken);
            all.forEach((name, value) -> parts.append(part(name, "", value)));
            files.forEach(
                    file -> parts.append(part(fileField, "; filename=\"table.csv\"\r\nContent-Type: text/csv", file)));
            return upload(path, "multipart/form-data; boundary=" + BOUNDARY, parts + "--" + BOUNDARY + "--\r\n");
        }

        private static String part(String name, String more, String value) {
            return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"" + more + "\r\n\r\n"
                    + value + "\r\n";
        }

        /** Posts any body. */
        public HttpResponse<String> upload(String path, String contentType, String body) {
            return send(request(path).header("content-type", contentType).POST(BodyPublishers.ofString(body)));
        }

        private HttpRequest.Builder request(String path) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
            if (headers.length > 0) {
                request.headers(headers);
            }
            if (!cookies.isEmpty()) {
                request.header(
                        "cookie",
                        cookies.entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ")));
            }
            return request;
        }

        private HttpResponse<String> send(HttpRequest.Builder request) {
            try {
                var response = client.send(request.build(), BodyHandlers.ofString());
                response.headers().allValues("set-cookie").forEach(this::keep);
                var token = TOKEN.matcher(response.body());
                formToken = token.find() ? token.group(1) : formToken;
                return response;
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private void keep(String cookie) {
            var pair = cookie.split(";", 2)[0].split("=", 2);
            if (cookie.contains("Max-Age=0")) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        }
    }

    private static final class NoPages implements PageSites {
        @Override
        public @Nullable PageSite byHost(String host) {
            return null;
        }

        @Override
        public @Nullable PageSite byName(String name) {
            return null;
        }

        @Override
        public @Nullable PageSite root() {
            return null;
        }
    }

    private static final class NothingPublished implements Published {
        @Override
        public boolean serve(HttpServerRequest request, boolean secure, PageSite site, String path) {
            return false;
        }

        @Override
        public boolean serveShortLink(HttpServerRequest request, boolean secure, String code) {
            return false;
        }

        @Override
        public String errorPage(PageSite site, int status, String message) {
            return message;
        }
    }
}
