package foghorn.signin;

import foghorn.kit.crypto.InstallationKey;
import foghorn.kit.db.Database;
import foghorn.kit.limit.Limits;
import foghorn.kit.web.Guard;
import foghorn.kit.web.Routes;
import foghorn.organization.OrganizationRoom;
import foghorn.signin.web.JoinController;
import foghorn.signin.web.OrganizationsController;
import foghorn.signin.web.SignInController;

/** Builds the sign-in room. */
public final class SignInRoom {
    private final Sessions sessions;
    private final SignInService service;
    private final Guard guard;
    private final SignedIn signedIn;
    private final JoinService join;

    /** @param insecureConsole whether people may sign in over plain http on names that are not loopback */
    public SignInRoom(Database database, OrganizationRoom organizations, InstallationKey key, boolean insecureConsole) {
        var cookies = new Cookies(insecureConsole);
        this.sessions = new Sessions(database, organizations);
        this.service = new SignInService(database, organizations, sessions, new Limits(database, key));
        this.guard = new SignInGuard(organizations.apiKeys(), sessions, cookies, key);
        this.signedIn = new SignedIn(sessions, cookies);
        this.join = new JoinService(database, organizations, service, sessions);
    }

    public Sessions sessions() {
        return sessions;
    }

    public SignInService service() {
        return service;
    }

    JoinService join() {
        return join;
    }

    public Guard guard() {
        return guard;
    }

    public SignedIn signedIn() {
        return signedIn;
    }

    public void addTo(Routes console) {
        new SignInController(service, signedIn).addTo(console);
        new JoinController(join, signedIn).addTo(console);
        new OrganizationsController(sessions, signedIn).addTo(console);
    }
}
