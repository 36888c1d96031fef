package foghorn.component.web;

import foghorn.component.uptime.ComponentDays;
import foghorn.component.uptime.ComponentDays.Corrected;
import foghorn.component.uptime.NewCorrection;
import foghorn.kit.web.Body;
import foghorn.tenant.Problem;
import java.time.LocalDate;

/**
 * The fields of a correction as they were typed.
 *
 * @param seen the version of the day that the form was made of
 */
public record CorrectionForm(String majorMinutes, String partialMinutes, String reason, String seen) {
    static CorrectionForm read(Body body) {
        return new CorrectionForm(
                body.text("major_minutes").orElse(""),
                body.text("partial_minutes").orElse(""),
                body.text("reason").orElse(""),
                body.text("seen").orElse(""));
    }

    /** What counts now is what a correction begins with. */
    static CorrectionForm of(ComponentDays.Day day) {
        var counted = day.counted();
        return new CorrectionForm(
                Long.toString(counted.major().toMinutes()),
                Long.toString(counted.partial().toMinutes()),
                day.corrected().map(Corrected::reason).orElse(""),
                day.version());
    }

    NewCorrection toCommand(LocalDate day) {
        return new NewCorrection(
                day, number("major_minutes", majorMinutes), number("partial_minutes", partialMinutes), reason, seen);
    }

    CorrectionForm having(String newer) {
        return new CorrectionForm(majorMinutes, partialMinutes, reason, newer);
    }

    private static int number(String field, String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new Problem.Invalid(field, "must be a whole number, 0 for none");
        }
    }
}
