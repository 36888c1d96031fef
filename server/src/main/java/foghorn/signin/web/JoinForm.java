package foghorn.signin.web;

import foghorn.kit.web.FormErrors;
import foghorn.signin.JoinService.Welcome;

/** The screen behind an invitation. A password is never shown again. */
public record JoinForm(String formToken, String token, Welcome welcome, FormErrors errors) {}
