package foghorn.signin.web;

import foghorn.kit.web.FormErrors;

/**
 * The sign-in screen. The password is never shown again.
 *
 * @param next the address of the screen to go on with, as it was asked for; empty for none
 * @param isUnsent whether a form of that screen was sent in vain
 */
public record SignInForm(String formToken, String email, String next, boolean isUnsent, FormErrors errors) {}
