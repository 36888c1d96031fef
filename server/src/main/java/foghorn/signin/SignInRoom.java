package foghorn.signin;

import foghorn.kit.config.ApiSettings;
import foghorn.kit.crypto.InstallationKey;
import foghorn.kit.db.Database;
import foghorn.kit.limit.Limits;
import foghorn.kit.limit.Pace;
import foghorn.kit.once.Once;
import foghorn.kit.web.Guard;
import foghorn.kit.web.Routes;
import foghorn.organization.OrganizationRoom;
import foghorn.signin.web.JoinController;
import foghorn.signin.web.OrganizationsController;
import foghorn.signin.web.SignInController;
import java.util.function.IntSupplier;

/** Builds the sign-in room. */
public final class SignInRoom {
    private final Sessions sessions;
    private final Once once;
    private final SignInService service;
    private final Guard guard;
    private final SignedIn signedIn;
    private final JoinService join;

    /** For whoever serves no programs. */
    public SignInRoom(Database database, OrganizationRoom organizations, InstallationKey key, boolean insecureConsole) {
        this(database, organizations, key, insecureConsole, new Asking(ApiSettings.DEFAULT, () -> 1));
    }

    /**
     * How fast programs may ask.
     *
     * @param nodes among how many the limits are divided now
     */
    public record Asking(ApiSettings settings, IntSupplier nodes) {}

    /** @param insecureConsole whether people may sign in over plain http on names that are not loopback */
    public SignInRoom(
            Database database,
            OrganizationRoom organizations,
            InstallationKey key,
            boolean insecureConsole,
            Asking asking) {
        var cookies = new Cookies(insecureConsole);
        this.sessions = new Sessions(database, organizations);
        this.service = new SignInService(database, organizations, sessions, new Limits(database, key));
        this.once = new Once(database, key);
        var programs =
                new Programs(organizations.apiKeys(), new Pace(database::now), asking.settings(), asking.nodes());
        this.guard = new SignInGuard(programs, once, sessions, cookies, key);
        this.signedIn = new SignedIn(sessions, cookies);
        this.join = new JoinService(database, organizations, service, sessions);
    }

    public Sessions sessions() {
        return sessions;
    }

    public Once once() {
        return once;
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
