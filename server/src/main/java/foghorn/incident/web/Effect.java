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
        return notifies && reach.all() > 0 ? verb + " and notify " + counted(reach.all()) : verb;
    }

    /** Who is told, exactly. */
    public String sentence() {
        if (!notifies) {
            return "Nobody is told. The page changes all the same.";
        }
        var told = told();
        if (reach.unconfirmed() == 0) {
            return told;
        }
        var untold = reach.unconfirmed() == 1
                ? " has not confirmed and is not told."
                : " have not confirmed and are not told.";
        return told + " " + counted(reach.unconfirmed()) + untold;
    }

    private String told() {
        if (reach.all() == 0) {
            return "No subscriber follows this, so nobody is told.";
        }
        if (reach.byWebhook() == 0) {
            return counted(reach.byEmail()) + " by e-mail.";
        }
        return counted(reach.byEmail()) + " by e-mail, " + counted(reach.byWebhook()) + " by webhook.";
    }

    private static String counted(long number) {
        return String.format(java.util.Locale.ENGLISH, "%,d", number);
    }
}
