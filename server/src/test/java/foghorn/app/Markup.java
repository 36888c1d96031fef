package foghorn.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;

/** Reads HTML as a browser does, and names what we never write: an element, an attribute or an address that must have come from outside. */
final class Markup {
    private static final Set<String> ELEMENTS = Set.of(
            ("a abbr article blockquote body button caption circle code dd del details div dl dt fieldset footer form h1 h2 h3 h4 head header html input ins label #root"
                            + " legend li link main meta nav noscript ol optgroup option p path pattern progress rect script section select span"
                            + " strong style summary svg symbol table tbody td textarea th thead time title tr ul use br"
                            + " datalist em h5 h6 hr pre")
                    .split(" "));

    private static final Set<String> ADDRESSES = Set.of(
            "href", "src", "action", "formaction", "xlink:href", "poster", "data", "srcset", "hx-get", "hx-post");

    /** Relative, of the web, somebody's address, or the icon that stands in the page itself. */
    private static final Pattern HARMLESS =
            Pattern.compile("[./#?].*|https?://.*|mailto:.*|data:(image/svg\\+xml)?,.*|", Pattern.DOTALL);

    private static final Pattern OWN_SCRIPT =
            Pattern.compile("/console/assets/.*|(\\.?\\.(/\\.\\.)*)?(/p/[a-z0-9-]+)?/assets/[0-9a-f]{16}\\.js");

    private static final Pattern NAME = Pattern.compile("[a-z][a-zA-Z:-]*[0-9]?");

    private Markup() {}

    /** What is foreign in a page; a mail may have style in it, for mail programs know little else. */
    static List<String> foreignIn(String html, boolean isMail) {
        var foreign = new ArrayList<String>();
        for (var element : Jsoup.parse(html).getAllElements()) {
            var name = element.normalName();
            boolean isOurs = ELEMENTS.contains(name) && (isMail || !name.equals("style"));
            if (!isOurs
                    || name.equals("script")
                            && !OWN_SCRIPT.matcher(element.attr("src")).matches()) {
                foreign.add("<" + name + ">");
            }
            element.attributes().forEach(attribute -> {
                if (isForeign(attribute.getKey(), attribute.getValue(), isMail)) {
                    foreign.add(attribute.toString());
                }
            });
        }
        return foreign;
    }

    private static boolean isForeign(String name, String value, boolean isMail) {
        boolean runs = name.startsWith("on") || name.equals("srcdoc") || name.equals("style") && !isMail;
        boolean leads =
                ADDRESSES.contains(name) && !HARMLESS.matcher(value.strip()).matches();
        return runs || leads || !NAME.matcher(name).matches();
    }
}
