package foghorn.app;

import foghorn.Cast;
import foghorn.kit.crypto.InstallationKey;
import foghorn.kit.db.Database;
import foghorn.kit.id.Ids;
import foghorn.kit.mail.EmailAddress;
import foghorn.organization.Invitation.Sendable;
import foghorn.organization.Rank;
import foghorn.signin.SignInRoom;
import foghorn.signin.TestSessions;
import foghorn.tenant.AccountId;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.Permission;
import foghorn.tenant.Role;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Makes people with accounts, and the browsers in which they are signed in. */
final class People {
    static final String PASSWORD = "quay lantern osprey 41";

    private final Database database;
    private final Cast cast;
    private final InstallationKey key;
    private final SignInRoom signIn;
    private final ApiClient anonymous;

    People(Database database, Cast cast, ApiClient anonymous) {
        this.database = database;
        this.cast = cast;
        this.key = cast.key();
        this.signIn = new SignInRoom(database, cast.room(), key, false);
        this.anonymous = anonymous;
    }

    /**
     * A browser.
     *
     * @param formToken what its forms carry
     */
    record Browser(ApiClient client, String formToken) {}

    /** A browser in which nobody is signed in. */
    Browser visitor() {
        var visit = Ids.secret();
        return new Browser(anonymous.with("Cookie", "foghorn_visit=" + visit), formToken("visit|" + visit));
    }

    /** An owner of Alice's organization. */
    Browser owner() {
        return signedIn(cast.organization(), Role.OWNER, Set.of());
    }

    /** The id of a member of Alice's organization who may nothing. */
    String memberId() {
        return cast.room()
                .team()
                .add(staff(cast.organization()), EmailAddress.of("email", newAddress()), Role.MEMBER)
                .id()
                .value();
    }

    /** An invitation to Alice's organization. */
    Sendable invite() {
        return cast.room()
                .invitations()
                .invite(
                        staff(cast.organization()),
                        EmailAddress.of("email", newAddress()),
                        new Rank(Role.MEMBER, Set.of()));
    }

    /** An admin of Alice's organization. */
    Browser admin() {
        return signedIn(cast.organization(), Role.ADMIN, Set.of());
    }

    /** A member of Alice's organization with these permissions on her page. */
    Browser member(Permission... granted) {
        return signedIn(cast.organization(), Role.MEMBER, Set.copyOf(List.of(granted)));
    }

    /** A member of Alice's organization with every permission on her page but this. */
    Browser memberWithout(Permission missing) {
        return signedIn(cast.organization(), Role.MEMBER, EnumSet.complementOf(EnumSet.of(missing)));
    }

    /** An owner or a plain member of the other organization. */
    Browser stranger(Role role) {
        return signedIn(cast.otherOrganization(), role, Set.of());
    }

    /** A link by which a new member of Alice's organization signs in, once, and chooses a password. */
    String signInLink() {
        return link(cast.organization(), add(cast.organization(), newAddress(), Role.MEMBER));
    }

    /** The address of a new member of Alice's organization who has the {@link #PASSWORD}. */
    String addressWithPassword() {
        var address = newAddress();
        var link = link(cast.organization(), add(cast.organization(), address, Role.MEMBER));
        signIn.service().useLink(link, PASSWORD, "test");
        return address;
    }

    private Browser signedIn(OrganizationId organization, Role role, Set<Permission> granted) {
        var account = add(organization, newAddress(), role);
        if (!granted.isEmpty()) {
            cast.room().team().grant(staff(organization), account, cast.page(), granted);
        }
        var session = TestSessions.start(database, signIn, cast.as(organization, account));
        return new Browser(anonymous.with("Cookie", "foghorn_session=" + session), formToken("session|" + session));
    }

    private String link(OrganizationId organization, AccountId account) {
        return database.change(staff(organization), tx -> signIn.service().createLinkWithin(tx, account));
    }

    private AccountId add(OrganizationId organization, String address, Role role) {
        return cast.room()
                .team()
                .add(staff(organization), EmailAddress.of("email", address), role)
                .account();
    }

    private static String newAddress() {
        return Ids.next() + "@people.example";
    }

    /** The rule of the forms, written once more: an HMAC of what the browser's cookie holds. */
    private String formToken(String boundTo) {
        var mac = key.mac("form token", boundTo.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }

    private static Call staff(OrganizationId organization) {
        return new Call(new Actor.Staff(organization, "test"), "test");
    }
}
