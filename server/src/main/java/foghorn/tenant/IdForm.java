package foghorn.tenant;

/** The one form of public ids: 12 characters, digits and lower-case consonants (contract: public-v2, section 0). */
public final class IdForm {
    /** The 31 characters an id is made of. */
    public static final String ALPHABET = "0123456789bcdfghjklmnpqrstvwxyz";

    /** Characters in an id. */
    public static final int LENGTH = 12;

    private IdForm() {}

    /** Says whether the text could be an id; it need not exist. */
    public static boolean matches(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            if (ALPHABET.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns the text if it has the form of an id; else nothing of that name can exist: {@link Problem.NotFound}. */
    public static String require(String what, String text) {
        if (!matches(text)) {
            throw new Problem.NotFound(what);
        }
        return text;
    }
}
