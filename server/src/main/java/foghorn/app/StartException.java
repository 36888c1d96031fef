package foghorn.app;

/** Foghorn cannot start or a command cannot be done; the message says in words for the operator why and what to do. */
public final class StartException extends Exception {
    private static final long serialVersionUID = 1;

    public StartException(String message) {
        super(message);
    }

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
