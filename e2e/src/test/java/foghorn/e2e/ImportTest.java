package foghorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Moving in, from the command line. */
@Timeout(300)
class ImportTest {
    private static final String MADE_UP = Foghorn.HOME.resolve("server/src/test/resources/foghorn/transfer") + "/";

    @Test
    void anExistingPageIsTakenOverWhileTheServerRuns() {
        try (var foghorn = new Foghorn()) {
            var page = foghorn.setUp().get("page_id").asText();
            foghorn.serve();

            var first = moveIn(foghorn, page, "summary.json", "incidents.json", "scheduled-maintenances.json");
            assertThat(first.exit()).as(first.err()).isZero();
            assertThat(first.out())
                    .contains("Components: 5 new, 0 changed, 0 as before")
                    .contains("Incidents and maintenances: 6 new, 0 changed, 0 as before");
            assertThat(first.err()).contains("components: 5 of 5").contains("incidents and maintenances: 6 of 6");
            Await.until(
                    "the running server shows all incidents",
                    Duration.ofSeconds(30),
                    () -> documents(foghorn, "incidents").get("incidents").size() == 3
                            && documents(foghorn, "scheduled-maintenances")
                                            .get("scheduled_maintenances")
                                            .size()
                                    == 3);
            assertThat(documents(foghorn, "summary")
                            .get("page")
                            .get("time_zone")
                            .asText())
                    .isEqualTo("Europe/London");

            var second = moveIn(foghorn, page, "summary.json", "incidents.json", "scheduled-maintenances.json");
            assertThat(second.out())
                    .contains("Components: 0 new, 0 changed, 5 as before")
                    .contains("Incidents and maintenances: 0 new, 0 changed, 6 as before");

            var nowhere = moveIn(foghorn, "bcdfghjklmnp", "summary.json");
            assertThat(nowhere.exit()).isEqualTo(2);
            assertThat(nowhere.err()).contains("--page names no page");
            var other = moveIn(foghorn, page, "older-summary.json");
            assertThat(other.exit()).isEqualTo(2);
            assertThat(other.err()).contains("page.id is another page's");
        }
    }

    @Test
    void anImportFromAPageThatDoesNotAnswerIsStopped() throws IOException, InterruptedException {
        try (var foghorn = new Foghorn();
                var silent = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.41"))) {
            foghorn.set("FOGHORN_OUTGOING_ALLOW", "127.0.0.0/8");
            var page = foghorn.setUp().get("page_id").asText();
            var printed = foghorn.folder().resolve("import.txt");

            var process = foghorn.start(
                    printed, "import", "public-page", "--page", page, "http://127.0.0.41:" + silent.getLocalPort());
            try (var asked = silent.accept()) {
                assertThat(asked.getInputStream().read()).isEqualTo('G');
                process.destroy();
                Await.until("the import has ended", Duration.ofSeconds(15), () -> !process.isAlive());
            }

            assertThat(Files.readString(printed)).contains("Stopped before anything was changed.");
        }
    }

    private static Foghorn.Ran moveIn(Foghorn foghorn, String page, String... files) {
        var arguments = new String[4 + files.length];
        arguments[0] = "import";
        arguments[1] = "public-page";
        arguments[2] = "--page";
        arguments[3] = page;
        for (int i = 0; i < files.length; i++) {
            arguments[4 + i] = MADE_UP + files[i];
        }
        return foghorn.run(arguments);
    }

    private static JsonNode documents(Foghorn foghorn, String name) {
        return Http.json(Http.get(foghorn.url("/api/v2/" + name + ".json")));
    }
}
