package foghorn.publicpage.html;

import foghorn.publicpage.snapshot.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * What pages are made with, as one number: it changes with the style sheet, the templates and the code that fills them, so that a new
 * version of the product publishes its pages again, and nobody has to remember to say so.
 */
public final class Presentation {
    static final List<String> TEMPLATES = List.of(
            "accessibility",
            "card",
            "choice",
            "component",
            "embed",
            "error",
            "history",
            "home",
            "icons",
            "incident",
            "layout",
            "legend",
            "mark",
            "row",
            "search",
            "strip",
            "update",
            "uptime",
            "uptimes",
            "when");

    private static final List<String> CODE = List.of(
            "csv/UptimeCsv",
            "feed/FeedEntry",
            "feed/Feeds",
            "feed/Ical",
            "feed/JsonFeed",
            "feed/JsonFeed$Author",
            "feed/JsonFeed$Item",
            "feed/MaintenanceCalendar",
            "feed/MarkedTimes",
            "feed/Tags",
            "feed/Xml",
            "html/Badges",
            "html/Clock",
            "html/Counting",
            "html/Embeds",
            "html/HistoryView$MonthView",
            "html/HistoryViews",
            "html/HtmlPages",
            "html/IncidentCard",
            "html/IncidentView",
            "html/IncidentViews",
            "html/HomeView",
            "html/Marks",
            "html/PastDays",
            "html/RibbonView",
            "html/Ribbons",
            "html/Strips",
            "html/UptimeGroup",
            "html/UptimeViews",
            "html/PostmortemView",
            "json/ComponentJson",
            "json/HistoryDocuments",
            "json/HistoryJson",
            "json/HistoryJson$ComponentEntry",
            "json/HistoryJson$Entry",
            "json/HistoryJson$Month",
            "json/HistoryJson$PageEntry",
            "json/IncidentDocument",
            "json/IncidentJson",
            "json/JsonDocuments",
            "json/MaintenanceJson",
            "json/PageJson",
            "json/StatusJson",
            "json/Times",
            "json/UpdateJson",
            "snapshot/HistoryEntry",
            "snapshot/HistoryPage",
            "snapshot/HistoryReader",
            "snapshot/IncidentFacts",
            "snapshot/PostmortemFacts",
            "snapshot/PageSnapshot",
            "snapshot/RecentUptime",
            "snapshot/Timeline",
            "snapshot/UptimePlan",
            "snapshot/UptimeReader",
            "snapshot/Visibility");

    private Presentation() {}

    /** The number, given whatever else all pages depend on, such as the addresses in their links. */
    public static long of(String settings) {
        long number = Keys.of(settings, new TreeSet<>(PageAssets.all().keySet()));
        for (var name : TEMPLATES) {
            var generated = "/foghorn/templates/publicpage/Jte" + name + "Generated";
            number = Keys.of(
                    number,
                    content(generated + ".class"),
                    content(generated + "$1.class"),
                    content(generated + ".bin"));
        }
        number = Keys.of(number, content("/foghorn/publicpage/embed.js"));
        number = Keys.of(number, content("/foghorn/kit/text/Markdown.class"));
        for (var name : CODE) {
            number = Keys.of(number, content("/foghorn/publicpage/" + name + ".class"));
        }
        return number;
    }

    private static int content(String resource) {
        try (var in = Presentation.class.getResourceAsStream(resource)) {
            return in == null ? 0 : Arrays.hashCode(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
