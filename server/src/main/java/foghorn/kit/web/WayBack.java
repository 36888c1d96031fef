package foghorn.kit.web;

import foghorn.tenant.IdForm;
import foghorn.tenant.PageId;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The way back to a screen of the console after signing in. It never leads elsewhere: only plain paths below {@code /console} are kept. */
public final class WayBack {
    private static final String START = "/console";
    private static final String SIGN_IN = "/console/sign-in";
    private static final Pattern SCREEN = Pattern.compile(START + "(/[A-Za-z0-9_-]{1,64}){1,10}");

    private static final Pattern PAGE = Pattern.compile(START + "/pages/([^/]+)");

    private WayBack() {}

    /**
     * The address of the sign-in for a request that came without a session. It names the screen that was asked for or, with the field
     * {@code unsent}, the one whose form was sent.
     */
    static String signIn(Exchange http) {
        boolean isForm = !http.method().equals("GET") && !http.method().equals("HEAD");
        var screen = isForm ? http.header("referer").flatMap(WayBack::path) : Optional.of(http.path());
        return screen.filter(path -> SCREEN.matcher(path).matches())
                .map(path -> SIGN_IN + "?next=" + path + (isForm ? "&unsent=true" : ""))
                .orElse(SIGN_IN);
    }

    private static Optional<String> path(String address) {
        try {
            return Optional.ofNullable(URI.create(address).getRawPath());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The page whose screen this address is, if it is one of a page. */
    public static Optional<PageId> page(String next) {
        var match = PAGE.matcher(next);
        return Optional.of(match)
                .filter(Matcher::lookingAt)
                .map(found -> found.group(1))
                .filter(IdForm::matches)
                .map(PageId::new);
    }

    /** The screen to show after signing in: the one of this address, or the nearest above it where only forms are sent to it. */
    public static String to(String next, Routes routes) {
        var path = SCREEN.matcher(next).matches() ? next : START;
        while (!path.equals(START) && routes.find("GET", path) == null) {
            path = path.substring(0, path.lastIndexOf('/'));
        }
        return path;
    }
}
