package foghorn.publicpage.html;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files that public pages need beside their HTML, each under an address that holds its hash. */
public final class PageAssets {
    private static final Asset STYLE = load("page.css");
    private static final Asset THEME = load("theme.js");
    private static final Asset TIMES = load("times.js");
    private static final Asset LIVE = load("live.js");
    private static final Asset SCRIPT = load("page.js");
    private static final Asset DIALOG = load("dialog.js");
    private static final Asset FRAME_STYLE = load("frame.css");
    private static final Asset FRAME_SCRIPT = load("frame.js");

    private record Asset(String path, byte[] bytes) {}

    private PageAssets() {}

    /** Where the style sheet is, under a page's base. */
    public static String style() {
        return STYLE.path();
    }

    /** Where the script is that sets light or dark; it must run before anything is painted. */
    public static String theme() {
        return THEME.path();
    }

    /** Where the script is that tells times in the reader's own zone. */
    public static String times() {
        return TIMES.path();
    }

    /** Where the script is that keeps an open page up to date. */
    public static String live() {
        return LIVE.path();
    }

    /** Where the script of the strips of days is. */
    public static String script() {
        return SCRIPT.path();
    }

    /** Where the script is that shows the form for subscribers in front of a page. */
    public static String dialog() {
        return DIALOG.path();
    }

    /** Where the style sheet of the status embed's frame is. */
    public static String frameStyle() {
        return FRAME_STYLE.path();
    }

    /** Where the script of the status embed's frame is. */
    public static String frameScript() {
        return FRAME_SCRIPT.path();
    }

    /** All files by their path. */
    public static Map<String, byte[]> all() {
        return Stream.of(STYLE, THEME, TIMES, LIVE, SCRIPT, DIALOG, FRAME_STYLE, FRAME_SCRIPT)
                .collect(Collectors.toMap(Asset::path, asset -> asset.bytes().clone()));
    }

    private static Asset load(String name) {
        try (var in = PageAssets.class.getResourceAsStream("/foghorn/publicpage/" + name)) {
            if (in == null) {
                throw new IllegalStateException("file is missing: " + name);
            }
            var bytes = in.readAllBytes();
            var hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
            return new Asset("assets/" + hash + name.substring(name.lastIndexOf('.')), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
