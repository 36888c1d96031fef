package foghorn.publicpage.html;

/**
 * A status as people see it.
 *
 * @param icon which of the symbols in {@code icons.jte}
 * @param tone the class that gives the colour
 */
public record Mark(String icon, String tone, String word) {}
