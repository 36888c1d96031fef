package foghorn.publicpage;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what a client takes and has: {@code Accept-Encoding} (RFC 9110, 12.5.3) and {@code If-None-Match} (13.1.2). */
final class Preferences {
    private Preferences() {}

    /** Whether gzip is acceptable and not liked less than no encoding at all. */
    static boolean takesGzip(MultiMap headers) {
        var accepted = headers.get(HttpHeaders.ACCEPT_ENCODING);
        if (accepted == null) {
            return false;
        }
        if (accepted.indexOf('=') < 0) {
            return accepted.contains("gzip") || accepted.indexOf('*') >= 0;
        }
        double gzip = -1;
        double any = 0;
        double identity = 0;
        for (var part : accepted.toLowerCase(Locale.ROOT).split(",", -1)) {
            int semicolon = part.indexOf(';');
            var coding = (semicolon < 0 ? part : part.substring(0, semicolon)).strip();
            double quality = quality(semicolon < 0 ? "" : part.substring(semicolon + 1));
            switch (coding) {
                case "gzip", "x-gzip" -> gzip = quality;
                case "identity" -> identity = quality;
                case "*" -> any = quality;
                default -> {}
            }
        }
        double effective = gzip < 0 ? any : gzip;
        return effective > 0 && effective >= identity;
    }

    private static double quality(String parameters) {
        for (var parameter : parameters.split(";", -1)) {
            var text = parameter.strip();
            if (text.startsWith("q=")) {
                try {
                    return Double.parseDouble(text.substring(2).strip());
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }

    /** Whether the client has this entity already; tags are compared weakly, {@code *} is any. */
    static boolean has(MultiMap headers, String etag) {
        var known = headers.get(HttpHeaders.IF_NONE_MATCH);
        if (known == null) {
            return false;
        }
        return known.equals(etag)
                || headers.getAll(HttpHeaders.IF_NONE_MATCH).stream().anyMatch(list -> lists(list, etag));
    }

    private static boolean lists(@Nullable String list, String etag) {
        if (list == null) {
            return false;
        }
        if (list.strip().equals("*")) {
            return true;
        }
        for (int at = list.indexOf('"'); at >= 0; ) {
            int end = list.indexOf('"', at + 1);
            if (end < 0) {
                return false;
            }
            if (end - at + 1 == etag.length() && list.startsWith(etag, at)) {
                return true;
            }
            at = list.indexOf('"', end + 1);
        }
        return false;
    }
}
