package foghorn.incident;

import foghorn.kit.patch.ExpectedVersion;
import java.util.Optional;

/**
 * Puts a postmortem on the page.
 *
 * @param body what is to be published; without it, the draft as it is
 */
public record PublishPostmortem(ExpectedVersion expected, Optional<String> body, Postmortem.Telling telling) {}
