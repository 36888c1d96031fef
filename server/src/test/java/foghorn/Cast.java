package foghorn;

import foghorn.kit.crypto.InstallationKey;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.id.Ids;
import foghorn.kit.mail.EmailAddress;
import foghorn.kit.outbox.Outbox;
import foghorn.organization.OrganizationRoom;
import foghorn.organization.OrganizationService.NewOrganization;
import foghorn.page.NewPage;
import foghorn.page.Page;
import foghorn.page.PageChanged;
import foghorn.page.PageRoom;
import foghorn.tenant.AccountId;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Role;
import java.util.Optional;
import java.util.Set;

/**
 * The people of every test, made by the product itself. Alice owns the organization of {@link #page}; Bob is on her team with the incident
 * grant on that page, Carol without any grant; Mallory owns another organization with {@link #otherPage}.
 */
public final class Cast {
    private final Database database;
    private final InstallationKey key;
    private final Vault vault;
    private final OrganizationRoom room;
    private final PageId page;
    private final PageId otherPage;
    private final Call alice;
    private final Call bob;
    private final Call carol;
    private final Call mallory;

    private Cast(Database database, InstallationKey key) {
        this.database = database;
        this.key = key;
        this.vault = new Vault(key);
        this.room = OrganizationRoom.of(database, key, vault);
        this.alice = found("Lighthouse", "alice@lighthouse.example");
        this.mallory = found("Wreckers", "mallory@wreckers.example");
        this.page = create(alice, "Larkfield Ferries").id();
        this.otherPage = create(mallory, "Mallory's Ferries").id();
        this.bob = member("bob@lighthouse.example", Set.of(Permission.VIEW_PAGE, Permission.MANAGE_INCIDENTS));
        this.carol = member("carol@lighthouse.example", Set.of());
    }

    /** Founds both organizations, each with a page, on an installation with a key of its own. */
    public static Cast on(Database database) {
        return on(database, InstallationKey.of(Ids.bytes(32)));
    }

    /** The same on an installation whose key is given. */
    public static Cast on(Database database, InstallationKey key) {
        return new Cast(database, key);
    }

    public InstallationKey key() {
        return key;
    }

    public Vault vault() {
        return vault;
    }

    public OrganizationRoom room() {
        return room;
    }

    public OrganizationId organization() {
        return alice.organization();
    }

    public OrganizationId otherOrganization() {
        return mallory.organization();
    }

    public PageId page() {
        return page;
    }

    public PageId otherPage() {
        return otherPage;
    }

    public Call alice() {
        return alice;
    }

    public Call bob() {
        return bob;
    }

    public Call carol() {
        return carol;
    }

    public Call mallory() {
        return mallory;
    }

    /** A key of Alice's organization with these scopes, for all its pages. */
    public Call apiKey(Permission... scopes) {
        return new Call(new Actor.ApiKey(organization(), Ids.next(), Set.of(scopes), Optional.empty()), "test");
    }

    /** A further page of Alice's organization. */
    public Page anotherPage(String name) {
        return create(alice, name);
    }

    /** A page of the organization of this owner. */
    public Page pageOf(Call owner, String name) {
        return create(owner, name);
    }

    /** Founds an organization without a page, and answers as its owner. */
    public Call found(String name, String owner) {
        var staff = staff(new OrganizationId(Ids.next()));
        var command = new NewOrganization(name, EmailAddress.of("email", owner));
        var account = database.change(staff, tx -> room.organizations().foundWithin(tx, command))
                .owner()
                .account();
        return as(staff.organization(), account);
    }

    /** What this account asks in this organization. */
    public Call as(OrganizationId organization, AccountId account) {
        var actor = database.read(staff(organization), tx -> room.team().actorWithin(tx, account))
                .orElseThrow();
        return new Call(actor, "test");
    }

    private Call member(String address, Set<Permission> grants) {
        var account = room.team()
                .add(alice, EmailAddress.of("email", address), Role.MEMBER)
                .account();
        room.team().grant(alice, account, page, grants);
        return as(organization(), account);
    }

    private Page create(Call owner, String name) {
        var pages = new PageRoom(database).pages();
        return database.changeNewPage(
                owner,
                tx -> {
                    var made = pages.createWithin(tx, new NewPage(name, Optional.empty(), "localhost"));
                    new Outbox(tx).append(made.id(), new PageChanged(made.version()));
                    return made;
                },
                Page::id);
    }

    private static Call staff(OrganizationId organization) {
        return new Call(new Actor.Staff(organization, "test"), "test");
    }
}
