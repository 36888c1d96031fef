package foghorn.subscriber.web;

import foghorn.kit.web.FormErrors;

/**
 * The subscribe form.
 *
 * @param root the page's base, with a slash at the end
 * @param email what was typed, when the form is shown again
 * @param byWebhook whether the page offers webhooks, too
 * @param feeds whether it has feeds
 */
public record SubscribeView(
        String pageName,
        String root,
        String email,
        ScopeView scope,
        boolean byWebhook,
        boolean feeds,
        FormErrors errors) {}
