package foghorn.signin.web;

import foghorn.kit.web.FormErrors;

/**
 * The screen to which a sign-in link leads: a button, or a first password to choose.
 *
 * @param address whose account it is
 */
public record LinkForm(String formToken, String token, String address, boolean setsPassword, FormErrors errors) {}
