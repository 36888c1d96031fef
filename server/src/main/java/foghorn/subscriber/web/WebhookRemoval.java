package foghorn.subscriber.web;

import foghorn.kit.web.Shell;
import foghorn.subscriber.Webhook;

/**
 * The question before a webhook is removed.
 *
 * @param back the address of the list
 */
public record WebhookRemoval(Shell shell, String back, Webhook webhook) {}
