package foghorn.kit.mail;

import java.util.regex.Pattern;

/** Makes what a person wrote fit for a header: one line, nothing invisible, nothing that turns the direction of what follows. */
public final class HeaderText {
    /** Characters of a subject; an incident's name has at most 255, and a page's name may stand before it. */
    public static final int MAX_LENGTH = 400;

    private static final Pattern LINE_BREAKING = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]");
    /** Format characters but the joiners, which emoji and some scripts need. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}&&[^\\u200c\\u200d]]");

    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

    private HeaderText() {}

    public static String clean(String written) {
        String text = LINE_BREAKING.matcher(written).replaceAll(" ");
        text = LONE_SURROGATE.matcher(text).replaceAll("\ufffd");
        text = INVISIBLE.matcher(text).replaceAll("");
        // Else a mail program would decode what only looks like an encoded word (RFC 2047).
        text = text.replace("=?", "= ?");
        text = SPACES.matcher(text).replaceAll(" ").strip();
        return text.codePointCount(0, text.length()) <= MAX_LENGTH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_LENGTH - 1)) + "…";
    }
}
