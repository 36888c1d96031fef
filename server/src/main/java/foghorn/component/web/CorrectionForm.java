package foghorn.component.web;

import foghorn.component.uptime.ComponentDays.Corrected;
import foghorn.component.uptime.Downtime;
import foghorn.component.uptime.NewCorrection;
import foghorn.kit.web.Body;
import foghorn.tenant.Problem;
import java.time.LocalDate;
import java.util.Optional;

/** The fields of a correction as they were typed. */
public record CorrectionForm(String majorMinutes, String partialMinutes, String reason) {
    static CorrectionForm read(Body body) {
        return new CorrectionForm(
                body.text("major_minutes").orElse(""),
                body.text("partial_minutes").orElse(""),
                body.text("reason").orElse(""));
    }

    /** What counts now is what a correction begins with. */
    static CorrectionForm of(Downtime counted, Optional<Corrected> corrected) {
        return new CorrectionForm(
                Long.toString(counted.major().toMinutes()),
                Long.toString(counted.partial().toMinutes()),
                corrected.map(Corrected::reason).orElse(""));
    }

    NewCorrection toCommand(LocalDate day) {
        return new NewCorrection(
                day, number("major_minutes", majorMinutes), number("partial_minutes", partialMinutes), reason);
    }

    private static int number(String field, String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new Problem.Invalid(field, "must be a whole number, 0 for none");
        }
    }
}
