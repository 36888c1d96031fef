package foghorn.kit.web;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.Await;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forms with files that are too large for memory. */
class LargeFormTest {
    private static final int MIB = 1024 * 1024;
    private static final String TYPE = "multipart/form-data; boundary=quay";

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private TestServer server;
    private volatile boolean isAllowed = true;
    private volatile Optional<Path> seen = Optional.empty();

    @BeforeEach
    void start() {
        var routes = new Routes();
        var large = new Brought.LargeFiles(new Uploads(folder.resolve("uploads")), 30L * MIB, this::pass, this::refuse);
        routes.postWithFiles(Access.SESSION, "/things", large, this::read);
        var call = new Call(new Actor.Job(new OrganizationId("bbbbbbbbbbbb"), "test"), "test");
        server = new TestServer(routes, (http, access) -> call);
    }

    private void pass(Exchange http) {
        if (!isAllowed) {
            throw new Problem.Forbidden("Not for you.");
        }
    }

    private void refuse(Exchange http) {
        http.json(
                413,
                List.of(http.body().text("name").orElse(""), http.files("file").size(), "at most 30 MiB"));
    }

    private void read(Exchange http) {
        seen = http.file("file");
        try {
            long size = seen.isPresent() ? Files.size(seen.get()) : -1;
            long letters = seen.isPresent() ? letters(seen.get()) : -1;
            var more = http.files("more").stream().map(LargeFormTest::text).toList();
            http.json(
                    more.isEmpty()
                            ? List.of(http.body().text("name").orElse(""), size, letters)
                            : List.of(http.body().text("name").orElse(""), size, letters, more));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long letters(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            long count = 0;
            var buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    count += buffer[i] == 'a' ? 1 : 0;
                }
            }
            return count;
        }
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private HttpResponse<String> post(String type, BodyPublisher body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.address().resolve("/things"))
                .header("content-type", type)
                .POST(body)
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static BodyPublisher form(int mebibytes) {
        var piece = "a".repeat(MIB - 1) + "\n";
        var parts = new ArrayList<BodyPublisher>();
        parts.add(
                BodyPublishers.ofString(
                        "--quay\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nNorth quay\r\n--quay\r\n"
                                + "Content-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\nContent-Type: text/csv\r\n\r\n"));
        for (int i = 0; i < mebibytes; i++) {
            parts.add(BodyPublishers.ofString(piece));
        }
        parts.add(BodyPublishers.ofString("\r\n--quay--\r\n"));
        return BodyPublishers.concat(parts.toArray(BodyPublisher[]::new));
    }

    private List<Path> left() throws IOException {
        var uploads = folder.resolve("uploads");
        if (!Files.isDirectory(uploads)) {
            return List.of();
        }
        try (var files = Files.list(uploads)) {
            return files.toList();
        }
    }

    @Test
    void aLargeFileLiesOnTheDiskUntilTheRequestIsAnswered() throws Exception {
        var answer = post(TYPE, form(20));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("[\"North quay\"," + 20 * MIB + "," + 20 * (MIB - 1) + "]");
        assertThat(seen).hasValueSatisfying(path -> assertThat(path.getParent()).isEqualTo(folder.resolve("uploads")));
        assertNothingIsLeft();
    }

    @Test
    void aSmallOneToo() throws Exception {
        assertThat(post(TYPE, form(0)).body()).isEqualTo("[\"North quay\",-1,-1]");
        assertThat(post(TYPE, form(1)).body()).isEqualTo("[\"North quay\"," + MIB + "," + (MIB - 1) + "]");
        assertNothingIsLeft();
    }

    @Test
    void severalFilesOfOneNameAreAllThere() throws Exception {
        var parts = new StringBuilder();
        for (var text : List.of("first", "second", "", "b".repeat(100_000))) {
            parts.append("--quay\r\nContent-Disposition: form-data; name=\"more[]\"; filename=\"same.json\"\r\n"
                    + "Content-Type: application/json\r\n\r\n" + text + "\r\n");
        }

        var answer = post(TYPE, BodyPublishers.ofString(parts + "--quay--\r\n"));

        assertThat(answer.body()).isEqualTo("[\"\",-1,-1,[\"first\",\"second\",\"" + "b".repeat(100_000) + "\"]]");
        assertNothingIsLeft();
    }

    @Test
    void oneThatIsTooLargeIsRefusedAndNotKept() throws Exception {
        var answer = post(TYPE, form(40));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body())
                .as("what stood before the file is there")
                .isEqualTo("[\"North quay\",0,\"at most 30 MiB\"]");
        assertThat(seen).isEmpty();
        assertNothingIsLeft();
        assertThat(post(TYPE, form(2)).statusCode()).as("afterwards").isEqualTo(200);
    }

    @Test
    void whoSendsFarTooMuchSeesTheAnswerToo() throws Exception {
        assertThat(post(TYPE, form(150)).statusCode()).isEqualTo(413);
        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() {
        Await.until("no file is left", () -> {
            try {
                return left().isEmpty();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void whoMayNotIsRefusedBeforeTheBodyIsSent() throws IOException {
        isAllowed = false;
        try (var socket =
                new Socket(server.address().getHost(), server.address().getPort())) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /things HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + TYPE + "\r\nContent-Length: "
                            + 20 * MIB + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            var answer = new byte[12];
            assertThat(socket.getInputStream().readNBytes(answer, 0, answer.length))
                    .isEqualTo(answer.length);
            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 403");
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void whoMayNotSeesTheAnswerThoughHeSendsAll() throws Exception {
        isAllowed = false;
        assertThat(post(TYPE, form(20)).statusCode()).isEqualTo(403);
    }

    @Test
    void whatIsNoFormWithFilesIsReadAsEverywhere() throws Exception {
        assertThat(post("application/x-www-form-urlencoded", BodyPublishers.ofString("name=x"))
                        .body())
                .isEqualTo("[\"x\",-1,-1]");
        assertThat(post("application/x-www-form-urlencoded", BodyPublishers.ofString("name=" + "x".repeat(2 * MIB)))
                        .statusCode())
                .isEqualTo(413);
        assertThat(post("multipart/form-data", BodyPublishers.ofString("x")).statusCode())
                .isEqualTo(400);
        assertThat(post(
                                TYPE,
                                BodyPublishers.ofString(
                                        "--quay\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\n"
                                                + "x".repeat(20_000) + "\r\n--quay--\r\n"))
                        .statusCode())
                .isEqualTo(400);
    }
}
