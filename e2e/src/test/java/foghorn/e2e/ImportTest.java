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

    @Test
    void subscribersComeAndGoAsATableWhileTheServerRuns() throws IOException {
        try (var foghorn = new Foghorn()) {
            var page = foghorn.setUp().get("page_id").asText();
            foghorn.serve();
            var table = foghorn.folder().resolve("people.csv");
            Files.writeString(table, """
                    type,email,phone_number,phone_country,endpoint,component_ids
                    email,one@readers.example,,,,
                    email,two@readers.example,,,,
                    email,nobody,,,,
                    sms,three@readers.example,5551234,us,,
                    """);

            var dry = foghorn.run("import", "subscribers", "--page", page, "--dry-run", table.toString());
            assertThat(dry.exit()).as(dry.err()).isZero();
            assertThat(dry.out()).contains("Nothing was changed", "mailed a link to confirm: 2", "is wrong: 2; see");
            var errors = foghorn.folder().resolve("people.csv.errors.csv");
            assertThat(Files.readString(errors))
                    .contains("4,email,\"is not an e-mail address")
                    .contains("5,type,");

            var asked = foghorn.run("import", "subscribers", "--page", page, table.toString());
            assertThat(asked.out()).contains("mailed a link to confirm: 2");
            Await.until(
                    "both were asked to confirm",
                    Duration.ofSeconds(30),
                    () -> foghorn.run("inbox").out().split("readers.example", -1).length == 3);

            Files.writeString(table, "email\nfour@readers.example\none@readers.example\n");
            var vouched = foghorn.run("import", "subscribers", "--page", page, "--confirmed", table.toString());
            assertThat(vouched.out()).contains("active at once: 1", "not to be written to: 1");
            assertThat(errors).doesNotExist();

            var exported = foghorn.run("export", "subscribers", "--page", page);
            assertThat(exported.out().lines().filter(line -> line.endsWith("Z") || line.contains("@")))
                    .hasSize(3)
                    .anyMatch(line -> line.startsWith("email,four@readers.example,,,,,,active,"));
            var nowhere = foghorn.run("export", "subscribers", "--page", "bcdfghjklmnp");
            assertThat(nowhere.exit()).isEqualTo(2);
            assertThat(nowhere.err()).contains("--page names no page");
            var missing = foghorn.run("import", "subscribers", "--page", page, table + ".gone");
            assertThat(missing.exit()).isEqualTo(2);
            assertThat(missing.err()).contains("FILE is not there");
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
