package foghorn.notification.web;

import foghorn.kit.web.ReadableTime;
import foghorn.kit.web.Shell;
import foghorn.notification.DeliveryState;
import foghorn.notification.Ledger;
import java.util.Optional;

/**
 * Recipients of one notice.
 *
 * @param back the address of the incident
 * @param href the address of this list
 * @param next the address of the following recipients
 */
public record RecipientsView(Shell shell, String back, String href, Ledger.Entries entries, Optional<String> next) {
    public ReadableTime clock() {
        return shell.clock();
    }

    /** What the other side has said last, and before, where it was sent again by hand. */
    public static String answer(Ledger.Entry row) {
        var last = (row.code().orElse("") + " " + row.error().orElse("")).strip();
        return row.firstSent()
                .map(first -> first.code().orElse("") + "; sent again" + (last.isEmpty() ? "" : ": " + last))
                .orElse(last);
    }

    /** The state in words. */
    public static String words(DeliveryState state) {
        return switch (state) {
            case SENDING -> "Being sent";
            case SENT -> "Sent";
            case RETRY -> "Will be tried again";
            case FAILED -> "Failed";
            case GONE -> "Takes no messages any more";
            case SUPERSEDED -> "Told by a newer notice";
            case CANCELLED -> "Called off";
        };
    }
}
