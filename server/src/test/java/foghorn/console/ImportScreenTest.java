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
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Moving in with documents that were saved from another page. */
class ImportScreenTest {
    private static final int MIB = 1024 * 1024;
    private static final Path DOCUMENTS = Path.of("src/test/resources/foghorn/transfer");

    private final Desk desk = new Desk();
    private final String href = desk.href("/import");
    private TestConsole.Browser alice;

    @BeforeEach
    void open() {
        alice = desk.as(desk.cast.alice());
        assertThat(alice.get(href).statusCode()).isEqualTo(200);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private HttpResponse<String> send(List<String> files) {
        return alice.upload(href, Map.of("address", ""), "files[]", files);
    }

    /** What is shown once nothing goes on any more. */
    private String awaited() {
        Await.until("it is not under way", () -> !screen().contains("Look again"));
        return Jsoup.parse(screen()).select("main").text();
    }

    private String screen() {
        return alice.get(href).body();
    }

    private static String document(String name) throws IOException {
        return Files.readString(DOCUMENTS.resolve(name));
    }

    private void assertNothingIsKept() {
        Await.until("no file is left", () -> {
            try (var files = Files.list(desk.uploads.folder())) {
                return files.findAny().isEmpty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void documentsOfFifteenMebibytesAreTakenOver() throws IOException {
        var large = document("incidents.json").stripTrailing() + " ".repeat(15 * MIB);

        assertThat(send(List.of(document("summary.json"), large)).statusCode()).isEqualTo(303);

        assertThat(awaited())
                .contains("The import is done", "From file 1, file 2", "Components: 5 new", "maintenances: 5 new");
        assertNothingIsKept();
    }

    @Test
    void whatIsTooLargeIsSaidAtTheFieldAndTheAddressIsKept() {
        var half = " ".repeat(11 * MIB);

        var answer = alice.upload(href, Map.of("address", "https://status.example"), "files[]", List.of(half, half));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body())
                .contains("Files may have at most 20 MiB together", "href=\"#field-files\"", "https://status.example");
        var one = send(List.of(" ".repeat(17 * MIB)));
        assertThat(one.statusCode()).isEqualTo(422);
        assertThat(one.body()).contains("Files may have at most 16 MB each", "href=\"#field-files\"");
        assertThat(screen()).as("nothing began").contains("What comes along");
        assertNothingIsKept();
    }

    @Test
    void aDocumentThatIsNoneFailsAndIsNamed() throws IOException {
        send(List.of(document("summary.json"), "no JSON"));

        assertThat(awaited()).contains("The import failed", "file 2 is no JSON");
        assertNothingIsKept();
    }

    @Test
    void withoutFilesAndAddressNothingBegins() {
        var answer = send(List.of(""));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(answer.body()).select("a[href=#field-address]").text())
                .isEqualTo("The page's address must be given");
    }

    @Test
    void whoMayNotManageThePageIsRefusedBeforeTheFilesAreRead() {
        var vera = desk.as(desk.vera);
        vera.get(desk.href(""));

        assertThat(vera.get(href).statusCode()).isEqualTo(403);
        assertThat(vera.upload(href, Map.of(), "files[]", List.of("{}")).statusCode())
                .isEqualTo(403);
    }

    @Test
    void aFormOfAnotherSiteBringsNothing() throws IOException {
        var answer = alice.upload(href, Map.of("form_token", "guessed"), "files[]", List.of(document("summary.json")));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(screen()).contains("What comes along");
        assertNothingIsKept();
    }
}
