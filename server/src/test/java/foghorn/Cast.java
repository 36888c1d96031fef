package foghorn;

import foghorn.kit.db.Database;
import foghorn.kit.id.Ids;
import foghorn.page.NewPage;
import foghorn.page.Page;
import foghorn.page.PageRoom;
import foghorn.tenant.AccountId;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.Grants;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Role;
import foghorn.tenant.TeamMemberId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The people of our tests. Alice owns the organization of {@link #page}; Bob is on her team with the incident grant, Carol without any;
 * Mallory owns another organization with {@link #otherPage}. Both organizations and pages are real rows; the people are actors only.
 */
public final class Cast {
    private final OrganizationId organization = new OrganizationId(Ids.next());
    private final OrganizationId otherOrganization = new OrganizationId(Ids.next());
    private final PageId page;
    private final PageId otherPage;
    private final Call alice;
    private final Call bob;
    private final Call carol;
    private final Call mallory;

    private Cast(Database database) {
        this.page = found(database, organization, "Larkfield Ferries");
        this.otherPage = found(database, otherOrganization, "Mallory's Ferries");
        this.alice = member(organization, Role.OWNER, Grants.NONE, "alice");
        this.bob = member(
                organization,
                Role.MEMBER,
                new Grants(Map.of(page, Set.of(Permission.VIEW_PAGE, Permission.MANAGE_INCIDENTS))),
                "bob");
        this.carol = member(organization, Role.MEMBER, Grants.NONE, "carol");
        this.mallory = member(otherOrganization, Role.OWNER, Grants.NONE, "mallory");
    }

    /** Founds both organizations, each with a page. */
    public static Cast on(Database database) {
        return new Cast(database);
    }

    public OrganizationId organization() {
        return organization;
    }

    public OrganizationId otherOrganization() {
        return otherOrganization;
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
        return new Call(new Actor.ApiKey(organization, Ids.next(), Set.of(scopes), Optional.empty()), "test");
    }

    /** A further page of Alice's organization. */
    public Page anotherPage(Database database, String name) {
        return create(database, organization, name);
    }

    private static PageId found(Database database, OrganizationId organization, String pageName) {
        database.change(
                staff(organization),
                tx -> tx.createUpdate("""
                        insert into organization (organization_id, name, created_at)
                        values (:organizationId, :name, :now)
                        """).bind("name", pageName).execute());
        return create(database, organization, pageName).id();
    }

    private static Page create(Database database, OrganizationId organization, String name) {
        var pages = new PageRoom(database).pages();
        var command = new NewPage(name, Optional.empty(), "localhost");
        return database.change(staff(organization), tx -> pages.createWithin(tx, command));
    }

    private static Call staff(OrganizationId organization) {
        return new Call(new Actor.Staff(organization, "test"), "test");
    }

    private static Call member(OrganizationId organization, Role role, Grants grants, String requestId) {
        var actor = new Actor.TeamMember(
                organization, new TeamMemberId(Ids.next()), new AccountId(Ids.next()), role, grants);
        return new Call(actor, requestId);
    }
}
