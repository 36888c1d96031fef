package foghorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A subscriber's address goes through everything that handles it, and is then looked for in everything that was written: database files,
 * write-ahead log, logs and published bytes. A second address is planted in plain, to prove that the search finds.
 */
@Timeout(300)
class CanaryTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String ADDRESS = "canary.kestrel.7719@quarry-lighthouse.example";
    private static final String PLANTED = "planted.osprey.4402@harbour-lantern.example";

    @Test
    void anAddressIsFoundNowhereOnDisk() throws Exception {
        try (var smtp = new RefusingSmtp();
                var foghorn = new Foghorn()) {
            var made = foghorn.setUp();
            var api = foghorn.url("/v1/pages/" + made.get("page_id").asText());
            var key = made.get("api_key").asText();
            foghorn.set("FOGHORN_SMTP_URL", "smtp://127.0.0.1:" + smtp.port())
                    .set("FOGHORN_MAIL_FROM", "status@larkfield.example")
                    .serve();
            var database = new EmbeddedData(foghorn.data());

            assertThat(Http.post(foghorn.url("/subscribe"), Map.of("email", ADDRESS))
                            .statusCode())
                    .isEqualTo(303);
            Await.until("the confirmation was sent", SOON, () -> smtp.accepted.size() == 1);
            confirm(foghorn, smtp.accepted.getFirst());
            smtp.refuses = true;
            open(api, key, "The answer repeats the address");
            Await.until("the delivery was refused", SOON, () -> smtp.refused.contains(ADDRESS));
            Await.until(
                    "the refusal is recorded",
                    SOON,
                    () -> database.number(
                                    "select count(*) from delivery where error is not null and state <> 'sending'")
                            == 1);
            foghorn.stop();

            foghorn.set("FOGHORN_SMTP_URL", "").set("FOGHORN_MAIL_FROM", "").serve();
            database.execute("update subscriber set state = 'active', quarantined_at = null");
            open(api, key, "Kept on this machine");
            Await.until(
                    "the mail is in the local inbox",
                    SOON,
                    () -> database.number("select count(*) from inbox_message") == 1);
            assertThat(foghorn.run("inbox").out()).as("who runs it may read it").contains(ADDRESS);

            database.execute("checkpoint");
            assertThat(findings(foghorn.folder(), ADDRESS)).isEmpty();

            plant(foghorn, database);
            database.execute("checkpoint");
            assertThat(findings(foghorn.folder(), PLANTED))
                    .as("the search finds what is there, in database files, log and published bytes")
                    .anyMatch(file -> file.contains("/base/"))
                    .anyMatch(file -> file.contains("pg_wal"))
                    .anyMatch(file -> file.endsWith("serve.txt"))
                    .anyMatch(file -> file.contains("published"));
        }
    }

    private static void open(String api, String key, String name) {
        var answer = Http.api("POST", api + "/incidents", key, """
                {"incident":{"name":"%s","status":"investigating","body":"We look into it."}}
                """.formatted(name));
        assertThat(answer.statusCode()).isEqualTo(201);
    }

    private static void confirm(Foghorn foghorn, String raw) throws MessagingException, IOException {
        var message = new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(raw.getBytes(StandardCharsets.ISO_8859_1)));
        var text = ((MimeMultipart) message.getContent())
                .getBodyPart(0)
                .getContent()
                .toString();
        var link = Pattern.compile("https?://\\S*/subscriptions/confirm/\\S+").matcher(text);
        assertThat(link.find()).as(text).isTrue();
        var answer = Http.post(foghorn.url(URI.create(link.group()).getRawPath()), Map.of());
        assertThat(answer.statusCode()).isIn(200, 303);
    }

    private static void plant(Foghorn foghorn, EmbeddedData database) throws IOException {
        database.execute("insert into installation_setting values ('planted', '" + PLANTED + "')");
        Files.writeString(foghorn.log(), "sent to " + PLANTED + "\n", StandardOpenOption.APPEND);
        try (var files = Files.walk(foghorn.data().resolve("published"))) {
            var published = files.filter(Files::isRegularFile).findFirst().orElseThrow();
            Files.writeString(
                    published,
                    Base64.getEncoder().encodeToString(("x" + PLANTED).getBytes(StandardCharsets.UTF_8)),
                    StandardOpenOption.APPEND);
        }
    }

    private static List<String> findings(Path folder, String address) throws IOException {
        var forms = forms(address);
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> {
                        try {
                            var text = Files.readString(file, StandardCharsets.ISO_8859_1);
                            return forms.stream().anyMatch(text::contains);
                        } catch (NoSuchFileException e) {
                            return false;
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .map(Path::toString)
                    .toList();
        }
    }

    /** Plain, quoted-printable, percent-encoded, and base64 at each of its three alignments, of the whole and of the part before the at sign. */
    private static Set<String> forms(String address) {
        var forms = new LinkedHashSet<String>();
        for (var text : List.of(address, address.substring(0, address.indexOf('@')))) {
            forms.add(text);
            forms.add(text.replace("@", "=40"));
            forms.add(text.replace("@", "%40"));
            for (int shift = 0; shift < 3; shift++) {
                var bytes = ("\0".repeat(shift) + text).getBytes(StandardCharsets.UTF_8);
                var whole = Base64.getEncoder().withoutPadding().encodeToString(bytes);
                // The first and the last characters also depend on what stands beside the text.
                forms.add(whole.substring(shift == 0 ? 0 : shift + 1, whole.length() - 2));
            }
        }
        return forms;
    }
}
