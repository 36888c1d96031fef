package foghorn.kit.db;

/** Where a database is and as whom to reach it. Its text form never shows the password. */
public record DatabaseAccess(String url, String user, String password) {
    @Override
    public String toString() {
        return user + " at " + url;
    }
}
