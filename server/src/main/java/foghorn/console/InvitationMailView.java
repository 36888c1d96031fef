package foghorn.console;

/**
 * What an invitation says.
 *
 * @param console the address of the console
 * @param link the address behind it, or what stands for it
 */
public record InvitationMailView(String organization, String console, String link) {
    public String title() {
        return "Join the team of " + organization;
    }

    public String sentence() {
        return "You were invited to look after the status pages of " + organization
                + ". The link works once, for seven days.";
    }

    public String note() {
        return "If you do not know what this is about, do nothing: your address is forgotten.";
    }

    /** The plain part. */
    public String text() {
        return title() + "\n\n" + sentence() + "\n\n" + link + "\n\n" + note() + "\n";
    }
}
