package foghorn.component.web;

import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Shell;

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

    /** How it counts now, in a sentence. */
    public String now() {
        return "A minute of a major outage counts " + present.major() + ", of a partial outage " + present.partial()
                + ". The steps are " + String.join(", ", present.steps()) + " minutes. "
                + (present.target().isEmpty() ? "There is no target." : "The target is " + present.target() + "%.");
    }
}
