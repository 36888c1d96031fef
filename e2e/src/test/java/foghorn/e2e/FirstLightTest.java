package foghorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a fresh clone to an incident that every subscriber hears. */
@Timeout(600)
class FirstLightTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void aFreshCloneTellsItsSubscribersOfAnIncident(@TempDir Path temp) throws Exception {
        var clone = cloneInto(temp.resolve("a clone of it"));
        try (var foghorn = new Foghorn(clone)) {
            tell(foghorn);

            // What makes starts quicker is no condition for them.
            var cache = clone.resolve("server/target/foghorn.aot");
            assertThat(cache).isNotEmptyFile();
            Files.writeString(cache, "damaged");
            var settings = foghorn.run("settings");
            assertThat(settings.exit()).isZero();
            assertThat(settings.out()).startsWith("# Settings");
            assertThat(settings.err()).isEmpty();
        }
    }

    @Test
    void theSameOnAnExternalDatabaseBehindAPooler() throws Exception {
        try (var database = new DebianPostgres();
                var pooler = new Pooler(database);
                var foghorn = pooler.use(new Foghorn(), database)) {
            tell(foghorn);
        }
    }

    private static void tell(Foghorn foghorn) throws Exception {
        var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
        mail.start();
        try {
            foghorn.set("FOGHORN_SMTP_URL", "smtp://127.0.0.1:" + mail.getSmtp().getPort())
                    .set("FOGHORN_MAIL_FROM", "status@larkfield.example");

            foghorn.serve();
            assertThat(Team.setUpLink(foghorn)).startsWith("http://localhost:" + foghorn.port + "/");

            var made = foghorn.setUp();
            var page = made.get("page_id").asText();
            var key = made.get("api_key").asText();
            var pageUrl = foghorn.url("/p/larkfield/");
            Await.until("the page is shown", SOON, () -> Http.get(pageUrl).statusCode() == 200);
            assertThat(Http.get(pageUrl).body()).contains("Larkfield Ferries").contains("All Systems Operational");

            assertThat(Http.post(pageUrl + "subscribe", Map.of("email", "bob@harbour.example"))
                            .statusCode())
                    .isIn(200, 303);
            var confirmation = next(mail, 1);
            assertThat(confirmation.getAllRecipients()[0]).hasToString("bob@harbour.example");
            var confirm = local(foghorn, link(text(confirmation), "/subscriptions/confirm/"));
            assertThat(Http.get(confirm).body()).contains("<form").contains("post");
            assertThat(Http.post(confirm, Map.of()).statusCode()).isIn(200, 303);

            var api = foghorn.url("/v1/pages/" + page);
            var component = Http.json(Http.api("POST", api + "/components", key, """
                            {"component":{"name":"North quay","status":"operational"}}
                            """))
                    .get("id")
                    .asText();
            var incident = Http.json(Http.api("POST", api + "/incidents", key, """
                            {"incident":{"name":"Gates stay shut","status":"investigating","body":"We look into it.",
                             "components":{"%s":"major_outage"}}}
                            """.formatted(component)))
                    .get("id")
                    .asText();

            var told = next(mail, 2);
            assertThat(told.getSubject()).contains("Gates stay shut");
            assertThat(told.getFrom()[0].toString()).contains("Larkfield Ferries");
            assertThat(text(told)).contains("We look into it.").contains("North quay");
            assertThat(html(told)).contains("We look into it.");
            assertThat(told.getHeader("List-Unsubscribe-Post", null)).isEqualTo("List-Unsubscribe=One-Click");

            var home = Http.get(pageUrl).body();
            assertThat(home).contains("Gates stay shut").contains("Major System Outage");
            var summary = Http.json(Http.get(pageUrl + "api/v2/summary.json"));
            assertThat(summary.at("/status/indicator").asText()).isEqualTo("critical");
            assertThat(summary.at("/incidents/0/id").asText()).isEqualTo(incident);
            assertThat(Http.get(foghorn.url("/api/v2/summary.json")).body())
                    .as("the first page is the root page")
                    .isEqualTo(Http.get(pageUrl + "api/v2/summary.json").body());

            assertThat(Http.api("PATCH", api + "/incidents/" + incident, key, """
                            {"incident":{"status":"resolved","body":"The gates open again.","components":{"%s":"operational"}}}
                            """.formatted(component))
                            .statusCode())
                    .isEqualTo(200);
            var resolved = next(mail, 3);
            assertThat(text(resolved)).contains("The gates open again.");
            assertThat(resolved.getSubject()).as("one thread").isEqualTo(told.getSubject());
            assertThat(Http.get(pageUrl).body()).contains("All Systems Operational");
            assertThat(Http.json(Http.get(pageUrl + "api/v2/incidents/unresolved.json"))
                            .get("incidents"))
                    .isEmpty();
            assertThat(Http.json(Http.get(pageUrl + "api/v2/incidents.json"))
                            .at("/incidents/0/status")
                            .asText())
                    .isEqualTo("resolved");
            assertThat(Http.get(pageUrl + "incidents/" + incident).body())
                    .contains("The gates open again.")
                    .contains("We look into it.");

            var unsubscribe =
                    local(foghorn, told.getHeader("List-Unsubscribe", null).replaceAll("[<>]", ""));
            assertThat(Http.get(unsubscribe).statusCode()).as("a scanner's GET").isEqualTo(200);
            assertThat(Http.post(unsubscribe, Map.of("List-Unsubscribe", "One-Click"))
                            .statusCode())
                    .isEqualTo(200);
            Http.api("POST", api + "/incidents", key, """
                    {"incident":{"name":"Nobody left","status":"investigating","body":"To tell."}}
                    """);
            Await.until(
                    "the next incident is shown",
                    SOON,
                    () -> Http.get(pageUrl).body().contains("Nobody left"));
            foghorn.stop();
            assertThat(mail.getReceivedMessages())
                    .as("no mail after unsubscribing")
                    .hasSize(3);
        } finally {
            mail.stop();
        }
    }

    /** What a clone of the present tree holds: every file that is committed or would be. */
    private static Path cloneInto(Path target) throws IOException, InterruptedException {
        var git = new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
                .directory(Foghorn.HOME.toFile())
                .start();
        var files = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\0");
        assertThat(git.waitFor()).isZero();
        for (var file : files) {
            var from = Foghorn.HOME.resolve(file);
            if (Files.exists(from)) {
                Files.createDirectories(target.resolve(file).getParent());
                Files.copy(from, target.resolve(file), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return target;
    }

    private static MimeMessage next(GreenMail mail, int count) {
        return Await.value("mail number " + count, SOON, () -> {
            var all = mail.getReceivedMessages();
            return all.length >= count ? Optional.of(all[count - 1]) : Optional.empty();
        });
    }

    private static String link(String text, String path) {
        var matcher =
                Pattern.compile("https?://\\S*" + Pattern.quote(path) + "\\S+").matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group();
    }

    /** The same link at the address the test may call. */
    private static String local(Foghorn foghorn, String url) {
        return foghorn.url(java.net.URI.create(url).getRawPath());
    }

    private static String text(MimeMessage message) {
        return part(message, "text/plain");
    }

    private static String html(MimeMessage message) {
        return part(message, "text/html");
    }

    private static String part(MimeMessage message, String type) {
        try {
            var parts = new ArrayList<BodyPart>();
            var multipart = (MimeMultipart) message.getContent();
            for (int i = 0; i < multipart.getCount(); i++) {
                parts.add(multipart.getBodyPart(i));
            }
            for (var part : List.copyOf(parts)) {
                if (part.isMimeType(type)) {
                    return part.getContent().toString();
                }
            }
            throw new AssertionError("no " + type);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
