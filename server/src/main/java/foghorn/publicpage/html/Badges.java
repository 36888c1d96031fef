package foghorn.publicpage.html;

import foghorn.publicpage.feed.Xml;
import foghorn.publicpage.snapshot.ComponentFacts;
import foghorn.publicpage.snapshot.PageSnapshot;
import javax.xml.stream.XMLStreamException;

/** Badges (SVG 1.1) that say how the page or one component is doing; colours are attributes, so that no policy on styles stands in their way. */
public final class Badges {
    private static final int HEIGHT = 20;
    private static final int PADDING = 6;
    /** How wide a character of 11 pixels is in the mean; the text is set to just the width that comes of it. */
    private static final double CHARACTER = 6.6;

    private static final int MOST_CHARACTERS = 40;

    private Badges() {}

    public static byte[] of(PageSnapshot snapshot) {
        return badge(snapshot.page().name(), Marks.of(snapshot.status()));
    }

    public static byte[] of(ComponentFacts component) {
        return badge(component.name(), Marks.of(component.status()));
    }

    private static byte[] badge(String name, Mark mark) {
        var label = shortened(name);
        int left = width(label);
        int right = width(mark.word());
        return Xml.document(svg -> {
            svg.open("svg");
            svg.namespace("http://www.w3.org/2000/svg");
            size(svg, left + right);
            svg.attribute("role", "img");
            svg.attribute("aria-label", name + ": " + mark.word());
            svg.element("title", name + ": " + mark.word());
            rectangle(svg, 0, left, "#3d4450");
            rectangle(svg, left, right, color(mark));
            svg.open("g");
            svg.attribute("fill", "#ffffff");
            svg.attribute("font-family", "Verdana, DejaVu Sans, sans-serif");
            svg.attribute("font-size", "11");
            words(svg, PADDING, left, label);
            words(svg, left + PADDING, right, mark.word());
            svg.close();
            svg.close();
        });
    }

    private static void size(Xml svg, int width) throws XMLStreamException {
        svg.attribute("width", Integer.toString(width));
        svg.attribute("height", Integer.toString(HEIGHT));
    }

    private static void rectangle(Xml svg, int x, int width, String fill) throws XMLStreamException {
        svg.open("rect");
        svg.attribute("x", Integer.toString(x));
        size(svg, width);
        svg.attribute("fill", fill);
        svg.close();
    }

    private static void words(Xml svg, int x, int width, String words) throws XMLStreamException {
        svg.open("text");
        svg.attribute("x", Integer.toString(x));
        svg.attribute("y", "14");
        svg.attribute("textLength", Integer.toString(width - 2 * PADDING));
        svg.attribute("lengthAdjust", "spacingAndGlyphs");
        svg.text(words);
        svg.close();
    }

    private static int width(String text) {
        return (int) Math.ceil(text.codePointCount(0, text.length()) * CHARACTER) + 2 * PADDING;
    }

    private static String shortened(String name) {
        return name.codePointCount(0, name.length()) <= MOST_CHARACTERS
                ? name
                : name.substring(0, name.offsetByCodePoints(0, MOST_CHARACTERS - 1)) + "…";
    }

    /** As the page has them on white, dark enough for white letters. */
    private static String color(Mark mark) {
        return switch (mark.tone()) {
            case "operational" -> "#1b7f4b";
            case "degraded" -> "#8f6400";
            case "partial" -> "#b4520b";
            case "major" -> "#b42318";
            case "maintenance" -> "#1f5fbf";
            default -> throw new IllegalArgumentException("no colour for " + mark.tone());
        };
    }
}
