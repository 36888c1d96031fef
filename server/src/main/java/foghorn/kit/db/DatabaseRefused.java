package foghorn.kit.db;

/** The database answers, but Foghorn must not work with it as it is. The message says why and what to do, in words for the operator. */
public final class DatabaseRefused extends Exception {
    private static final long serialVersionUID = 1;

    public DatabaseRefused(String message) {
        super(message);
    }

    public DatabaseRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
