package foghorn.page;

import foghorn.tenant.Problem;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** A page's own colours; one that is not chosen has its initial value. Each is six lower-case hexadecimal digits, so it is safe in CSS. */
public record PageColors(Map<PageColor, String> chosen) {
    public static final PageColors INITIAL = new PageColors(Map.of());

    private static final Pattern LONG = Pattern.compile("#?[0-9a-fA-F]{6}");
    private static final Pattern SHORT = Pattern.compile("#?[0-9a-fA-F]{3}");

    public PageColors {
        var copy = new EnumMap<PageColor, String>(PageColor.class);
        chosen.forEach((color, text) -> copy.put(color, digits(color, text)));
        chosen = Collections.unmodifiableMap(copy);
    }

    public String get(PageColor color) {
        return chosen.getOrDefault(color, color.initial());
    }

    /** These colours with some of them chosen anew. */
    public PageColors with(Map<PageColor, String> changes) {
        var all = new EnumMap<PageColor, String>(PageColor.class);
        all.putAll(chosen);
        all.putAll(changes);
        return new PageColors(all);
    }

    private static String digits(PageColor color, String text) {
        boolean isShort = SHORT.matcher(text).matches();
        if (!isShort && !LONG.matcher(text).matches()) {
            throw new Problem.Invalid(color.field(), "must be three or six hexadecimal digits");
        }
        var digits = text.replace("#", "").toLowerCase(Locale.ROOT);
        return isShort ? digits.replaceAll("(.)", "$1$1") : digits;
    }
}
