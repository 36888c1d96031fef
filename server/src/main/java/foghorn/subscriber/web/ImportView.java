package foghorn.subscriber.web;

import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Shell;

/**
 * Asks for a table of subscribers.
 *
 * @param base the address of the list
 * @param confirmed whether the team vouches that all have confirmed
 */
public record ImportView(Shell shell, String base, boolean confirmed, FormErrors errors) {
    /** How large a file may be. */
    public int mostKilobytes() {
        return SubscriberFilesController.MOST_KILOBYTES;
    }
}
