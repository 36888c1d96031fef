package foghorn.page;

import java.util.Locale;
import java.util.Optional;

/** Which of the two layouts of the manage API's {@code branding} a page asks for. */
public enum PageBranding {
    BASIC,
    PREMIUM;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<PageBranding> parse(String wire) {
        return switch (wire) {
            case "basic" -> Optional.of(BASIC);
            case "premium" -> Optional.of(PREMIUM);
            default -> Optional.empty();
        };
    }
}
