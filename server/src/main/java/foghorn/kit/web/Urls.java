package foghorn.kit.web;

import foghorn.tenant.Problem;
import io.netty.handler.codec.http.QueryStringDecoder;

/** Percent-encoding, strictly read. */
final class Urls {
    private Urls() {}

    /** Decodes one path segment. Broken percent-encoding is {@link Problem.Malformed}. */
    static String decode(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        try {
            return QueryStringDecoder.decodeComponent(segment.replace("+", "%2B"));
        } catch (IllegalArgumentException e) {
            throw new Problem.Malformed("The path is not properly encoded.");
        }
    }
}
