package foghorn.organization;

import foghorn.kit.crypto.AccountVault;
import foghorn.kit.crypto.InstallationKey;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.limit.Limits;

/** Builds the organization room. */
public record OrganizationRoom(
        InstallationService installation,
        OrganizationService organizations,
        TeamService team,
        ReminderService reminders,
        InvitationService invitations,
        UserService users,
        ApiKeyService apiKeys,
        ActorService actors,
        Accounts accounts) {
    public static OrganizationRoom of(Database database, InstallationKey key, Vault vault) {
        var accounts = new Accounts(new AccountVault(key));
        var team = new TeamService(database, accounts);
        var invitations = new InvitationService(database, vault, accounts, new Limits(database, key));
        return new OrganizationRoom(
                new InstallationService(database),
                new OrganizationService(database, vault, accounts),
                team,
                new ReminderService(database, team),
                invitations,
                new UserService(database, team, invitations),
                new ApiKeyService(database),
                new ActorService(database, accounts),
                accounts);
    }
}
