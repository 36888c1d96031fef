package foghorn.page;

import java.util.Locale;
import java.util.Optional;

/** The colours a page may choose for itself, in the order of the manage API's {@code css_…} fields, with what holds until it does. */
public enum PageColor {
    BODY_BACKGROUND_COLOR("ffffff"),
    FONT_COLOR("14181f"),
    LIGHT_FONT_COLOR("545d6b"),
    GREENS("1b7f4b"),
    YELLOWS("8f6400"),
    ORANGES("b4520b"),
    BLUES("1f5fbf"),
    REDS("b42318"),
    BORDER_COLOR("d5d9e0"),
    GRAPH_COLOR("1f5fbf"),
    LINK_COLOR("1f5fbf"),
    NO_DATA("7d8796");

    private final String initial;

    PageColor(String initial) {
        this.initial = initial;
    }

    /** Six hexadecimal digits without {@code #}. */
    public String initial() {
        return initial;
    }

    /** The field's name in the manage API, for example {@code css_font_color}. */
    public String field() {
        return "css_" + name().toLowerCase(Locale.ROOT);
    }

    public static Optional<PageColor> ofField(String field) {
        for (var color : values()) {
            if (color.field().equals(field)) {
                return Optional.of(color);
            }
        }
        return Optional.empty();
    }
}
