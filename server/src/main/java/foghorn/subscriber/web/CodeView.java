package foghorn.subscriber.web;

import foghorn.kit.web.FormErrors;

/**
 * The way to a subscription without a message at hand: first the address, then the code that was mailed to it.
 *
 * @param root the page's base, with a slash at the end
 * @param asksForCode whether the second step is shown
 */
public record CodeView(String pageName, String root, String email, boolean asksForCode, FormErrors errors) {}
