package foghorn.component.web;

import foghorn.component.Component;
import foghorn.component.uptime.ComponentDays;
import foghorn.kit.web.Disagreement;
import foghorn.kit.web.Disagreements;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Shell;
import java.time.Duration;
import java.util.List;

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

    /** In what the form differs from what counts now. */
    public List<Disagreement> disagreements() {
        var now = CorrectionForm.of(day);
        return new Disagreements()
                .of("Minutes of major outage", now.majorMinutes(), form.majorMinutes())
                .of("Minutes of partial outage", now.partialMinutes(), form.partialMinutes())
                .of("Reason", now.reason(), form.reason())
                .list();
    }

    private static String minutes(Duration duration) {
        long minutes = duration.toMinutes();
        return minutes + (minutes == 1 ? " minute" : " minutes");
    }
}
