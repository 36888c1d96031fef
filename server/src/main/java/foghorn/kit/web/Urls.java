package foghorn.kit.web;

import foghorn.tenant.Problem;
import io.netty.handler.codec.http.QueryStringDecoder;

/** Percent-encoding, strictly read. */
final class Urls {
    private Urls() {}

    /** Decodes one path segment. Broken percent-encoding is {@link Problem.Malformed}, and so is NUL, which nothing can be called. */
    static String decode(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        try {
            var decoded = QueryStringDecoder.decodeComponent(segment.replace("+", "%2B"));
            if (decoded.indexOf('\0') >= 0) {
                throw new Problem.Malformed("The path has characters that no address has.");
            }
            return decoded;
        } catch (IllegalArgumentException e) {
            throw new Problem.Malformed("The path is not properly encoded.");
        }
    }
}
