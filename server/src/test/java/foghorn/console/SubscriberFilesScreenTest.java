package foghorn.console;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.signin.TestConsole;
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

    private String upload(Map<String, String> fields, String file) {
        return alice.upload(desk.href("/subscribers/import"), fields, "file", file)
                .body();
    }

    private static String text(String html) {
        return Jsoup.parse(html).select("main").text();
    }

    @Test
    void aFileIsLookedAtAndThenImported() {
        var table = "email\r\none@readers.example\r\ntwo \"<b>&amp;@readers.example\r\nknown@readers.example\r\n";

        var looked = upload(Map.of("confirmed", "true"), table);

        assertThat(text(looked))
                .contains("Nothing was changed yet", "Rows 3", "New 1", "Left alone 1", "Left out 1", "Line 3, email");
        assertThat(alice.get(desk.href("/subscribers")).body()).contains("All <span class=\"count\">1</span>");

        var form = Jsoup.parse(looked).expectFirst("main form");
        var done = alice.post(
                form.attr("action"),
                Map.of(
                        "file", hidden(form, "file"),
                        "confirmed", hidden(form, "confirmed"),
                        "looked_at", hidden(form, "looked_at")));

        assertThat(text(done.body())).contains("Subscribers imported", "New 1", "Left alone 1", "Left out 1");
        assertThat(alice.get(desk.href("/subscribers?state=active")).body()).contains("one@readers.example");
    }

    private static String hidden(Element form, String name) {
        return form.select("[name=" + name + "]").val();
    }

    @Test
    void whatCannotBeReadIsSaidAtTheField() {
        assertThat(upload(Map.of(), "")).contains("File must be chosen", "href=\"#field-file\"");
        assertThat(upload(Map.of("confirmed", "true"), "name,age\nx,1\n"))
                .contains("must name its columns", "value=\"true\" checked");
        assertThat(upload(Map.of(), "email\n" + "x".repeat(70_000))).contains("a cell is too long");
        assertThat(upload(Map.of(), "email\n" + "a@readers.example\n".repeat(50_000)))
                .contains("is larger than 800 KB");
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
            assertThat(browser.post(desk.href("/subscribers/import"), Map.of("file", "email\na@readers.example"))
                            .statusCode())
                    .isEqualTo(403);
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
