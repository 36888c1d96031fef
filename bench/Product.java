import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A packaged server on a data folder of its own, set up and filled through its own doors. */
final class Product implements AutoCloseable {
    final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    final int port;
    final String organizationId;
    final String pageId;
    final String apiKey;
    Process process;
    private final Path folder = Files.createTempDirectory("foghorn-bench");
    private final Path home;
    private final List<String> database;

    /** With the embedded database; settings are written NAME=value. */
    Product(Path home, List<String> settings) throws IOException, InterruptedException {
        this(home, List.of(), settings);
    }

    /** With the database that the first settings name. */
    Product(Path home, List<String> database, List<String> settings) throws IOException, InterruptedException {
        this.home = home;
        this.database = database;
        port = prepare();
        var setUp = run("setup", "--organization", "Larkfield", "--owner-email", "owner@larkfield.example", "--page",
                "Larkfield Ferries", "--subdomain", "larkfield", "--json");
        organizationId = field(setUp, "organization_id");
        pageId = field(setUp, "page_id");
        apiKey = field(setUp, "api_key");
        start(settings);
    }

    /** Another node of an installation; the settings name its way to their database. */
    Product(Product first, List<String> database) throws IOException, InterruptedException {
        home = first.home;
        this.database = database;
        port = prepare();
        organizationId = first.organizationId;
        pageId = first.pageId;
        apiKey = first.apiKey;
        start(List.of("FOGHORN_MASTER_KEY_FILE=" + first.data().resolve("master.key")));
    }

    /** Opens the folder to the database's user and finds a free port; nothing stays behind, also when the benchmark is interrupted. */
    private int prepare() throws IOException {
        folder.toFile().setExecutable(true, false);
        Runtime.getRuntime().addShutdownHook(new Thread(this::clear));
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** The folder that the server keeps everything in. */
    Path data() {
        return folder.resolve("data");
    }

    /** What the server printed. */
    Path log() {
        return folder.resolve("serve.out");
    }

    /** Starts the server with these settings, written NAME=value, and waits until it is ready. */
    void start(List<String> settings) throws IOException, InterruptedException {
        begin(settings);
        waitUntilReady();
    }

    /** The same without waiting. */
    void begin(List<String> settings) throws IOException {
        var builder = command("serve");
        set(builder, settings);
        process = builder.redirectErrorStream(true).redirectOutput(log().toFile()).start();
    }

    /** Stops the server and, with it, the database. */
    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    ProcessBuilder command(String... arguments) {
        var line = new ArrayList<>(List.of(home.resolve("bin/foghorn").toString()));
        line.addAll(List.of(arguments));
        var builder = new ProcessBuilder(line);
        builder.environment().put("FOGHORN_DATA", data().toString());
        builder.environment().put("FOGHORN_HTTP_PORT", Integer.toString(port));
        builder.environment().put("FOGHORN_MANAGEMENT_PORT", "0");
        builder.environment().put("FOGHORN_API_LIMIT", "1000000");
        set(builder, database);
        return builder;
    }

    private static void set(ProcessBuilder builder, List<String> settings) {
        for (var setting : settings) {
            var pair = setting.split("=", 2);
            builder.environment().put(pair[0], pair[1]);
        }
    }

    /** Runs a command to its end and returns what it printed. */
    String run(String... arguments) throws IOException, InterruptedException {
        var started = command(arguments).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        started.getOutputStream().close();
        var out = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (started.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", arguments) + " failed: " + out);
        }
        return out;
    }

    private void waitUntilReady() throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            try {
                if (http.send(HttpRequest.newBuilder(uri("/health/ready")).build(), HttpResponse.BodyHandlers.ofString())
                                .statusCode()
                        == 200) {
                    return;
                }
            } catch (IOException e) {
                // not listening yet
            }
            if (!process.isAlive()) {
                break;
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("the server did not start; see " + log());
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Calls the manage API and returns the answer's text; anything but success is an error. */
    String api(String method, String path, String body) throws IOException, InterruptedException {
        return api(pageId, method, path, body);
    }

    /** The same for another page of the organization. */
    String api(String page, String method, String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri("/v1/pages/" + page + path))
                .header("authorization", "OAuth " + apiKey)
                .header("content-type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** A page as a mid-sized company has it: components in groups, past incidents with updates, two of them open. */
    List<String> fill(int components, int incidents) throws IOException, InterruptedException {
        var ids = new ArrayList<String>();
        for (int i = 1; i <= components; i++) {
            ids.add(field(
                    api("POST", "/components", """
                            {"component":{"name":"Harbour gate %d","description":"Opens for boats of line %d","status":"operational"}}
                            """.formatted(i, i)),
                    "id"));
        }
        var open = new ArrayList<String>();
        for (int i = 1; i <= incidents; i++) {
            var component = ids.get(i % ids.size());
            var incident = field(
                    api("POST", "/incidents", """
                            {"incident":{"name":"Slow gate on line %d","status":"investigating","body":"The gate opens late. We look into it.",
                             "deliver_notifications":false,"components":{"%s":"degraded_performance"}}}
                            """.formatted(i, component)),
                    "id");
            api("PATCH", "/incidents/" + incident, """
                    {"incident":{"status":"identified","body":"A relay is worn out and will be replaced.","deliver_notifications":false}}
                    """);
            if (i <= incidents - 2) {
                api("PATCH", "/incidents/" + incident, """
                        {"incident":{"status":"resolved","body":"The relay was replaced.","deliver_notifications":false,
                         "components":{"%s":"operational"}}}
                        """.formatted(component));
            } else {
                open.add(incident);
            }
        }
        return open;
    }

    static String field(String json, String name) {
        var matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + name + " in " + json);
        }
        return matcher.group(1);
    }

    @Override
    public void close() {
        clear();
    }

    private synchronized void clear() {
        if (process != null) {
            stop();
        }
        delete(folder);
    }

    /** Deletes a folder with all that is in it. */
    static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // cleared away before
        }
    }
}
