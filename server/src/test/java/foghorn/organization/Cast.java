package foghorn.organization;

import foghorn.kit.crypto.InstallationKey;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.id.Ids;
import foghorn.kit.mail.EmailAddress;
import foghorn.organization.OrganizationService.NewOrganization;
import foghorn.tenant.AccountId;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Role;
import java.util.Set;

/**
 * The people of every test: Alice owns an organization with a page, Bob is on her team with the incident grant on that page, Carol is
 * on the team without a grant, Mallory owns another organization with a page of its own.
 */
public final class Cast {
    public final InstallationKey key = InstallationKey.of(Ids.bytes(32));
    public final Vault vault = new Vault(key);
    public final OrganizationRoom room;
    public final PageId page = new PageId(Ids.next());
    public final PageId otherPage = new PageId(Ids.next());
    public final Call alice;
    public final Call bob;
    public final Call carol;
    public final Call mallory;
    private final Database database;

    public Cast(Database database) {
        this.database = database;
        this.room = OrganizationRoom.of(database, key, vault);
        this.alice = found("Lighthouse", "alice@lighthouse.example", page);
        this.mallory = found("Wreckers", "mallory@wreckers.example", otherPage);
        this.bob = member("bob@lighthouse.example", Set.of(Permission.VIEW_PAGE, Permission.MANAGE_INCIDENTS));
        this.carol = member("carol@lighthouse.example", Set.of());
    }

    /** Founds an organization with one page and answers as its owner. */
    public Call found(String name, String owner, PageId withPage) {
        var organization = new OrganizationId(Ids.next());
        var staff = new Call(new Actor.Staff(organization, "test"), "test");
        var account = database.change(staff, tx -> {
            var founded =
                    room.organizations().foundWithin(tx, new NewOrganization(name, EmailAddress.of("email", owner)));
            tx.createUpdate("""
                    insert into page (organization_id, id, subdomain, name, tag_host, created_at, updated_at)
                    values (:organizationId, :id, :subdomain, :name, 'status.example', :now, :now)
                    """)
                    .bind("id", withPage.value())
                    .bind("subdomain", "page-" + withPage)
                    .bind("name", name)
                    .execute();
            return founded.owner().account();
        });
        return as(organization, account);
    }

    /** What this account asks in this organization. */
    public Call as(OrganizationId organization, AccountId account) {
        var job = new Call(new Actor.Job(organization, "test"), "test");
        var actor =
                database.read(job, tx -> room.team().actorWithin(tx, account)).orElseThrow();
        return new Call(actor, "test");
    }

    private Call member(String address, Set<Permission> grants) {
        var account = room.team()
                .add(alice, EmailAddress.of("email", address), Role.MEMBER)
                .account();
        room.team().grant(alice, account, page, grants);
        return as(alice.organization(), account);
    }
}
