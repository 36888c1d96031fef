package foghorn.tenant;

import java.util.List;

/** What a caller can get wrong or run into; the one family of exceptions with a meaning for HTTP. */
public abstract sealed class Problem extends RuntimeException {
    private Problem(String message) {
        super(message, null, false, false);
    }

    private Problem(String message, Throwable cause) {
        super(message, cause);
    }

    /** One field that is wrong; {@code field} is its name as the caller wrote it. */
    public record FieldError(String field, String message) {}

    /** 422: one or more fields are not acceptable; nothing was changed. */
    public static final class Invalid extends Problem {
        private final transient List<FieldError> errors;

        public Invalid(String field, String message) {
            this(List.of(new FieldError(field, message)));
        }

        public Invalid(List<FieldError> errors) {
            super(errors.getFirst().field() + " " + errors.getFirst().message());
            this.errors = List.copyOf(errors);
        }

        public List<FieldError> errors() {
            return errors;
        }
    }

    /** 400: the request cannot be read at all. */
    public static final class Malformed extends Problem {
        public Malformed(String message) {
            super(message);
        }
    }

    /** 401: no valid credential. */
    public static final class Unauthenticated extends Problem {
        public Unauthenticated(String message) {
            super(message);
        }
    }

    /** 403: known here, but not allowed. */
    public static final class Forbidden extends Problem {
        public Forbidden(Permission permission) {
            super("The " + permission.scope() + " permission is required.");
        }

        public Forbidden(String message) {
            super(message);
        }
    }

    /** 404: not there, or not this caller's to know of. */
    public static final class NotFound extends Problem {
        public NotFound(String what) {
            super("There is no such " + what + ".");
        }
    }

    /** 409: somebody else changed it first, or it exists already. */
    public static final class Conflict extends Problem {
        public Conflict(String message) {
            super(message);
        }
    }

    /** 412: the given version is not the present one. */
    public static final class PreconditionFailed extends Problem {
        public PreconditionFailed() {
            super("If-Match names another version than the present one.");
        }
    }

    /** 429, or another status where one is asked for: too often; {@code retryAfterSeconds} says when to come back. */
    public static final class TooMany extends Problem {
        private static final int STATUS = 429;

        private final long retryAfterSeconds;
        private final int status;

        public TooMany(String message, long retryAfterSeconds) {
            this(message, retryAfterSeconds, STATUS);
        }

        public TooMany(String message, long retryAfterSeconds, int status) {
            super(message);
            this.retryAfterSeconds = retryAfterSeconds;
            this.status = status;
        }

        public int status() {
            return status;
        }

        public long retryAfterSeconds() {
            return retryAfterSeconds;
        }
    }

    /** 501: promised by the contract, and not built. */
    public static final class NotImplemented extends Problem {
        public NotImplemented(String message) {
            super(message);
        }
    }

    /** 503: the database or another part cannot be reached now. */
    public static final class Unavailable extends Problem {
        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
