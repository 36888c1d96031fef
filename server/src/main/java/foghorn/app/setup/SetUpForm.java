package foghorn.app.setup;

import foghorn.kit.web.FormErrors;

/** The set-up screen with what was typed; the password is never shown again. */
public record SetUpForm(
        String formToken,
        String token,
        String organization,
        String ownerEmail,
        String page,
        String subdomain,
        FormErrors errors) {}
