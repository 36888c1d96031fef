package foghorn.app;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.kit.web.Access;
import foghorn.kit.web.Route;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/** The rows hold every field of every form that the product shows, so that whatever goes through the rows reaches all of them. */
class FormsTest {
    /** Fields that stand in a form for the browser alone; and the token, which the rows are sent with. */
    private static final Set<String> OF_THE_BROWSER = Set.of("username", "form_token");

    private static final Pattern ID = Pattern.compile("\\[[0-9a-z]{12}]");

    /** A form that says where it is sent; one without an action is a bare button, sent to the address on which it stands. */
    private record Form(String method, String action, List<String> fields) {}

    @Test
    void everyFieldOfAFormIsInItsRow() {
        try (var api = new TestApi()) {
            var samples = new Samples(api);
            var callers = new Callers(api, samples);
            List.of("component_id", "group_id", "incident_id", "template_id", "waiting_import")
                    .forEach(samples.things()::get);
            var missing = new TreeSet<String>();
            var shown = new HashSet<Route>();
            for (var page : api.routes().stream()
                    .filter(route -> route.method().equals("GET"))
                    .toList()) {
                var answer = callers.call(page, callers.successful(page));
                for (var form : forms(answer.body())) {
                    var route = route(api, form);
                    shown.add(route);
                    form.fields().stream()
                            .map(name -> ID.matcher(name).replaceAll("[{component_id}]"))
                            .filter(name -> !OF_THE_BROWSER.contains(name)
                                    && !fieldsOf(route).contains(name))
                            .forEach(name -> missing.add(route + ": " + name));
                }
            }
            assertThat(missing).isEmpty();
            assertThat(withFields(api))
                    .containsExactlyInAnyOrderElementsOf(shown.stream()
                            .filter(route -> !Samples.row(route).form().isEmpty())
                            .map(Route::toString)
                            .toList());
        }
    }

    /** Routes with fields that people fill in; a count and a saving come along with the fields of another form, one is of mail providers, and some of programs. */
    private static List<String> withFields(TestApi api) {
        return api.routes().stream()
                .filter(route -> !Samples.row(route).form().isEmpty())
                .filter(route -> !route.path().endsWith("/reach")
                        && !route.path().endsWith("/autosave")
                        && !(route.access() instanceof Access.PageProgram)
                        && !route.path().contains("/unsubscribe/"))
                .map(Route::toString)
                .toList();
    }

    /** A form that only asks sends its fields in the query. */
    private static Set<String> fieldsOf(Route route) {
        var row = Samples.row(route);
        return route.method().equals("GET") ? row.query().keySet() : row.form().keySet();
    }

    private static Route route(TestApi api, Form form) {
        var path = form.action().replaceFirst("^/p/[^/]+", "");
        var routes = api.routes().stream()
                .filter(route -> route.method().equals(form.method()))
                .filter(route -> path.matches(route.path().replaceAll(":[a-z_]+", "[^/]+")))
                .toList();
        // What is written out wins over a parameter, as in the table of routes.
        var fewest = routes.stream().mapToLong(FormsTest::parameters).min().orElse(0);
        var closest =
                routes.stream().filter(route -> parameters(route) == fewest).toList();
        assertThat(closest).as(form.action()).hasSize(1);
        return closest.getFirst();
    }

    private static long parameters(Route route) {
        return route.path().chars().filter(character -> character == ':').count();
    }

    private static List<Form> forms(String html) {
        return Jsoup.parse(html).select("form[action]").stream()
                .map(form -> new Form(
                        form.attr("method").toUpperCase(Locale.ROOT),
                        form.attr("action"),
                        form.select("[name]").eachAttr("name")))
                .toList();
    }
}
