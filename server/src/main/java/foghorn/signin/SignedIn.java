package foghorn.signin;

import foghorn.kit.web.Exchange;
import foghorn.tenant.OrganizationId;
import java.util.Optional;

/** Gives a browser its session, and takes it away. */
public final class SignedIn {
    private final Sessions sessions;
    private final Cookies cookies;

    SignedIn(Sessions sessions, Cookies cookies) {
        this.sessions = sessions;
        this.cookies = cookies;
    }

    /** The browser holds this session from now on. Its id is new at every sign-in, so one that somebody knew before is worth nothing. */
    public void enter(Exchange http, String sessionId) {
        cookies.setSession(http, sessionId);
    }

    /** The id of the session that the browser holds, be it over or not. */
    public Optional<String> held(Exchange http) {
        return cookies.session(http);
    }

    /** The session of the call goes on in another organization of its person. */
    public void switchTo(Exchange http, OrganizationId organization) {
        cookies.session(http).ifPresent(id -> sessions.switchTo(http.call(), id, organization));
    }

    /** Ends the session of the call. */
    public void leave(Exchange http) {
        cookies.session(http).ifPresent(id -> sessions.end(http.call(), id));
        cookies.endSession(http);
    }
}
