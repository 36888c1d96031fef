package foghorn.incident.web;

import foghorn.incident.IncidentImpact;

/**
 * What publishing would do, in words.
 *
 * @param verb what the button does, for example {@code Publish}
 * @param notifies whether subscribers are to be told
 * @param impact the impact that follows from the chosen components or from the choice made
 */
public record Effect(String verb, boolean notifies, Reach.Counts reach, IncidentImpact impact) {
    /** The words on the button. */
    public String button() {
        return notifies && reach.byEmail() > 0 ? verb + " and notify " + counted(reach.byEmail()) : verb;
    }

    /** Who is told, exactly. */
    public String sentence() {
        if (!notifies) {
            return "Nobody is told. The page changes all the same.";
        }
        var told = reach.byEmail() == 0
                ? "No subscriber follows this, so nobody is told."
                : counted(reach.byEmail()) + " by e-mail.";
        if (reach.unconfirmed() == 0) {
            return told;
        }
        var untold = reach.unconfirmed() == 1
                ? " has not confirmed and is not told."
                : " have not confirmed and are not told.";
        return told + " " + counted(reach.unconfirmed()) + untold;
    }

    private static String counted(long number) {
        return String.format(java.util.Locale.ENGLISH, "%,d", number);
    }
}
