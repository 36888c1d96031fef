package foghorn.signin.web;

import foghorn.kit.web.FormErrors;

/** The sign-in screen. The password is never shown again. */
public record SignInForm(String formToken, String email, FormErrors errors) {}
