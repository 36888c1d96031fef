package foghorn.incident;

import foghorn.kit.patch.ExpectedVersion;

/**
 * What is to be the draft of a postmortem.
 *
 * @param isAutomatic whether it was saved while somebody writes; of such savings the log keeps one for each stretch of writing
 */
public record PostmortemDraft(ExpectedVersion expected, String body, boolean isAutomatic) {
    public PostmortemDraft(ExpectedVersion expected, String body) {
        this(expected, body, false);
    }
}
