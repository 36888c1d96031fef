package foghorn.app;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.app.ApiClient.Response;
import foghorn.kit.web.Json;
import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every text that a team can write, written with hostile markup in it: wherever it is shown, it is the text that was written. */
class WrittenTextTest {
    /** What is kept for programs and shown on no screen. */
    private static final Set<String> FOR_PROGRAMS = Set.of("headline", "footer", "metadata");

    private static final Set<String> MAIL_HEADERS = Set.of(
            "From",
            "To",
            "Date",
            "Subject",
            "Message-ID",
            "MIME-Version",
            "Content-Type",
            "Auto-Submitted",
            "In-Reply-To",
            "References",
            "List-Unsubscribe",
            "List-Unsubscribe-Post");

    private static final Pattern MARK = Pattern.compile("\\[\\[([a-z ]+)]]");

    private static final Set<String> written = new TreeSet<>();
    private static TestApi api;
    private static Samples samples;
    private static Callers callers;

    @BeforeAll
    static void write() {
        api = new TestApi();
        samples = new Samples(api);
        callers = new Callers(api, samples);
        var things = samples.things();
        things.get("reader");
        var page = api.page("");
        callers.everything()
                .patch(
                        page,
                        json(
                                "page",
                                Map.of(
                                        "name",
                                        text("page"),
                                        "headline",
                                        text("headline"),
                                        "page_description",
                                        text("page description"),
                                        "notifications_email_footer",
                                        text("footer"))));
        api.rows(
                "update organization set name = ? where organization_id = ?",
                text("organization"),
                api.cast().organization().value());
        things.use(
                "component_id",
                post(
                        "/components",
                        json(
                                "component",
                                Map.of(
                                        "name",
                                        text("component"),
                                        "description",
                                        text("component description"),
                                        "status",
                                        "major_outage"))));
        things.use(
                "group_id",
                post(
                        "/component-groups",
                        json(
                                "component_group",
                                Map.of(
                                        "name",
                                        text("group"),
                                        "components",
                                        List.of(things.get("component_id")),
                                        "description",
                                        text("group description")))));
        post("/incidents", json("incident", Map.of("name", text("past incident"), "status", "resolved")));
        var incident = post(
                "/incidents",
                json(
                        "incident",
                        Map.of(
                                "name",
                                text("incident"),
                                "body",
                                text("first update"),
                                "component_ids",
                                List.of(things.get("component_id")),
                                "metadata",
                                Map.of("a", Map.of("b", text("metadata"))))));
        things.use("incident_id", incident);
        callers.everything()
                .patch(page + "/incidents/" + incident, json("incident", Map.of("body", text("second update"))));
        post(
                "/incidents",
                json(
                        "incident",
                        Map.of(
                                "name",
                                text("maintenance"),
                                "body",
                                text("maintenance plan"),
                                "scheduled_for",
                                "2098-01-01T00:00:00Z",
                                "scheduled_until",
                                "2098-01-02T00:00:00Z")));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static String text(String name) {
        written.add(name);
        return Attack.MARKUP + "[[" + name + "]]";
    }

    private static String json(String resource, Map<String, ?> fields) {
        return Json.MAPPER.valueToTree(Map.of(resource, fields)).toString();
    }

    private static String post(String path, String body) {
        var answer = callers.everything().post(api.page(path), body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.text("/id");
    }

    @Test
    void whatIsWrittenIsShownAsText() {
        var seen = new TreeSet<String>();
        var pages = new LinkedHashMap<String, Response>();
        api.routes().stream()
                .filter(route -> route.method().equals("GET"))
                .forEach(route -> pages.put(route.toString(), callers.call(route, callers.successful(route))));
        var base = "/p/" + api.cast().page() + "/";
        api.published(api.cast().page())
                .forEach(path -> pages.put(path, api.anonymous().get(base + path)));
        pages.put("nowhere", api.anonymous().get(base + "none"));
        pages.put("no organization", callers.memberWithoutAny().client().get("/console"));

        pages.forEach((name, answer) -> {
            if (answer.header("content-type").orElse("").startsWith("text/html")) {
                assertThat(Markup.foreignIn(answer.body(), false)).as(name).isEmpty();
                assertThat(answer.body()).as(name).doesNotContain(Attack.RUN);
                MARK.matcher(answer.body()).results().forEach(found -> seen.add(found.group(1)));
            }
        });
        var forPeople = new TreeSet<>(written);
        forPeople.removeAll(FOR_PROGRAMS);
        assertThat(seen).isEqualTo(forPeople);
    }

    @Test
    void whatIsWrittenIsTextInMailsAndOneLineInTheirHeaders() throws Exception {
        api.mailTo(samples.things().get("reader"), "[[second update]]");
        for (var bytes : api.mails()) {
            var mail = new MimeMessage(null, new ByteArrayInputStream(bytes));
            for (Header header : Collections.list(mail.getAllHeaders())) {
                assertThat(MAIL_HEADERS).contains(header.getName());
                assertThat(header.getValue())
                        .doesNotContainPattern("[\\u202e\\u2066\\u200f]")
                        .doesNotContainPattern("\\r?\\n[^ \\t]");
            }
            assertThat(mail.getAllRecipients()).hasSize(1);
            assertThat(mail.getSubject()).doesNotContainPattern("[\\p{Cntrl}\\u202e\\u2066\\u200f]");
            var parts = (MimeMultipart) mail.getContent();
            var html = new ArrayList<String>();
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart part = parts.getBodyPart(i);
                if (part.isMimeType("text/html")) {
                    html.add((String) part.getContent());
                }
            }
            assertThat(html)
                    .singleElement()
                    .satisfies(text -> assertThat(Markup.foreignIn(text, true)).isEmpty());
        }
    }
}
