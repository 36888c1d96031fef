package foghorn.organization;

import foghorn.audit.AuditLog;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.kit.id.Ids;
import foghorn.kit.mail.EmailAddress;
import foghorn.tenant.AccountId;
import foghorn.tenant.Call;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import foghorn.tenant.Role;
import foghorn.tenant.TeamMemberId;
import java.util.List;

/** Founds organizations and reads the caller's own. */
public final class OrganizationService {
    private final Database database;
    private final Vault vault;
    private final Accounts accounts;

    public OrganizationService(Database database, Vault vault, Accounts accounts) {
        this.database = database;
        this.vault = vault;
        this.accounts = accounts;
    }

    /** A new organization and the person who owns it; an account that has the address already is used. */
    public record NewOrganization(String name, EmailAddress owner) {
        public NewOrganization {
            name = requireName("organization", name);
        }

        /** A name of one line without blanks around it; {@link Problem.Invalid} for the field if it is none. */
        public static String requireName(String field, String name) {
            return Organization.requireName(field, name.strip());
        }
    }

    /** What was founded. */
    public record Founded(Organization organization, TeamMember owner) {}

    /**
     * Founds the organization to which the transaction is bound (its id is new): row, keyset, owner. Part of a larger change, which
     * makes the first page too.
     */
    public Founded foundWithin(Tx tx, NewOrganization command) {
        tx.call().actor().require(Permission.MANAGE_ORGANIZATION);
        var organization = new Organization(tx.organization(), command.name(), tx.now(), 1);
        new OrganizationRepository(tx).insert(organization);
        vault.createOrganization(tx);
        var owner = new TeamMember(
                new TeamMemberId(Ids.next()),
                organization.id(),
                accounts.ensureWithin(tx, command.owner()),
                Role.OWNER,
                tx.now(),
                1);
        new TeamRepository(tx).join(owner.id(), owner.account(), owner.role());
        var audit = new AuditLog(tx);
        audit.record("organization.created", organization.id().value());
        audit.record("team_member.created", owner.id().value());
        return new Founded(organization, owner);
    }

    /** The caller's organization. Whoever acts in it may know its name. */
    public Organization find(Call call) {
        return database.read(
                call,
                tx -> new OrganizationRepository(tx).find().orElseThrow(() -> new Problem.NotFound("organization")));
    }

    /** All organizations of the installation, for work that goes through them one by one. */
    public List<OrganizationId> all() {
        return database.installation(handle -> new DirectoryRepository(handle).organizations());
    }

    /** The organizations on whose teams the account is, the oldest membership first. */
    public List<OrganizationId> memberships(AccountId account) {
        return database.installation(handle -> new DirectoryRepository(handle).memberships(account));
    }
}
