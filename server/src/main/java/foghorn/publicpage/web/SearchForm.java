package foghorn.publicpage.web;

import foghorn.incident.IncidentImpact;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.page.PageLinks;
import foghorn.publicpage.csv.FoundCsv;
import foghorn.publicpage.feed.FoundFeed;
import foghorn.publicpage.html.SearchView;
import foghorn.publicpage.json.FoundJson;
import foghorn.publicpage.snapshot.Search;
import foghorn.publicpage.snapshot.SearchService;
import foghorn.tenant.Problem;
import java.util.Optional;

/**
 * The public form that searches and filters the history of a page, and all that it finds to take away; what it does not understand it
 * leaves out.
 */
public final class SearchForm {
    private final SearchService searches;
    private final PageLinks links;

    public SearchForm(SearchService searches, PageLinks links) {
        this.searches = searches;
        this.links = links;
    }

    public void addTo(Routes routes) {
        routes.get(Access.PAGE_FORM, "/search", this::show);
        routes.get(Access.PAGE_FORM, "/search.csv", this::csv);
        routes.get(Access.PAGE_FORM, "/search.json", this::json);
        routes.get(Access.PAGE_FORM, "/search.atom", this::atom);
    }

    private void show(Exchange http) {
        var search = search(http);
        var found = searches.find(http.call(), http.site().page(), search);
        http.html(
                200,
                "publicpage/search.jte",
                SearchView.of(search, found, http.site().base()));
    }

    private void csv(Exchange http) {
        var found = all(http, search(http));
        http.download("text/csv; charset=utf-8", "history.csv", out -> FoundCsv.write(found, url(found), out));
    }

    private void json(Exchange http) {
        var found = all(http, search(http));
        http.json(FoundJson.of(found, url(found)));
    }

    private void atom(Exchange http) {
        var search = search(http);
        var found = all(http, search);
        if (!found.page().feeds()) {
            throw new Problem.NotFound("feed");
        }
        var self = url(found) + "/search.atom?" + SearchView.query(search);
        http.send(200, "application/atom+xml; charset=utf-8", FoundFeed.atom(found, url(found), self));
    }

    private Search.Found all(Exchange http, Search search) {
        return searches.findAll(http.call(), http.site().page(), search);
    }

    private String url(Search.Found found) {
        return links.page(found.page().subdomain(), found.page().domain());
    }

    private static Search search(Exchange http) {
        return new Search(
                Search.cut(http.query("q").map(String::strip).orElse("")),
                maintenance(http.query("kind").orElse("")),
                http.query("impact").flatMap(IncidentImpact::parse),
                http.query("component").filter(id -> !id.isEmpty()),
                http.number("page", 1, 1, Search.MOST));
    }

    private static Optional<Boolean> maintenance(String kind) {
        return switch (kind) {
            case "maintenance" -> Optional.of(true);
            case "incident" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
