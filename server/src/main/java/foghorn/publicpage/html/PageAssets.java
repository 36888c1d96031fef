package foghorn.publicpage.html;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** The files that public pages need beside their HTML, each under an address that holds its hash. */
public final class PageAssets {
    private static final Asset STYLE = load("page.css");
    private static final Asset SCRIPT = load("page.js");

    private record Asset(String path, byte[] bytes) {}

    private PageAssets() {}

    /** Where the style sheet is, under a page's base. */
    public static String style() {
        return STYLE.path();
    }

    /** Where the script is, under a page's base. */
    public static String script() {
        return SCRIPT.path();
    }

    /** All files by their path. */
    public static Map<String, byte[]> all() {
        return Map.of(
                STYLE.path(),
                STYLE.bytes().clone(),
                SCRIPT.path(),
                SCRIPT.bytes().clone());
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
