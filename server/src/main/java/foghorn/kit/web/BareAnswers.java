package foghorn.kit.web;

import foghorn.tenant.Problem;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Answers to requests that reach no route; given on the event loop. */
final class BareAnswers {
    private BareAnswers() {}

    /** The address has moved for good. */
    static void redirect(HttpServerRequest request, boolean secure, String location) {
        bare(request, 308, secure).putHeader("location", location).end();
    }

    /** What cannot even be routed. */
    static void refuse(HttpServerRequest request, boolean secure, Problem problem) {
        if (request.response().ended()) {
            return;
        }
        boolean isApi = String.valueOf(request.path()).startsWith("/v1/");
        bare(request, problem instanceof Problem.Malformed ? 400 : 404, secure)
                .putHeader("content-type", isApi ? "application/json; charset=utf-8" : "text/plain; charset=utf-8")
                .end(isApi ? Failures.json(problem) : Buffer.buffer(String.valueOf(problem.getMessage())));
    }

    /** What is no request at all. The connection cannot be used any more. */
    static void unreadable(HttpServerRequest request) {
        var cause = request.decoderResult().cause();
        int status = cause instanceof TooLongHttpLineException
                ? 414
                : cause instanceof TooLongHttpHeaderException ? 431 : 400;
        bare(request, status, request.isSSL())
                .putHeader("connection", "close")
                .putHeader("content-type", "text/plain; charset=utf-8")
                .end("The request cannot be read.");
    }

    private static HttpServerResponse bare(HttpServerRequest request, int status, boolean secure) {
        SecurityHeaders.addTo(request.response().headers(), secure);
        return request.response().setStatusCode(status).putHeader("cache-control", "no-store");
    }
}
