package foghorn.kit.web;

import foghorn.tenant.Problem;
import foghorn.tenant.Problem.FieldError;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what went wrong into an answer: JSON for programs, a page for people. The one place that maps problems to status codes. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /** The answer to a failed request. */
    record Answer(int status, String message, List<FieldError> errors) {}

    private record ErrorBody(String message, List<FieldError> errors) {}

    /** The same as the original's forms write it: contract/behaviours.md, section 6. */
    private record FormError(String type, String text, String message, List<FieldError> errors) {}

    static Answer answerTo(Throwable failure, String requestId) {
        return switch (failure) {
            case Problem problem ->
                new Answer(statusOf(problem), String.valueOf(problem.getMessage()), errorsOf(problem));
            case Refusal refusal -> new Answer(refusal.status(), String.valueOf(refusal.getMessage()), List.of());
            case Body.UnsupportedMedia media -> new Answer(415, String.valueOf(media.getMessage()), List.of());
            default -> {
                LOG.error("request {} failed", requestId, failure);
                yield new Answer(500, "Something went wrong here. The log has it as " + requestId + ".", List.of());
            }
        };
    }

    private static int statusOf(Problem problem) {
        return switch (problem) {
            case Problem.Malformed p -> 400;
            case Problem.Unauthenticated p -> 401;
            case Problem.Forbidden p -> 403;
            case Problem.NotFound p -> 404;
            case Problem.Conflict p -> 409;
            case Problem.PreconditionFailed p -> 412;
            case Problem.Invalid p -> 422;
            case Problem.TooMany p -> p.status();
            case Problem.NotImplemented p -> 501;
            case Problem.Unavailable p -> 503;
        };
    }

    private static List<FieldError> errorsOf(Problem problem) {
        return problem instanceof Problem.Invalid invalid ? invalid.errors() : List.of();
    }

    /** The body that programs get. */
    static Buffer json(Problem problem) {
        return Buffer.buffer(Json.MAPPER
                .valueToTree(new ErrorBody(String.valueOf(problem.getMessage()), errorsOf(problem)))
                .toString());
    }

    /** Writes the answer in the form that the asked route speaks. */
    static void write(Exchange http, @Nullable Access access, Throwable failure, @Nullable String errorPage) {
        var answer = answerTo(failure, http.requestId());
        switch (failure) {
            case Problem.TooMany tooMany -> http.setHeader("retry-after", Long.toString(tooMany.retryAfterSeconds()));
            case Problem.Unavailable unavailable -> http.setHeader("retry-after", "5");
            default -> {}
        }
        if (access instanceof Access.Key) {
            if (answer.status() == 401) {
                http.setHeader("www-authenticate", "OAuth");
            }
            http.json(answer.status(), new ErrorBody(answer.message(), answer.errors()));
        } else if (access instanceof Access.PageProgram) {
            http.json(answer.status(), new FormError("error", answer.message(), answer.message(), answer.errors()));
        } else if (answer.status() == 401 && access instanceof Access.Session) {
            signInFirst(http);
        } else if (errorPage != null) {
            http.send(answer.status(), "text/html; charset=utf-8", errorPage.getBytes(StandardCharsets.UTF_8));
        } else {
            http.html(answer.status(), "web/error.jte", new ErrorView(answer.status(), answer.message()));
        }
    }

    /** A part that a script asks for is not the place to sign in; the script says so in its own. */
    private static void signInFirst(Exchange http) {
        if (http.header("hx-request").isPresent()) {
            http.send(401, "text/plain; charset=utf-8", "Please sign in.".getBytes(StandardCharsets.UTF_8));
        } else {
            http.seeOther(WayBack.signIn(http));
        }
    }
}
