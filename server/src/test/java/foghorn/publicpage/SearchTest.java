package foghorn.publicpage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.incident.IncidentImpact;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import foghorn.kit.web.Json;
import foghorn.publicpage.csv.FoundCsv;
import foghorn.publicpage.feed.FoundFeed;
import foghorn.publicpage.json.FoundJson;
import foghorn.publicpage.snapshot.HistoryEntry;
import foghorn.publicpage.snapshot.Search;
import foghorn.publicpage.snapshot.SearchService;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SearchTest {
    private static final String GATE = Ids.next();
    private static final String SECRET = Ids.next();
    private static final String FOG = Ids.next();
    private static final String URL = "https://status.example";

    private static TestDatabase database;
    private static Harbour harbour;
    private static SearchService searches;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        harbour = new Harbour(database, "Etc/UTC");
        searches = new SearchService(harbour.database);
        harbour.change("2026-05-04T09:00:00Z", tx -> {
            harbour.component(tx, GATE, "North gate", null, 1);
            harbour.component(tx, SECRET, "Secret", null, 2);
            harbour.run(tx, "update component set only_show_if_degraded = true where id = :v0", SECRET);
            harbour.incident(tx, FOG, "Fog", "investigating", "minor", GATE);
            harbour.update(tx, FOG, Ids.next(), "investigating", "We see 100% nothing.");
            harbour.update(tx, FOG, Ids.next(), "resolved", "It is gone.");
            harbour.incident(tx, Ids.next(), "Ice", "resolved", "critical", SECRET);
            harbour.maintenance(
                    tx, Ids.next(), "Dredging", "completed", "2026-05-03T09:00:00Z", "2026-05-03T10:00:00Z", GATE);
            harbour.maintenance(
                    tx, Ids.next(), "Firmware", "scheduled", "2026-06-03T09:00:00Z", "2026-06-03T10:00:00Z");
        });
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void wordsAreFoundInNamesAndInEveryUpdate() {
        assertThat(found("fog")).containsExactly("Fog");
        assertThat(found("SEE 100% n")).containsExactly("Fog");
        assertThat(found("_")).isEmpty();
        assertThat(found("")).containsExactlyInAnyOrder("Fog", "Ice", "Dredging");
    }

    @Test
    void whatIsChosenIsLeft() {
        assertThat(names(new Search("", Optional.of(true), Optional.empty(), Optional.empty(), 1)))
                .containsExactly("Dredging");
        assertThat(names(new Search("", Optional.of(false), Optional.empty(), Optional.of(GATE), 1)))
                .containsExactly("Fog");
        assertThat(names(new Search("", Optional.empty(), Optional.of(IncidentImpact.CRITICAL), Optional.empty(), 1)))
                .containsExactly("Ice");
    }

    @Test
    void aHiddenComponentCannotBeAskedFor() {
        var all = new Search("", Optional.empty(), Optional.empty(), Optional.of(SECRET), 1);
        assertThat(names(all)).hasSize(3);
        assertThat(searches.find(call(harbour.page), harbour.page, all).components())
                .extracting(component -> component.name())
                .containsExactly("North gate");
    }

    @Test
    void manyResultsHavePages() {
        var busy = new Harbour(database, "Etc/UTC");
        busy.change(
                "2026-05-04T09:00:00Z",
                tx -> IntStream.range(0, 30).forEach(i -> busy.incident(tx, Ids.next(), "Wave", "resolved", "minor")));
        var service = new SearchService(busy.database);
        var call = new Call(new Actor.Viewer(busy.organization, busy.page), "test");

        var first = service.find(call, busy.page, words("wave", 1));
        var second = service.find(call, busy.page, words("wave", 2));
        assertThat(first.entries()).hasSize(25).doesNotContainAnyElementsOf(second.entries());
        assertThat(first.hasMore()).isTrue();
        assertThat(second.entries()).hasSize(5);
        assertThat(second.hasMore()).isFalse();

        var all = service.findAll(call, busy.page, words("wave", 2));
        assertThat(all.entries()).hasSize(30).containsAll(first.entries()).containsAll(second.entries());
        assertThat(all.hasMore()).isFalse();
    }

    @Test
    void whatIsFoundIsATable() throws IOException {
        var out = new ByteArrayOutputStream();
        FoundCsv.write(searches.findAll(call(harbour.page), harbour.page, words("fog", 1)), URL, out);

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "id,kind,name,impact,status,began_at,resolved_at,url,message",
                        FOG + ",incident,Fog,minor,resolved,2026-05-04T09:00:00Z,2026-05-04T09:00:00Z," + URL
                                + "/incidents/" + FOG + ",It is gone.");
    }

    @Test
    void whatIsFoundIsJson() {
        var all = searches.findAll(call(harbour.page), harbour.page, words("", 1));
        var json = Json.MAPPER.valueToTree(FoundJson.of(all, URL));

        assertThat(json.at("/page/url").asText()).isEqualTo(URL);
        assertThat(json.at("/has_more").asBoolean(true)).isFalse();
        assertThat(json.at("/incidents").findValuesAsText("kind"))
                .containsExactlyInAnyOrder("incident", "incident", "maintenance");
        assertThat(json.at("/incidents/0/began_at").asText()).isEqualTo("2026-05-04T09:00:00.000Z");
    }

    @Test
    void whatIsFoundIsAFeed() {
        var all = searches.findAll(call(harbour.page), harbour.page, words("fog", 1));
        var feed = new String(FoundFeed.atom(all, URL, URL + "/search.atom?q=a&b"), StandardCharsets.UTF_8);

        assertThat(feed)
                .contains("<id>" + URL + "/search.atom?q=a&amp;b</id>")
                .contains("<id>tag:status.example,2026:Incident/" + FOG + "</id>")
                .contains("<updated>2026-05-04T09:00:00Z</updated>")
                .contains("<title>Fog</title>")
                .contains("<content>It is gone.</content>");
    }

    @Test
    void onlyVisitorsOfAPublicPageSearchIt() {
        var other = new PageId(Ids.next());
        assertThatThrownBy(() -> searches.find(call(other), harbour.page, words("", 1)))
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> searches.find(call(other), other, words("", 1)))
                .isInstanceOf(Problem.NotFound.class);

        var hidden = new Harbour(database, "Etc/UTC");
        hidden.change(
                "2026-05-04T09:00:00Z",
                tx -> hidden.run(tx, "update page set visibility = 'private' where id = :page"));
        var call = new Call(new Actor.Viewer(hidden.organization, hidden.page), "test");
        assertThatThrownBy(() -> new SearchService(hidden.database).find(call, hidden.page, words("", 1)))
                .isInstanceOf(Problem.NotFound.class);
    }

    private static Search words(String words, int number) {
        return new Search(words, Optional.empty(), Optional.empty(), Optional.empty(), number);
    }

    private static Call call(PageId page) {
        return new Call(new Actor.Viewer(harbour.organization, page), "test");
    }

    private static List<String> found(String words) {
        return names(words(words, 1));
    }

    private static List<String> names(Search search) {
        return searches.find(call(harbour.page), harbour.page, search).entries().stream()
                .map(HistoryEntry::name)
                .toList();
    }
}
