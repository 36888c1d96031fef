package foghorn.publicpage.web;

import foghorn.incident.IncidentImpact;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.publicpage.html.SearchView;
import foghorn.publicpage.snapshot.Search;
import foghorn.publicpage.snapshot.SearchService;
import java.util.Optional;

/** The public form that searches and filters the history of a page; what it does not understand it leaves out. */
public final class SearchForm {
    private final SearchService searches;

    public SearchForm(SearchService searches) {
        this.searches = searches;
    }

    public void addTo(Routes routes) {
        routes.get(Access.PAGE_FORM, "/search", this::show);
    }

    private void show(Exchange http) {
        var words = http.query("q").map(String::strip).orElse("");
        var search = new Search(
                Search.cut(words),
                maintenance(http.query("kind").orElse("")),
                http.query("impact").flatMap(IncidentImpact::parse),
                http.query("component").filter(id -> !id.isEmpty()),
                http.number("page", 1, 1, Search.MOST));
        var found = searches.find(http.call(), http.site().page(), search);
        http.html(
                200,
                "publicpage/search.jte",
                SearchView.of(search, found, http.site().base()));
    }

    private static Optional<Boolean> maintenance(String kind) {
        return switch (kind) {
            case "maintenance" -> Optional.of(true);
            case "incident" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
