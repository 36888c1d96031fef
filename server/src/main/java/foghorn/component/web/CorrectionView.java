package foghorn.component.web;

import foghorn.component.Component;
import foghorn.component.uptime.ComponentDays;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Shell;
import java.time.Duration;

/**
 * The form that corrects a day.
 *
 * @param base the address of the component's days
 * @param conflict whether somebody else has said something of the day since the form was made
 */
public record CorrectionView(
        Shell shell,
        String base,
        Component component,
        ComponentDays.Day day,
        CorrectionForm form,
        FormErrors errors,
        boolean conflict) {
    public String title() {
        return UptimeMonth.name(day.day());
    }

    public String action() {
        return base + "/" + day.day();
    }

    /** What the history tells, in a sentence. */
    public String measured() {
        var measured = day.measured();
        return "Measured: " + minutes(measured.major()) + " of major outage and " + minutes(measured.partial())
                + " of partial outage, in " + minutes(measured.known()) + ".";
    }

    /** What stands there now, in a sentence. */
    public String present() {
        return day.corrected()
                .map(its -> minutes(its.figures().major()) + " of major outage and "
                        + minutes(its.figures().partial()) + " of partial outage. Reason: " + its.reason())
                .orElse("What was measured.");
    }

    private static String minutes(Duration duration) {
        long minutes = duration.toMinutes();
        return minutes + (minutes == 1 ? " minute" : " minutes");
    }
}
