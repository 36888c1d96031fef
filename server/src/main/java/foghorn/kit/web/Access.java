package foghorn.kit.web;

import foghorn.tenant.Permission;
import java.util.Optional;

/**
 * Who may come to a route. Every route names one; the route matrix test reads it. The permission is what the verb behind the route
 * asks for, so that the test can expect 403 from the rule.
 */
public sealed interface Access {
    /** Anybody, no credential, nothing of an organization: health and static files. */
    record Open() implements Access {}

    /** A browser that is not signed in yet; posts carry the form token of its pre-session cookie. */
    record SignedOut() implements Access {}

    /** A signed-in team member; posts carry the form token. */
    record Session(Optional<Permission> permission) implements Access {}

    /**
     * A program with an API key.
     *
     * @param ofMaintenance what counts instead, where the incident that is meant is a maintenance
     */
    record Key(Permission permission, Optional<Permission> ofMaintenance) implements Access {}

    /** Anybody on a page's public form: no cookie; posts must come from the page itself (Origin, Sec-Fetch-Site). */
    record PageForm() implements Access {}

    /** The same for programs: whatever goes wrong is answered in JSON, as what goes right is. */
    record PageProgram() implements Access {}

    /** Whoever holds a secret link of a page; mail providers post to it for one-click unsubscription (RFC 8058), so no origin is asked for. */
    record PageLink() implements Access {}

    /** Whether the address of such a route may hold a secret, and so must be told to no other site. */
    default boolean mayHaveSecretAddress() {
        return switch (this) {
            case SignedOut out -> true;
            case PageLink link -> true;
            case Open open -> false;
            case Session session -> false;
            case Key key -> false;
            case PageForm form -> false;
            case PageProgram program -> false;
        };
    }

    Access OPEN = new Open();
    Access SIGNED_OUT = new SignedOut();
    Access SESSION = new Session(Optional.empty());
    Access PAGE_FORM = new PageForm();
    Access PAGE_PROGRAM = new PageProgram();
    Access PAGE_LINK = new PageLink();

    static Access session(Permission permission) {
        return new Session(Optional.of(permission));
    }

    static Access key(Permission permission) {
        return new Key(permission, Optional.empty());
    }

    /** For what changes incidents, of which some are maintenances. */
    static Access keyOfIncidents() {
        return new Key(Permission.MANAGE_INCIDENTS, Optional.of(Permission.MANAGE_MAINTENANCE));
    }
}
