package foghorn.publicpage.html;

import foghorn.incident.IncidentImpact;
import foghorn.publicpage.snapshot.ComponentFacts;
import foghorn.publicpage.snapshot.Search;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The search through the history, with what was found.
 *
 * @param root the page's base, with a slash at its end
 * @param csv where all results are as a table
 * @param json where they are as JSON
 * @param atom where they are as a feed, or null if the page has no feeds
 * @param newer where the results before these are, or null if there are none
 */
public record SearchView(
        Frame frame,
        String root,
        String words,
        List<Choice> kinds,
        List<Choice> impacts,
        List<Choice> components,
        List<HistoryView.Row> rows,
        String csv,
        String json,
        @Nullable String atom,
        @Nullable String newer,
        @Nullable String older) {
    /** A choice of a list; the empty one leaves everything in. */
    public record Choice(String value, String label, boolean selected) {}

    public static SearchView of(Search search, Search.Found found, String root) {
        var page = found.page();
        var frame = Frame.of(page, false);
        var views = new HistoryViews(frame, new Clock(page.zone()));
        return new SearchView(
                frame,
                root,
                search.words(),
                kinds(search),
                impacts(search),
                components(search, found.components()),
                found.entries().stream().map(views::row).toList(),
                "./search.csv?" + query(search),
                "./search.json?" + query(search),
                page.feeds() ? "./search.atom?" + query(search) : null,
                search.number() > 1 ? href(search, search.number() - 1) : null,
                found.hasMore() && search.number() < Search.MOST ? href(search, search.number() + 1) : null);
    }

    private static List<Choice> kinds(Search search) {
        return List.of(
                new Choice("", "Incidents and maintenance", search.maintenance().isEmpty()),
                new Choice(
                        "incident",
                        "Incidents",
                        search.maintenance().filter(only -> !only).isPresent()),
                new Choice(
                        "maintenance",
                        "Maintenance",
                        search.maintenance().filter(only -> only).isPresent()));
    }

    private static List<Choice> impacts(Search search) {
        var choices = new ArrayList<Choice>();
        choices.add(new Choice("", "Any impact", search.impact().isEmpty()));
        for (var impact : IncidentImpact.values()) {
            choices.add(new Choice(
                    impact.wire(), Marks.of(impact).word(), search.impact().equals(Optional.of(impact))));
        }
        return choices;
    }

    private static List<Choice> components(Search search, List<ComponentFacts> components) {
        var choices = new ArrayList<Choice>();
        choices.add(new Choice("", "Any component", search.componentId().isEmpty()));
        components.stream()
                .filter(component -> !component.isGroup())
                .map(component -> new Choice(
                        component.id(), component.name(), search.componentId().equals(Optional.of(component.id()))))
                .forEach(choices::add);
        return choices;
    }

    private static String href(Search search, int number) {
        return "./search?" + query(search) + "&page=" + number;
    }

    /** What is looked for, as the query of an address. */
    public static String query(Search search) {
        var kind = search.maintenance().map(only -> only ? "maintenance" : "incident");
        return "q=" + URLEncoder.encode(search.words(), StandardCharsets.UTF_8)
                + "&kind=" + kind.orElse("")
                + "&impact=" + search.impact().map(IncidentImpact::wire).orElse("")
                + "&component=" + URLEncoder.encode(search.componentId().orElse(""), StandardCharsets.UTF_8);
    }
}
