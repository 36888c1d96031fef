package foghorn.subscriber.web;

import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Shell;

/**
 * The form that adds a subscriber, as it was typed.
 *
 * @param base the address of the list
 * @param vouched whether they have agreed already, and are not asked
 */
public record NewSubscriberView(Shell shell, String base, String email, boolean vouched, FormErrors errors) {}
