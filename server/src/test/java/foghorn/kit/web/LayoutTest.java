package foghorn.kit.web;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.tenant.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final String HOSTILE = "\"><script>alert(1)</script>";

    private static final ReadableTime CLOCK = new ReadableTime(ZoneId.of("UTC"), Instant.parse("2026-05-04T12:00:00Z"));

    @Test
    void agesAndTimesAreReadable() {
        assertThat(CLOCK.ago(Instant.parse("2026-05-04T11:59:30Z"))).isEqualTo("just now");
        assertThat(CLOCK.ago(Instant.parse("2026-05-04T11:08:00Z"))).isEqualTo("52 min ago");
        assertThat(CLOCK.ago(Instant.parse("2026-05-04T08:55:00Z"))).isEqualTo("3 h 5 min ago");
        assertThat(CLOCK.ago(Instant.parse("2026-05-02T11:00:00Z"))).isEqualTo("2 days ago");
        assertThat(CLOCK.ago(Instant.parse("2026-05-04T12:15:00Z"))).isEqualTo("in 15 min");
        assertThat(CLOCK.ago(Instant.parse("2026-05-04T12:00:30Z"))).isEqualTo("in less than a minute");
        assertThat(ReadableTime.lasting(Duration.ofSeconds(59))).isEqualTo("less than a minute");
        assertThat(CLOCK.at(Instant.parse("2026-05-04T09:12:40Z"))).isEqualTo("4 May 2026, 09:12 UTC");
        assertThat(CLOCK.near(Instant.parse("2026-05-04T09:12:40Z"))).isEqualTo("09:12 UTC");
    }

    @Test
    void hostileNamesAreTextInTheShell() {
        var page = new Shell.PageLink(HOSTILE, "/console/pages/bbbbbbbbbbbb", "http://localhost/p/acme");
        var shell = new Shell(
                "dddddddddddd",
                HOSTILE,
                true,
                Optional.of(page),
                List.of(page, new Shell.PageLink("Other", "/console/pages/cccccccccccc", "http://localhost/p/other")),
                List.of(new Shell.Entry("Overview", "/console/pages/bbbbbbbbbbbb", true)),
                List.of(new Shell.Entry("API keys", "/console/api-keys", false)),
                Optional.of("/console/pages/bbbbbbbbbbbb/incidents/new"),
                "token",
                Optional.of(HOSTILE),
                Optional.of("Published."),
                CLOCK);

        var html = render("web/console.jte", Map.of("shell", shell, "title", HOSTILE, "content", nothing()));

        assertThat(html)
                .doesNotContain("<script>alert")
                .contains("&lt;script&gt;alert(1)")
                .contains("<a href=\"/console/pages/bbbbbbbbbbbb\" aria-current=\"page\">Overview</a>")
                .contains("<a href=\"/console/api-keys\">API keys</a>")
                .contains("Create incident")
                .contains("/console/organizations")
                .contains("name=\"form_token\" value=\"token\"");
    }

    @Test
    void whoMayNotOpenIncidentsIsNotOfferedTo() {
        var shell = new Shell(
                "dddddddddddd",
                "Acme",
                false,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                "t",
                Optional.empty(),
                Optional.empty(),
                CLOCK);

        assertThat(render("web/console.jte", Map.of("shell", shell, "title", "Overview", "content", nothing())))
                .doesNotContain("Create incident")
                .doesNotContain("/console/organizations");
    }

    @Test
    void anErrorIsLinkedToItsFieldAndDescribesIt() {
        var errors = FormErrors.of(new Problem.Invalid("incident.name", "must be given"), Map.of("name", "Title"));

        assertThat(render("web/errors.jte", Map.of("errors", errors)))
                .contains("<a href=\"#field-name\">Title must be given</a>");
        assertThat(render(
                        "web/field.jte", Map.of("name", "name", "label", "Title", "errors", errors, "hint", "Short.")))
                .contains("<label for=\"field-name\">Title</label>")
                .contains("aria-describedby=\"field-name-hint field-name-error\"")
                .contains("aria-invalid=\"true\"")
                .contains("<p class=\"error\" id=\"field-name-error\">Title must be given</p>")
                .doesNotContain("autocomplete");
    }

    private static gg.jte.Content nothing() {
        return output -> {};
    }

    private static String render(String template, Map<String, Object> parameters) {
        return new String(Templates.render(template, parameters), StandardCharsets.UTF_8);
    }
}
