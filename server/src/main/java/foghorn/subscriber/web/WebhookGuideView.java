package foghorn.subscriber.web;

/**
 * What whoever writes a receiver of webhooks needs to know. The text is that of {@code docs/api/webhooks.md}.
 *
 * @param root the address of the page, with a slash at its end
 */
public record WebhookGuideView(String pageName, String root) {}
