package foghorn.signin.web;

import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Routes;
import foghorn.kit.web.WayBack;
import foghorn.signin.SignInService;
import foghorn.signin.SignInService.Attempt;
import foghorn.signin.SignInService.Before;
import foghorn.signin.SignInService.Link;
import foghorn.signin.SignedIn;
import foghorn.tenant.Problem;
import java.util.Map;

/** The screens of signing in and out. */
public final class SignInController {
    /** Where a sign-in link leads, before its secret. */
    public static final String LINK = "/console/sign-in/link?token=";

    private static final String START = "/console";

    private final SignInService service;
    private final SignedIn signedIn;

    public SignInController(SignInService service, SignedIn signedIn) {
        this.service = service;
        this.signedIn = signedIn;
    }

    public void addTo(Routes routes) {
        routes.get(Access.SIGNED_OUT, "/console/sign-in", this::form);
        routes.post(Access.SIGNED_OUT, "/console/sign-in", http -> signIn(http, routes));
        routes.get(Access.SIGNED_OUT, "/console/sign-in/link", this::link);
        routes.post(Access.SIGNED_OUT, "/console/sign-in/link", this::useLink);
        routes.post(Access.SESSION, "/console/sign-out", this::signOut);
    }

    private void form(Exchange http) {
        var next = http.query("next").orElse("");
        boolean isUnsent = http.query("unsent").isPresent();
        http.html(200, "signin/sign-in.jte", new SignInForm(http.formToken(), "", next, isUnsent, FormErrors.NONE));
    }

    private void signIn(Exchange http, Routes routes) {
        var next = http.body().text("next").orElse("");
        var email = http.body().text("email").orElse("");
        var password = http.body().text("password").orElse("");
        var session = service.signIn(
                new Attempt(email, password, http.client().address(), http.requestId()),
                new Before(WayBack.page(next), signedIn.held(http)));
        if (session.isPresent()) {
            signedIn.enter(http, session.get());
            http.seeOther(WayBack.to(next, routes));
        } else {
            var errors = FormErrors.of("email", "The e-mail address or the password", "is not right");
            http.html(422, "signin/sign-in.jte", new SignInForm(http.formToken(), email, next, false, errors));
        }
    }

    private void link(Exchange http) {
        var token = http.query("token").orElse("");
        answer(http, 200, token, find(token), FormErrors.NONE);
    }

    private void useLink(Exchange http) {
        var token = http.body().text("token").orElse("");
        var link = find(token);
        try {
            var password = http.body().text("password").orElse("");
            signedIn.enter(http, service.useLink(token, password, http.requestId()));
            http.seeOther(START);
        } catch (Problem.Invalid e) {
            answer(http, 422, token, link, FormErrors.of(e, Map.of("password", "The password")));
        }
    }

    private Link find(String token) {
        return service.findLink(token)
                .orElseThrow(() -> new Problem.NotFound("sign-in link any more; each works once, for 24 hours"));
    }

    private static void answer(Exchange http, int status, String token, Link link, FormErrors errors) {
        http.html(
                status,
                "signin/link.jte",
                new LinkForm(http.formToken(), token, link.address().value(), link.setsPassword(), errors));
    }

    private void signOut(Exchange http) {
        signedIn.leave(http);
        http.seeOther("/console/sign-in");
    }
}
