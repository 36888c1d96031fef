package foghorn.kit.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Text in GitHub flavoured Markdown (tables, struck out words, bare addresses) as HTML that may stand in any page: what looks like HTML in
 * it is text, and what comes out is held to a list of elements. The largest headings are of the third level, whatever they were written
 * as, since two stand above every text of ours, and no level is left out; an image is a link to it, for pages load nothing from elsewhere. Whatever the text is, something comes out.
 */
public final class Markdown {
    /** Parts within parts. Deeper ones are nobody's writing, and rendering them takes a stack as deep. */
    private static final int DEEPEST = 60;

    private static final int FIRST_HEADING = 3;
    private static final int LAST_HEADING = 6;

    private static final List<org.commonmark.Extension> EXTENSIONS =
            List.of(TablesExtension.create(), StrikethroughExtension.create(), AutolinkExtension.create());
    private static final Parser PARSER =
            Parser.builder().extensions(EXTENSIONS).maxOpenBlockParsers(DEEPEST).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .build();
    private static final PolicyFactory ALLOWED = new HtmlPolicyBuilder()
            .allowElements(
                    "p",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "ul",
                    "ol",
                    "li",
                    "blockquote",
                    "pre",
                    "code",
                    "em",
                    "strong",
                    "del",
                    "hr",
                    "br",
                    "a",
                    "table",
                    "thead",
                    "tbody",
                    "tr",
                    "th",
                    "td")
            .allowAttributes("href")
            .onElements("a")
            .allowAttributes("start")
            .matching(java.util.regex.Pattern.compile("\\d{1,9}"))
            .onElements("ol")
            .allowAttributes("align")
            .matching(true, "left", "center", "right")
            .onElements("th", "td")
            .allowUrlProtocols("http", "https", "mailto")
            .requireRelNofollowOnLinks()
            .toFactory();

    private Markdown() {}

    /** The text as HTML without any element that is not on the list. */
    public static String html(String markdown) {
        var document = PARSER.parse(markdown);
        if (!isFlat(document)) {
            return "<p>" + escaped(markdown) + "</p>";
        }
        return ALLOWED.sanitize(RENDERER.render(document));
    }

    private record Place(Node node, int depth) {}

    /** Brings headings and images into our form on the way; false if something is too deep to be rendered. */
    private static boolean isFlat(Node document) {
        var headings = new ArrayList<Heading>();
        var open = new ArrayDeque<Place>();
        open.push(new Place(document, 0));
        while (!open.isEmpty()) {
            var place = open.pop();
            if (place.depth() > DEEPEST) {
                return false;
            }
            var node = formed(place.node());
            if (node instanceof Heading heading) {
                headings.add(heading);
            }
            for (var child = node.getFirstChild(); child != null; child = child.getNext()) {
                open.push(new Place(child, place.depth() + 1));
            }
        }
        level(headings);
        return true;
    }

    private static void level(List<Heading> headings) {
        var levels =
                headings.stream().map(Heading::getLevel).distinct().sorted().toList();
        headings.forEach(heading ->
                heading.setLevel(Math.min(LAST_HEADING, FIRST_HEADING + levels.indexOf(heading.getLevel()))));
    }

    private static Node formed(Node node) {
        if (node instanceof Image image) {
            var link = new Link(image.getDestination(), image.getTitle());
            for (var child = image.getFirstChild(); child != null; child = image.getFirstChild()) {
                link.appendChild(child);
            }
            image.insertAfter(link);
            image.unlink();
            return link;
        }
        return node;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
