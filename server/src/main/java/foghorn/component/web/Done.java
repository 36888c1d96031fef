package foghorn.component.web;

import foghorn.kit.web.Exchange;
import java.util.Optional;

/** What the list says after a form was accepted; the query carries the name, never the words. */
final class Done {
    private Done() {}

    static Optional<String> said(Exchange http) {
        return said(http, 0);
    }

    /** @param webhooks how many webhooks hear of a status, while no person does */
    static Optional<String> said(Exchange http, long webhooks) {
        return http.query("done").flatMap(name -> switch (name) {
            case "added" -> Optional.of("Added. It is last in its place on the page.");
            case "saved" -> Optional.of("Saved.");
            case "status" ->
                Optional.of(
                        webhooks == 0
                                ? "The page shows the new status. Nobody was told."
                                : "The page shows the new status. Nobody was told but the webhooks that follow it.");
            case "corrected" -> Optional.of("Corrected. The page shows the new figures.");
            case "measured" -> Optional.of("The page shows what was measured.");
            case "moved" -> Optional.of("Moved. The page shows the new order.");
            case "moved-last" -> Optional.of("Moved. The group it came from is gone, since nothing else stood in it.");
            case "deleted" -> Optional.of("Deleted. It is no longer on the page.");
            default -> Optional.empty();
        });
    }
}
