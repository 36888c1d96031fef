package foghorn.notification.team;

import foghorn.kit.web.ReadableTime;
import foghorn.notification.team.TeamMailRepository.Claimed;
import java.time.Instant;

/**
 * What a mail to the team says.
 *
 * @param home where the page is seen
 * @param link where what it is about is found in the console
 * @param choices where the reader chooses what to be reminded of
 */
public record TeamMailView(
        String pageName, String home, String title, String sentence, String button, String link, String choices) {
    static TeamMailView of(Claimed mail, String home, String console) {
        var choices = console + "/console/reminders";
        var pages = console + "/console/pages/" + mail.page();
        return switch (mail.kind()) {
            case INCIDENT ->
                new TeamMailView(
                        mail.of().name(),
                        home,
                        "Still open: " + mail.name(),
                        "This incident has been open for " + hours(mail)
                                + ". Your visitors may be waiting for an update.",
                        "Write an update",
                        pages + "/incidents/" + mail.subject(),
                        choices);
            case MAINTENANCE ->
                new TeamMailView(
                        mail.of().name(),
                        home,
                        "Begins soon: " + mail.name(),
                        mail.begins()
                                .map(at -> "This maintenance is planned to begin at " + time(mail, at) + ".")
                                .orElse("This maintenance is planned to begin soon."),
                        "Look at its plan",
                        pages + "/incidents/" + mail.subject(),
                        choices);
            case COMPONENT ->
                new TeamMailView(
                        mail.of().name(),
                        home,
                        "Not operational: " + mail.name(),
                        "This component has not been operational for " + hours(mail) + ". If it is well again, say so.",
                        "Look at the components",
                        pages + "/components",
                        choices);
        };
    }

    private static String hours(Claimed mail) {
        return mail.hours() == 1 ? "an hour" : mail.hours() + " hours";
    }

    private static String time(Claimed mail, Instant at) {
        return new ReadableTime(mail.of().zone(), at).at(at);
    }

    public String note() {
        return "You are told because you look after " + pageName + ". Subscribers hear nothing of this.";
    }

    /** The plain part. */
    public String text() {
        return title + "\n\n" + sentence + "\n\n" + link + "\n\n" + note() + "\nChoose what you are reminded of: "
                + choices + "\n";
    }
}
