package foghorn.incident.web;

import foghorn.kit.web.Exchange;
import java.util.Optional;

/** What a screen says after a form was accepted; the query carries the name, never the words. */
final class Done {
    private Done() {}

    static Optional<String> said(Exchange http) {
        return http.query("done").flatMap(name -> switch (name) {
            case "published" -> Optional.of("Published. The page shows it now.");
            case "updated" -> Optional.of("Update posted. The page shows it now.");
            case "corrected" -> Optional.of("Corrected. The page shows it now, and nobody was told.");
            case "entered" -> Optional.of("Entered. The page shows it now, and nobody was told.");
            case "over" -> Optional.of("Closed. The page shows it now.");
            case "scheduled" -> Optional.of("Announced. The page shows it now.");
            case "planned" -> Optional.of("Saved. The page shows it now.");
            case "saved" -> Optional.of("Draft saved. Nobody sees it before it is published.");
            case "learnt" -> Optional.of("Published. The page shows it now.");
            case "reverted" -> Optional.of("Taken back. It is no longer on the page.");
            case "changed" ->
                Optional.of("Somebody else has changed it meanwhile. Nothing was done: look at it first.");
            case "forgotten" -> Optional.of("The postmortem is deleted.");
            case "noted" -> Optional.of("Noted.");
            case "deleted" -> Optional.of("Deleted. It is no longer on the page.");
            default -> Optional.empty();
        });
    }
}
