package foghorn.organization;

import foghorn.audit.AuditLog;
import foghorn.kit.crypto.Field;
import foghorn.kit.crypto.Tokens;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.kit.id.Ids;
import foghorn.kit.limit.Limit;
import foghorn.kit.limit.Limits;
import foghorn.kit.mail.EmailAddress;
import foghorn.organization.Invitation.Sendable;
import foghorn.organization.InvitationRepository.Link;
import foghorn.organization.InvitationRepository.Row;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import foghorn.tenant.Role;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Asks people to join a team. Nobody is on it before they have used the link that was mailed to them: it works once, for seven days, and
 * shows that the address is theirs. What is known of somebody who does not come is erased with the invitation.
 */
public final class InvitationService {
    /** How long a link works. */
    public static final Duration LASTS = Duration.ofDays(7);

    /** How long an invitation is kept after its link has expired, so that the team sees it and may send it again. */
    public static final Duration KEPT = Duration.ofDays(30);

    /** Invitations that an organization sends within a day. */
    static final Limit PER_ORGANIZATION = new Limit("invitation organization", 100, Duration.ofDays(1));

    /** Invitations that an address gets within a day, from whatever organization. */
    static final Limit PER_ADDRESS = new Limit("invitation address", 5, Duration.ofDays(1));

    private final Database database;
    private final Vault vault;
    private final Accounts accounts;
    private final Limits limits;

    InvitationService(Database database, Vault vault, Accounts accounts, Limits limits) {
        this.database = database;
        this.vault = vault;
        this.accounts = accounts;
        this.limits = limits;
    }

    /** Those that are open, also after their link has expired, the newest first. */
    public List<Invitation> list(Call call) {
        call.actor().require(Permission.MANAGE_ORGANIZATION);
        return database.read(
                call,
                tx -> new InvitationRepository(tx)
                        .list().stream().map(row -> opened(tx, row)).toList());
    }

    public Invitation find(Call call, String id) {
        call.actor().require(Permission.MANAGE_ORGANIZATION);
        return database.read(call, tx -> opened(tx, require(tx, id)));
    }

    /** Writes an invitation down; whoever calls this mails its link. Only owners invite owners. */
    public Sendable invite(Call call, EmailAddress address, Rank rank) {
        call.actor().require(Permission.MANAGE_ORGANIZATION);
        take(call.organization(), address);
        return database.change(call, tx -> {
            var rules = TeamRules.lock(tx);
            rules.requireMay(rank.role());
            rules.requirePages("grants", rank.grants());
            if (accounts.find(tx.handle(), address).flatMap(rules.team()::find).isPresent()) {
                throw new Problem.Invalid("email", "is that of somebody who is on the team already");
            }
            var sendable = insert(tx, address, rank);
            new AuditLog(tx).record("invitation.created", sendable.invitation().id(), details(rank));
            return sendable;
        });
    }

    private Sendable insert(Tx tx, EmailAddress address, Rank rank) {
        var id = Ids.next();
        var sealed = vault.createSubject(tx, id).seal(field(id), address.value());
        var secret = Ids.secret();
        var link = new Link(Tokens.hash(secret), tx.now().plus(LASTS));
        var row = new Row(id, sealed, rank, tx.now(), link.expiresAt(), Optional.empty());
        byte[] mac = vault.mac(tx, "invitation address", address.comparable());
        if (!new InvitationRepository(tx).insert(row, mac, link)) {
            throw new Problem.Invalid("email", "is that of somebody who is invited already");
        }
        var invitation = new Invitation(id, address, rank, row.createdAt(), row.expiresAt(), row.mailedAt());
        return new Sendable(invitation, secret);
    }

    /** Gives an invitation a new link and seven days more; the link before works no more. Whoever calls this mails it. */
    public Sendable renew(Call call, String id) {
        var invitation = find(call, id);
        take(call.organization(), invitation.address());
        return database.change(call, tx -> {
            var present = require(tx, id);
            TeamRules.lock(tx).requireMay(present.rank().role());
            var secret = Ids.secret();
            new InvitationRepository(tx)
                    .saveLink(id, new Link(Tokens.hash(secret), tx.now().plus(LASTS)));
            new AuditLog(tx).record("invitation.renewed", id, details(present.rank()));
            return new Sendable(opened(tx, require(tx, id)), secret);
        });
    }

    /** Gives who is asked to be a member other grants, made of those that are there; for owners and admins see {@link TeamService#regrant}. */
    void regrant(Call call, String id, UnaryOperator<Set<PageGrant>> change) {
        call.actor().require(Permission.MANAGE_ORGANIZATION);
        database.change(call, tx -> {
            var rules = TeamRules.lock(tx);
            var present = require(tx, id).rank();
            rules.requireMember(present.role());
            var rank = new Rank(present.role(), change.apply(present.grants()));
            rules.requirePages("pages", rank.grants());
            if (!rank.equals(present)) {
                new InvitationRepository(tx).saveGrants(id, rank.grants());
                new AuditLog(tx).record("invitation.changed", id, details(rank));
            }
            return null;
        });
    }

    /** Notes that a mail server has taken the link; one that was replaced meanwhile is not meant. */
    public void mailed(Call call, Sendable sent) {
        call.actor().require(Permission.MANAGE_ORGANIZATION);
        database.change(call, tx -> {
            new InvitationRepository(tx).saveMailed(sent.invitation().id(), Tokens.hash(sent.secret()));
            return null;
        });
    }

    /** Takes an invitation back; its link works no more, and the address is erased. */
    public void revoke(Call call, String id) {
        call.actor().require(Permission.MANAGE_ORGANIZATION);
        database.change(call, tx -> {
            TeamRules.lock(tx).requireMay(require(tx, id).rank().role());
            new InvitationRepository(tx).delete(id);
            vault.erase(tx, id);
            new AuditLog(tx).record("invitation.revoked", id);
            return null;
        });
    }

    /** Forgets the invitations of these organizations to which nobody came, with their addresses. May run on several nodes at once. */
    public void sweep(List<OrganizationId> organizations) {
        for (var organization : organizations) {
            database.change(new Call(new Actor.Job(organization, "sweep"), "sweep"), tx -> {
                for (var id : new InvitationRepository(tx)
                        .deleteExpiredBefore(tx.now().minus(KEPT))) {
                    vault.erase(tx, id);
                    new AuditLog(tx).record("invitation.forgotten", id);
                }
                return null;
            });
        }
    }

    /** What a link leads to. */
    public record Offer(OrganizationId organization, String organizationName, EmailAddress address, Role role) {}

    /** What a link is for, without using it up; empty if it was used, has expired, was taken back or never was. */
    public Optional<Offer> offer(String secret, String requestId) {
        byte[] hash = Tokens.hash(secret);
        return database.installation(handle -> new DirectoryRepository(handle).findInvitation(hash))
                .flatMap(organization -> database.read(
                        new Call(new Actor.Job(organization, "invitation"), requestId),
                        tx -> new InvitationRepository(tx)
                                .findByLink(hash)
                                .map(row -> new Offer(
                                        organization,
                                        new OrganizationRepository(tx)
                                                .find()
                                                .map(Organization::name)
                                                .orElseThrow(),
                                        opened(tx, row).address(),
                                        row.rank().role()))));
    }

    /**
     * Puts the acting person on the team, by the link that was mailed to them, and uses it up; {@link Problem.NotFound} if it works no
     * more. Whoever is on the team by now stays what they are.
     */
    public void acceptWithin(Tx tx, Actor.TeamMember newcomer, String secret) {
        byte[] hash = Tokens.hash(secret);
        var invitations = new InvitationRepository(tx);
        var rules = TeamRules.lock(tx);
        var invitation = invitations.findByLink(hash);
        if (invitation.isEmpty() || !invitations.deleteByLink(hash)) {
            throw new Problem.NotFound("invitation any more");
        }
        vault.erase(tx, invitation.get().id());
        new AuditLog(tx).record("invitation.accepted", invitation.get().id());
        if (rules.team().find(newcomer.account()).isEmpty()) {
            var rank = invitation.get().rank();
            rules.team().join(newcomer.id(), newcomer.account(), rank.role());
            rules.team().saveGrants(newcomer.id(), rank.grants());
            new AuditLog(tx).record("team_member.created", newcomer.id().value(), details(rank));
        }
    }

    private void take(OrganizationId organization, EmailAddress address) {
        limits.take(PER_ORGANIZATION, organization.value());
        limits.take(PER_ADDRESS, address.comparable());
    }

    private static Row require(Tx tx, String id) {
        return new InvitationRepository(tx).find(id).orElseThrow(() -> new Problem.NotFound("invitation"));
    }

    Invitation opened(Tx tx, Row row) {
        var key = vault.subject(tx, row.id())
                .orElseThrow(() -> new IllegalStateException("invitation " + row.id() + " has no key"));
        var address = new EmailAddress(key.open(field(row.id()), row.address()));
        return new Invitation(row.id(), address, row.rank(), row.createdAt(), row.expiresAt(), row.mailedAt());
    }

    private static Field field(String id) {
        return new Field("invitation", "address", id);
    }

    private static Map<String, Object> details(Rank rank) {
        return Map.of(
                "role", rank.role().name().toLowerCase(Locale.ROOT), "permissions", PageGrant.wires(rank.grants()));
    }
}
