package foghorn.signin.web;

import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Routes;
import foghorn.signin.JoinService;
import foghorn.signin.JoinService.Welcome;
import foghorn.signin.SignedIn;
import foghorn.tenant.Problem;
import java.util.Map;

/** {@code /console/join}: where the link of an invitation leads. Looking at it uses nothing up. */
public final class JoinController {
    /** Where an invitation leads, before its secret. */
    public static final String LINK = "/console/join?token=";

    private static final String PATH = "/console/join";

    private final JoinService service;
    private final SignedIn signedIn;

    public JoinController(JoinService service, SignedIn signedIn) {
        this.service = service;
        this.signedIn = signedIn;
    }

    public void addTo(Routes routes) {
        routes.get(Access.SIGNED_OUT, PATH, this::welcome);
        routes.post(Access.SIGNED_OUT, PATH, this::join);
    }

    private void welcome(Exchange http) {
        var token = http.query("token").orElse("");
        answer(http, 200, token, find(http, token), FormErrors.NONE);
    }

    private void join(Exchange http) {
        var token = http.body().text("token").orElse("");
        var welcome = find(http, token);
        var password = http.body().text("password").orElse("");
        try {
            signedIn.enter(http, service.join(token, password, http.requestId()));
            http.seeOther("/console");
        } catch (Problem.Invalid e) {
            answer(http, 422, token, welcome, FormErrors.of(e, Map.of("password", "The password")));
        }
    }

    private Welcome find(Exchange http, String token) {
        return service.welcome(token, http.requestId())
                .orElseThrow(() -> new Problem.NotFound("invitation any more; each link works once, for seven days"));
    }

    private static void answer(Exchange http, int status, String token, Welcome welcome, FormErrors errors) {
        http.html(status, "signin/join.jte", new JoinForm(http.formToken(), token, welcome, errors));
    }
}
