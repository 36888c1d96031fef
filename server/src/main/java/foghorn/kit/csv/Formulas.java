package foghorn.kit.csv;

import java.util.regex.Pattern;

/** Keeps spreadsheets from taking what a stranger typed for a formula: such a cell begins with an apostrophe, which a reader takes away. */
final class Formulas {
    private static final Pattern FORMULA = Pattern.compile("[=+\\-@\\t\\r\\n]");

    /** Also with apostrophes of its own, so that taking one away always leads back. */
    private static final Pattern GUARDED = Pattern.compile("'+" + FORMULA.pattern());

    private Formulas() {}

    static String guarded(String cell) {
        return FORMULA.matcher(cell).lookingAt() || GUARDED.matcher(cell).lookingAt() ? "'" + cell : cell;
    }

    static String bare(String cell) {
        return GUARDED.matcher(cell).lookingAt() ? cell.substring(1) : cell;
    }
}
