package foghorn.signin;

import foghorn.kit.db.Database;
import foghorn.organization.Accounts;
import foghorn.organization.InvitationService;
import foghorn.organization.OrganizationRoom;
import foghorn.organization.TeamService;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.Problem;
import foghorn.tenant.Role;
import java.util.Optional;

/** Lets people join a team who were invited to: by the link that was mailed to them, and the password of their account. */
public final class JoinService {
    private final Database database;
    private final InvitationService invitations;
    private final TeamService team;
    private final Accounts accounts;
    private final SignInService signIn;
    private final Sessions sessions;

    JoinService(Database database, OrganizationRoom room, SignInService signIn, Sessions sessions) {
        this.database = database;
        this.invitations = room.invitations();
        this.team = room.team();
        this.accounts = room.accounts();
        this.signIn = signIn;
        this.sessions = sessions;
    }

    /**
     * Where a link leads.
     *
     * @param setsPassword whether the person has no password yet and chooses one
     */
    public record Welcome(String organization, String address, Role role, boolean setsPassword) {}

    /** What a link is for, without using it up; empty if it works no more. */
    public Optional<Welcome> welcome(String secret, String requestId) {
        return invitations
                .offer(secret, requestId)
                .map(offer -> new Welcome(
                        offer.organizationName(),
                        offer.address().value(),
                        offer.role(),
                        !signIn.hasPassword(offer.address())));
    }

    /**
     * Uses a link up and returns the id of a new session in the organization. A new person chooses a password, who has an account shows
     * its password; else {@link Problem.Invalid}, and the link stays. A link that works no more is {@link Problem.NotFound}.
     */
    public String join(String secret, String password, String requestId) {
        var offer = invitations.offer(secret, requestId).orElseThrow(() -> new Problem.NotFound("invitation any more"));
        var firstPassword = signIn.firstPassword(offer.address(), password);
        var preparing = new Call(new Actor.Job(offer.organization(), "invitation"), requestId);
        var newcomer = database.change(
                preparing, tx -> team.newcomerWithin(tx, accounts.ensureWithin(tx, offer.address()), offer.role()));
        return database.change(new Call(newcomer, requestId), tx -> {
            invitations.acceptWithin(tx, newcomer, secret);
            firstPassword.ifPresent(hash -> signIn.saveFirstPasswordWithin(tx, newcomer.account(), hash));
            return sessions.startWithin(tx, newcomer.account());
        });
    }
}
