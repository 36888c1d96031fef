package foghorn.console;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.component.ComponentStatus;
import foghorn.incident.IncidentStatus.Scheduled;
import foghorn.incident.template.IncidentTemplate;
import foghorn.incident.template.TemplateRoom;
import foghorn.incident.template.TemplateService;
import foghorn.incident.template.WriteTemplate;
import foghorn.kit.db.Paging;
import foghorn.kit.patch.ExpectedVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TemplateScreensTest {
    private Desk desk;
    private TemplateService templates;

    @BeforeEach
    void open() {
        desk = new Desk();
        templates = new TemplateRoom(desk.database).templates();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private String href(String path) {
        return desk.href("/incident-templates" + path);
    }

    private List<IncidentTemplate> all() {
        return templates.list(desk.cast.bob(), desk.page, new Paging(100, 0));
    }

    private static Map<String, String> form(String name, String body) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("name", name);
        fields.put("group", "Weather");
        fields.put("title", "Fog at {{component}}");
        fields.put("update_status", "identified");
        fields.put("body", body);
        fields.put("version", "0");
        return fields;
    }

    @Test
    void aTemplateIsWrittenUsedAndForgotten() {
        var quay = desk.component("Quay");
        var bob = desk.as(desk.cast.bob());
        assertThat(bob.get(href("")).body()).contains("No templates yet");
        assertThat(bob.get(href("/new")).body()).contains("New template", "{{scheduled_for}}");
        var fields = form("Fog", "{{page}}: no boats from {{component}}.");
        fields.put("component_ids[]", quay.id().value());
        assertThat(bob.post(href(""), fields).headers().firstValue("location")).contains(href("?done=added"));

        var made = all().getFirst();
        assertThat(made.notifies()).isFalse();
        var list = Jsoup.parse(bob.get(href("?done=added")).body());
        assertThat(list.select("h2").eachText()).contains("Weather");
        assertThat(list.select(".rows a.name").eachText()).containsExactly("Fog");

        var composer = Jsoup.parse(
                bob.get(desk.href("/incidents/new?template=" + made.id())).body());
        assertThat(composer.select("#field-name").attr("value")).isEqualTo("Fog at Quay");
        assertThat(composer.expectFirst("#field-body").wholeText()).endsWith(": no boats from Quay.");
        assertThat(composer.select("input[name=status][checked]").attr("value")).isEqualTo("identified");
        assertThat(composer.select("select[name^=components] option[selected]").attr("value"))
                .isEqualTo("operational");
        assertThat(composer.select("input[name=notify][checked]")).isEmpty();
        assertThat(composer.select("select[name=template] option[selected]").text())
                .isEqualTo("Fog");
        assertThat(composer.text()).contains("begins with the template Fog");
        assertThat(desk.open()).isEmpty();

        assertThat(bob.get(href("/" + made.id() + "/delete")).body()).contains("Delete Fog?");
        bob.post(href("/" + made.id() + "/delete"), Map.of());
        assertThat(all()).isEmpty();
        assertThat(bob.get(href("/" + made.id())).statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsRefusedIsShownAgainWithNothingLost() {
        var bob = desk.as(desk.cast.bob());
        bob.get(href("/new"));
        var refused = bob.post(href(""), form("Fog", "We know of {{nothing}}."));
        assertThat(refused.statusCode()).isEqualTo(422);
        var screen = Jsoup.parse(refused.body());
        assertThat(screen.select("#errors a").eachText())
                .singleElement()
                .asString()
                .startsWith("Message has a placeholder that is not known here; known are {{page}}");
        assertThat(screen.expectFirst("#field-body").wholeText().strip()).isEqualTo("We know of {{nothing}}.");
        assertThat(screen.select("#field-group").attr("value")).isEqualTo("Weather");
        assertThat(screen.select("#field-update_status option[selected]").attr("value"))
                .isEqualTo("identified");
        assertThat(all()).isEmpty();
    }

    @Test
    void twoWritersSeeBothTexts() {
        var bob = desk.as(desk.cast.bob());
        bob.get(href("/new"));
        bob.post(href(""), form("Fog", "First."));
        var made = all().getFirst();
        var fields = form("Fog", "Bob's.");
        fields.put("version", "1");
        templates.change(
                desk.cast.alice(),
                desk.page,
                made.id(),
                ExpectedVersion.any(),
                new WriteTemplate(
                        "Fog",
                        "Title",
                        "Alice's.",
                        new WriteTemplate.NoGroup(),
                        Optional.empty(),
                        true,
                        true,
                        List.of()));

        var conflict = bob.post(href("/" + made.id()), fields);
        assertThat(conflict.statusCode()).isEqualTo(409);
        assertThat(conflict.body()).contains("Somebody was faster", "Alice's.", "Bob's.</textarea>");
        fields.put("version", "2");
        assertThat(bob.post(href("/" + made.id()), fields).statusCode()).isEqualTo(303);
        assertThat(all().getFirst().body()).isEqualTo("Bob's.");
        assertThat(all().getFirst().tweets()).as("no form asks for it").isTrue();
    }

    @Test
    void whatIsForMaintenancesIsNotOfferedForIncidents() {
        var planned = templates.create(
                desk.cast.bob(),
                desk.page,
                new WriteTemplate(
                        "Dredging",
                        "Dredging",
                        "From {{scheduled_for}}",
                        new WriteTemplate.NoGroup(),
                        Optional.of(Scheduled.SCHEDULED),
                        false,
                        true,
                        List.of()));
        var bob = desk.as(desk.cast.bob());
        for (var wrong : List.of(planned.id().value(), "bbbbbbbbbbbb", "x", "")) {
            var screen = bob.get(desk.href("/incidents/new?template=" + wrong));
            assertThat(screen.statusCode()).isEqualTo(200);
            assertThat(Jsoup.parse(screen.body()).select("#field-name").attr("value"))
                    .isEmpty();
        }
        assertThat(bob.get(href("")).body())
                .contains("Dredging")
                .doesNotContain("/incidents/new?template=" + planned.id());
    }

    @Test
    void aComponentThatIsDownIsShownAsItIs() {
        var quay = desk.component("Quay");
        desk.incident("Gates", quay.id(), ComponentStatus.MAJOR_OUTAGE);
        var bob = desk.as(desk.cast.bob());
        bob.get(href("/new"));
        var fields = form("Fog", "Body");
        fields.put("component_ids[]", quay.id().value());
        bob.post(href(""), fields);
        var composer = Jsoup.parse(
                bob.get(desk.href("/incidents/new?template=" + all().getFirst().id()))
                        .body());
        assertThat(composer.select("select[name^=components] option[selected]").attr("value"))
                .isEqualTo("major_outage");
    }

    @Test
    void whoMayOnlyLookSeesNone() {
        var vera = desk.as(desk.vera);
        assertThat(vera.get(desk.href("/incidents")).body()).doesNotContain("incident-templates");
        assertThat(vera.get(href("")).statusCode()).isEqualTo(403);
        assertThat(desk.as(desk.cast.bob()).get(desk.href("/incidents")).body()).contains(href(""));
    }
}
