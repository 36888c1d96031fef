package foghorn.component.web;

import foghorn.kit.web.Disagreement;
import foghorn.kit.web.Disagreements;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Shell;
import java.util.List;

/**
 * The screen on which a page says how it counts outages.
 *
 * @param present as it counts now
 * @param conflict whether that was changed since the form was made
 */
public record UptimeRuleView(
        Shell shell, String action, UptimeRuleForm present, UptimeRuleForm form, FormErrors errors, boolean conflict) {
    /** The address of the page's other settings. */
    public String settings() {
        return action.substring(0, action.lastIndexOf('/')) + "/settings";
    }

    /** In what the form differs from how it counts now. */
    public List<Disagreement> disagreements() {
        return new Disagreements()
                .of("A minute of a major outage", present.major(), form.major())
                .of("A minute of a partial outage", present.partial(), form.partial())
                .of("Steps, in minutes", String.join(", ", present.steps()), String.join(", ", form.steps()))
                .of("Target, in percent", present.target(), form.target())
                .list();
    }
}
