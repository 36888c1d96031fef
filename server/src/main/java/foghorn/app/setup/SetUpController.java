package foghorn.app.setup;

import foghorn.kit.web.Access;
import foghorn.kit.web.Body;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Routes;
import foghorn.organization.InstallationService;
import foghorn.signin.SignInService;
import foghorn.signin.SignedIn;
import foghorn.signin.web.SignInController;
import foghorn.tenant.Problem;
import java.util.Map;
import java.util.Optional;

/** The set-up link of a new installation: a form, then the key and the way into the console. */
public final class SetUpController {
    /** Where the set-up link leads, before its secret. */
    public static final String LINK = "/console/set-up?token=";

    private static final Map<String, String> LABELS = Map.of(
            "organization", "The organization's name",
            "owner_email", "The e-mail address",
            "owner_password", "The password",
            "page", "The page's name",
            "subdomain", "The short name");

    private final SetupService setup;
    private final InstallationService installation;
    private final SignInService signIn;
    private final SignedIn signedIn;

    public SetUpController(
            SetupService setup, InstallationService installation, SignInService signIn, SignedIn signedIn) {
        this.setup = setup;
        this.installation = installation;
        this.signIn = signIn;
        this.signedIn = signedIn;
    }

    public void addTo(Routes routes) {
        routes.get(Access.SIGNED_OUT, "/console/set-up", this::form);
        routes.post(Access.SIGNED_OUT, "/console/set-up", this::setUp);
    }

    private void form(Exchange http) {
        var token = http.query("token").orElse("");
        installation.requireSetUpSecret(token);
        answer(http, 200, new SetUpForm(http.formToken(), token, "", "", "", "", FormErrors.NONE));
    }

    private void setUp(Exchange http) {
        var body = http.body();
        var token = text(body, "token");
        installation.requireSetUpSecret(token);
        var typed = new NewTenant(
                text(body, "organization"),
                text(body, "owner_email"),
                text(body, "page"),
                body.text("subdomain").filter(subdomain -> !subdomain.isBlank()),
                Optional.of(text(body, "owner_password")));
        try {
            var made = setup.setUp(typed, http.requestId());
            var link = made.ownerSignInUrl()
                    .substring(made.ownerSignInUrl().indexOf(SignInController.LINK) + SignInController.LINK.length());
            signedIn.enter(http, signIn.useLink(link, "", http.requestId()));
            http.html(200, "setup/done.jte", made);
        } catch (Problem.Invalid e) {
            answer(http, 422, again(http, token, typed, FormErrors.of(e, LABELS)));
        }
    }

    private static SetUpForm again(Exchange http, String token, NewTenant typed, FormErrors errors) {
        return new SetUpForm(
                http.formToken(),
                token,
                typed.organization(),
                typed.ownerEmail(),
                typed.page(),
                typed.subdomain().orElse(""),
                errors);
    }

    private static void answer(Exchange http, int status, SetUpForm form) {
        http.html(status, "setup/form.jte", form);
    }

    private static String text(Body body, String name) {
        return body.text(name).orElse("");
    }
}
