package foghorn.subscriber.web;

import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Shell;
import foghorn.subscriber.SubscriberState;
import foghorn.subscriber.Webhook;
import foghorn.subscriber.WebhookService;
import java.util.List;
import java.util.Optional;

/**
 * The endpoints that follow a page, and the form for one more.
 *
 * @param href the address of the list
 * @param typed what was typed, when the form is shown again
 * @param made the webhook whose secret is shown now, and never again
 */
public record WebhooksView(
        Shell shell,
        String href,
        List<Webhook> webhooks,
        Typed typed,
        FormErrors errors,
        Optional<Webhook.WithSecret> made) {
    public WebhooksView {
        webhooks = List.copyOf(webhooks);
    }

    /** The fields of the form. */
    public record Typed(String endpoint, String email) {}

    /** Where it is written what an endpoint gets. */
    public String guide() {
        return shell.page().orElseThrow().publicUrl() + WebhookService.GUIDE;
    }

    /** The address of one of them. */
    public String href(Webhook webhook) {
        return href + "/" + webhook.id();
    }

    /** Whether it is left alone after failures. */
    public static boolean isQuarantined(Webhook webhook) {
        return webhook.state() == SubscriberState.QUARANTINED;
    }

    /** The state in words. */
    public static String words(Webhook webhook) {
        return switch (webhook.state()) {
            case ACTIVE -> webhook.isRotating() ? "Active, signed with the old and the new secret" : "Active";
            case UNCONFIRMED -> "Waits for its contact and a test";
            case QUARANTINED -> "Switched off after failures";
            case UNSUBSCRIBED -> "Removed";
        };
    }
}
