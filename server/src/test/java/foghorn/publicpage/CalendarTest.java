package foghorn.publicpage;

import static foghorn.publicpage.Waterfront.header;
import static org.assertj.core.api.Assertions.assertThat;

import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calendar of maintenances as a calendar program reads it: unfolded and unescaped (RFC 5545). */
class CalendarTest {
    private static final String NAME =
            "Gates; all, of \\ them – " + "långe 🚢 ".repeat(20).strip();
    private static final String TEXT = "Boats wait.\r\nGates, bells; \\n is no line.\u0007";

    @TempDir
    Path folder;

    private final String planned = Ids.next();
    private final String past = Ids.next();
    private TestDatabase database;
    private Harbour harbour;
    private Waterfront front;
    private String base;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        harbour = new Harbour(database, "Europe/Oslo", "h3n8vwq0tk2z");
        front = new Waterfront(harbour.database, database.app(), folder, harbour.clock);
        base = "/p/" + harbour.page + "/";
        harbour.change("2026-05-05T09:00:00Z", tx -> {
            harbour.incident(tx, Ids.next(), "Slow checkout", "investigating", "major");
            harbour.maintenance(tx, past, "Dredging", "completed", "2026-05-01T21:00:00Z", "2026-05-01T23:00:00Z");
            harbour.maintenance(tx, planned, NAME, "scheduled", "2026-05-09T21:00:00Z", "2026-05-09T23:30:00Z");
            harbour.update(tx, planned, Ids.next(), "scheduled", TEXT);
        });
    }

    @AfterEach
    void close() {
        front.close();
        database.close();
    }

    @Test
    void everyLineIsFoldedAndEndsAsItMust() {
        var answer = front.get(base + "history.ics");
        assertThat(header(answer, "content-type")).isEqualTo("text/calendar; charset=utf-8");
        var calendar = front.text(base + "history.ics");

        assertThat(calendar).startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n").endsWith("END:VCALENDAR\r\n");
        assertThat(calendar.replace("\r\n", "")).doesNotContain("\r", "\n", "\u0007", "\ufffd");
        assertThat(List.of(calendar.split("\r\n")))
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
        assertThat(calendar).as("the long name is folded").contains("\r\n ");
    }

    @Test
    void itHoldsWhatIsToComeAndWhatWasButNoIncident() {
        var events = events(front.text(base + "history.ics"));

        assertThat(events).hasSize(2);
        var first = events.getFirst();
        assertThat(first)
                .containsEntry("UID", planned + "@status.example")
                .containsEntry("SUMMARY", NAME)
                .containsEntry("DTSTAMP", "20260505T090000Z")
                .containsEntry("DTSTART", "20260509T210000Z")
                .containsEntry("DTEND", "20260509T233000Z")
                .containsEntry("DESCRIPTION", "Scheduled\n\nBoats wait.\nGates, bells; \\n is no line.")
                .containsEntry("URL", "https://ferries-h3n8vwq0tk2z.pages.example/incidents/" + planned);
        assertThat(events.getLast()).containsEntry("SUMMARY", "Dredging").containsEntry("DTSTART", "20260501T210000Z");
    }

    @Test
    void pagesLeadToIt() {
        assertThat(front.text(base)).contains("href=\"./history.ics\"");
        assertThat(front.text(base + "history")).contains("href=\"./history.ics\">Maintenance calendar");
        assertThat(front.text(base + "incidents/" + planned)).contains("href=\"../history.ics\">Add to a calendar");
        assertThat(front.text(base + "incidents/" + past)).doesNotContain("Add to a calendar");
    }

    @Test
    void aPageWithoutFeedsHasNone() {
        harbour.change(
                "2026-05-05T10:00:00Z",
                tx -> harbour.run(tx, "update page set allow_rss_atom_feeds = false, version = version + 1"));

        assertThat(front.get(base + "history.ics").statusCode()).isEqualTo(404);
        assertThat(front.text(base)).doesNotContain("history.ics");
        assertThat(front.text(base + "incidents/" + planned)).doesNotContain("history.ics");
    }

    /** The properties of every event, read by the rules alone. */
    private static List<Map<String, String>> events(String calendar) {
        var events = new ArrayList<Map<String, String>>();
        for (var line : calendar.replace("\r\n ", "").split("\r\n")) {
            var name = line.substring(0, line.indexOf(':'));
            if (line.equals("BEGIN:VEVENT")) {
                events.add(new TreeMap<>());
            } else if (!events.isEmpty()) {
                events.getLast().put(name, unescaped(line.substring(name.length() + 1)));
            }
        }
        return events;
    }

    private static String unescaped(String value) {
        var text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                i++;
                text.append(value.charAt(i) == 'n' ? '\n' : value.charAt(i));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
