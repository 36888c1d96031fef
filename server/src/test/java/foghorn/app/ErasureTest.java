package foghorn.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import foghorn.Await;
import foghorn.kit.id.Ids;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A subscriber is forgotten by a mailed link, without signing in, wherever the product keeps something. */
class ErasureTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    private static TestApi api;

    @BeforeAll
    static void start() {
        api = new TestApi();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static ApiClient visitor() {
        return api.anonymous().with("Content-Type", FORM);
    }

    private static String link(String address, String words, String part) {
        return api.mailTo(address, words).links().stream()
                .filter(link -> link.contains(part))
                .findFirst()
                .orElseThrow()
                .replaceFirst(".*/p/[^/]+", "/p/" + api.cast().page());
    }

    private static String follow(String address, String fog) {
        visitor().send("POST", "/p/" + api.cast().page() + "/subscribe", "email=" + address);
        visitor().send("POST", link(address, "Confirm", "/confirm/"), "");
        var incident = api.alice()
                .post(api.page("/incidents"), "{\"incident\": {\"name\": \"" + fog + "\"}}")
                .text("/id");
        assertThat(incident).isNotEmpty();
        return link(address, fog, "/manage/");
    }

    @Test
    void nothingThatLeadsToThemIsLeft() {
        var address = Ids.next() + "@readers.example";
        var other = Ids.next() + "@readers.example";
        follow(other, "Fog in the morning");
        var manage = follow(address, "Fog at noon");
        var own = api.anonymous().get(manage + "/data.json");
        assertThat(own.header("content-disposition").orElseThrow()).contains("attachment");
        assertThat(own.text("/address")).isEqualTo(address);
        assertThat(own.text("/state")).isEqualTo("active");
        Await.until(
                "the notice is recorded",
                () -> api.anonymous()
                        .get(manage + "/data.json")
                        .text("/notices/0/outcome")
                        .equals("Sent"));
        assertThat(own.text("/notices/0/about")).isEqualTo("Fog at noon");
        long deliveries = deliveries(own.text("/id"));
        assertThat(deliveries).isPositive();

        assertThat(api.anonymous().get(manage + "/erase").body()).contains("Erase everything about you?");
        assertThat(visitor().send("POST", manage + "/erase", "").status()).isEqualTo(200);

        assertThat(api.anonymous().get(manage).status()).isEqualTo(404);
        assertThat(mailsTo(address)).isZero();
        assertThat(mailsTo(other)).isPositive();
        assertThat(deliveries(own.text("/id"))).isEqualTo(deliveries);
        assertThat(api.rows("select id from subscriber where id = ?", own.text("/id")))
                .isEmpty();
        assertThat(api.rows("select subject_id from subject_key where subject_id = ?", own.text("/id")))
                .isEmpty();
    }

    private static long deliveries(String subscriber) {
        return api.rows("select event_id from delivery where subscriber_id = ?", subscriber)
                .size();
    }

    private static long mailsTo(String address) {
        return api.mails().stream()
                .filter(mail -> new String(mail, UTF_8).contains(address))
                .count();
    }
}
