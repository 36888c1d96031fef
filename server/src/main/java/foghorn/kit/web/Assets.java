package foghorn.kit.web;

import foghorn.tenant.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Static files from the class path, each under an address that holds its hash, so that browsers may keep it for ever:
 * {@code /console/assets/console.3f2a….css}.
 */
public final class Assets {
    private static final String PREFIX = "/console/assets/";
    private static final Map<String, Asset> BY_NAME = new HashMap<>();
    private static final Map<String, Asset> BY_HREF = new HashMap<>();

    private record Asset(String href, String contentType, byte[] bytes) {}

    static {
        load("console.css", "text/css; charset=utf-8");
        load("console.js", "text/javascript; charset=utf-8");
        load("drafts.js", "text/javascript; charset=utf-8");
        load("htmx.js", "text/javascript; charset=utf-8");
    }

    private Assets() {}

    /** The address of a file, for templates. */
    public static String href(String name) {
        var asset = BY_NAME.get(name);
        if (asset == null) {
            throw new IllegalArgumentException("no such file: " + name);
        }
        return asset.href();
    }

    /** Adds the route that serves them. */
    public static void addTo(Routes routes) {
        routes.get(Access.OPEN, PREFIX + ":file", Assets::serve);
    }

    private static void serve(Exchange http) {
        var asset = BY_HREF.get(PREFIX + http.parameter("file"));
        if (asset == null) {
            throw new Problem.NotFound("file");
        }
        http.setHeader("cache-control", "public, max-age=31536000, immutable")
                .send(200, asset.contentType(), asset.bytes());
    }

    private static void load(String name, String contentType) {
        try (var in = Assets.class.getResourceAsStream("/foghorn/web/" + name)) {
            if (in == null) {
                return;
            }
            var bytes = in.readAllBytes();
            var hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
            int dot = name.lastIndexOf('.');
            var asset =
                    new Asset(PREFIX + name.substring(0, dot) + "." + hash + name.substring(dot), contentType, bytes);
            BY_NAME.put(name, asset);
            BY_HREF.put(asset.href(), asset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
