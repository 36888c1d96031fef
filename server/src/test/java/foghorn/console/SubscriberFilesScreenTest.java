package foghorn.console;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.Await;
import foghorn.signin.TestConsole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubscriberFilesScreenTest {
    private final Desk desk = new Desk();
    private TestConsole.Browser alice;

    @BeforeEach
    void open() {
        desk.subscriber("known@readers.example", "unsubscribed", Optional.empty());
        alice = desk.as(desk.cast.alice());
        assertThat(alice.get(desk.href("/subscribers")).body()).contains(desk.href("/subscribers/import"));
        alice.get(desk.href("/subscribers/import"));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /** What is shown once the file is looked at. */
    private String upload(Map<String, String> fields, String file) {
        var answer = alice.upload(desk.href("/subscribers/import"), fields, "file", file);
        return answer.statusCode() == 303 ? awaited() : answer.body();
    }

    /** The screen as it stands once nothing goes on any more. */
    private String awaited() {
        Await.until("it is not under way", () -> !screen().contains("Look again"));
        return screen();
    }

    private String screen() {
        return alice.get(desk.href("/subscribers/import")).body();
    }

    private static String text(String html) {
        return Jsoup.parse(html).select("main").text();
    }

    @Test
    void aFileIsLookedAtAndThenImported() {
        var table = "email\r\none@readers.example\r\ntwo \"<b>&amp;@readers.example\r\nknown@readers.example\r\n";

        var looked = upload(Map.of("confirmed", "true"), table);

        assertThat(text(looked))
                .contains(
                        "Check the import",
                        "Nothing was changed yet",
                        "Rows 3",
                        "New 1",
                        "Left alone 1",
                        "Left out 1",
                        "Line 3, email");
        assertThat(alice.get(desk.href("/subscribers")).body()).contains("All <span class=\"count\">1</span>");
        assertThat(files()).as("it waits to be imported").hasSize(1);

        var form = Jsoup.parse(looked).expectFirst("main form");
        assertThat(form.text()).isEqualTo("Add 1 subscriber");
        assertThat(go(hidden(form, "run")).statusCode()).isEqualTo(303);

        assertThat(text(awaited())).contains("Subscribers imported", "New 1", "Left alone 1", "Left out 1");
        assertThat(alice.get(desk.href("/subscribers?state=active")).body()).contains("one@readers.example");
        assertThat(files()).as("nothing of it is kept").isEmpty();
        assertThat(go(hidden(form, "run")).statusCode()).as("twice").isEqualTo(409);
    }

    private HttpResponse<String> go(String run) {
        return alice.post(desk.href("/subscribers/import/go"), Map.of("run", run));
    }

    private List<Path> files() {
        try (var files = Files.list(desk.uploads.folder())) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hidden(Element form, String name) {
        return form.select("[name=" + name + "]").val();
    }

    @Test
    void aFileThatWasLeftChangesNothing() {
        upload(Map.of("confirmed", "true"), "email\none@readers.example\n");
        var other = upload(Map.of("confirmed", "true"), "email\ntwo@readers.example\nthree@readers.example\n");
        assertThat(text(other)).as("the later takes the place of the first").contains("Rows 2", "Add 2 subscribers");

        assertThat(alice.post(desk.href("/subscribers/import/stop"), Map.of()).statusCode())
                .isEqualTo(303);

        assertThat(text(awaited())).contains("The last file was left. Nothing was changed.");
        Await.until("both files are removed", () -> files().isEmpty());
        assertThat(alice.get(desk.href("/subscribers?state=active")).body()).doesNotContain("@readers.example");
    }

    @Test
    void everyRowThatIsLeftOutIsInTheFileOfThem() {
        var table = new StringBuilder("email\n");
        for (int i = 0; i < 2_500; i++) {
            table.append(i % 2 == 0 ? "nobody-" + i : "reader-" + i + "@readers.example")
                    .append('\n');
        }

        var looked = upload(Map.of("confirmed", "true"), table.toString());

        assertThat(text(looked)).contains("Left out 1,250", "Line 2, email", "Line 40, email", "these are the first");
        assertThat(looked).contains(desk.href("/subscribers/import/problems"));
        var answer = alice.get(desk.href("/subscribers/import/problems"));
        assertThat(answer.headers().firstValue("content-type")).contains("text/csv; charset=utf-8");
        var lines = answer.body().lines().toList();
        assertThat(lines).hasSize(1_251).first().isEqualTo("line,column,problem");
        assertThat(lines.get(1)).startsWith("2,email,");
        assertThat(lines.get(1_250)).startsWith("2500,email,");
        assertThat(answer.body()).as("what was wrong is not repeated").doesNotContain("nobody-");
    }

    @Test
    void aLargeFileIsTakenAndOneThatIsTooLargeIsRefused() {
        var rows = "known@readers.example,                                          \n".repeat(20_000);
        assertThat(rows.length()).isGreaterThan(1024 * 1024);
        assertThat(text(upload(Map.of("confirmed", "true"), "email,note\n" + rows)))
                .contains("Rows 20,000", "Left alone 20,000", "There is nobody to add");

        var refused = alice.upload(
                desk.href("/subscribers/import"), Map.of(), "file", "email\n" + "x".repeat(60 * 1000 * 1000));
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).contains("File may have at most 50 MiB", "href=\"#field-file\"");
        Await.until("nothing of it is kept", () -> files().isEmpty());
    }

    @Test
    void whatCannotBeReadIsSaidAtTheField() {
        assertThat(upload(Map.of(), "")).contains("File must be chosen", "href=\"#field-file\"");
        assertThat(upload(Map.of("confirmed", "true"), "name,age\nx,1\n"))
                .contains("must name its columns", "href=\"#field-file\"", "value=\"true\" checked");
        assertThat(upload(Map.of(), "email\n" + "x".repeat(70_000))).contains("a cell is too long");
    }

    @Test
    void theExportHoldsEverybodyAndIsWrittenDown() {
        var export = alice.get(desk.href("/subscribers/export"));
        assertThat(export.headers().firstValue("content-type")).contains("text/csv; charset=utf-8");
        assertThat(export.body())
                .startsWith("type,email,phone_number,phone_country,endpoint,component_ids,")
                .contains("email,known@readers.example,,,,,,unsubscribed,");
        assertThat(alice.get("/console/activity").body()).contains("Subscriber exported");
    }

    @Test
    void whoMayNotManageSubscribersIsRefused() {
        for (var who : List.of(desk.vera, desk.cast.bob())) {
            var browser = desk.as(who);
            browser.get(desk.href(""));
            assertThat(browser.get(desk.href("/subscribers/import")).statusCode())
                    .isEqualTo(403);
            assertThat(browser.get(desk.href("/subscribers/export")).statusCode())
                    .isEqualTo(403);
            assertThat(browser.get(desk.href("/subscribers/import/problems")).statusCode())
                    .isEqualTo(403);
            assertThat(browser.post(desk.href("/subscribers/import"), Map.of("file", "email\na@readers.example"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(browser.upload(desk.href("/subscribers/import"), Map.of(), "file", "email\na@readers.example")
                            .statusCode())
                    .isEqualTo(403);
            for (var what : List.of("/go", "/stop")) {
                assertThat(browser.post(desk.href("/subscribers/import" + what), Map.of())
                                .statusCode())
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void aBrokenUploadIsRefused() {
        assertThat(alice.upload(desk.href("/subscribers/import"), "multipart/form-data; boundary=x", "--x\r\nbroken")
                        .statusCode())
                .as("no form token in it")
                .isEqualTo(403);
        assertThat(alice.upload(desk.href("/subscribers/import"), "multipart/form-data", "anything")
                        .statusCode())
                .isEqualTo(400);
        var many = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n".repeat(60) + "--x--\r\n";
        assertThat(alice.upload(desk.href("/subscribers/import"), "multipart/form-data; boundary=x", many)
                        .statusCode())
                .isEqualTo(400);
    }
}
