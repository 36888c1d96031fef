package foghorn.subscriber.web;

import foghorn.kit.web.FormErrors;

/**
 * The public form for webhooks, with what was typed.
 *
 * @param root the address of the page, with a slash at its end
 */
public record WebhookView(String pageName, String root, String endpoint, String email, FormErrors errors) {}
