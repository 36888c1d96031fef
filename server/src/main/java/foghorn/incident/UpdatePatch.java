package foghorn.incident;

import foghorn.kit.patch.Change;
import foghorn.kit.patch.ExpectedVersion;
import java.time.Instant;

/**
 * What to correct of an update that was posted. Nobody is told.
 *
 * @param displayAt not in the future
 */
public record UpdatePatch(
        ExpectedVersion expected,
        Change<String> body,
        Change<Instant> displayAt,
        Change<Boolean> deliverNotifications,
        Change<Boolean> wantsTwitterUpdate) {
    /** Corrects the text alone. */
    public static UpdatePatch toBody(String body) {
        return new UpdatePatch(ExpectedVersion.any(), Change.to(body), Change.keep(), Change.keep(), Change.keep());
    }
}
