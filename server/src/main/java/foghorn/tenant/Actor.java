package foghorn.tenant;

import java.util.Optional;
import java.util.Set;

/**
 * Who asks, and in which organization. The organization comes from the credential or the link, never from a parameter, and every
 * transaction is bound to it. Whether a page belongs to it is decided by the database (404); what the actor may do there is decided
 * here (403).
 */
public sealed interface Actor {
    /** The organization in which this actor acts. */
    OrganizationId organization();

    /** A stable id for the audit log, without personal data. */
    String auditId();

    boolean may(PageId page, Permission permission);

    /** Whether the actor may do this in the organization as a whole, whatever the page. */
    boolean may(Permission permission);

    /** Throws {@link Problem.Forbidden} unless the actor may do this on a page that is known to be of its organization. */
    default void require(PageId page, Permission permission) {
        if (!may(page, permission)) {
            throw new Problem.Forbidden(permission);
        }
    }

    /** Throws {@link Problem.Forbidden} unless the actor may do this in the whole organization. */
    default void require(Permission permission) {
        if (!may(permission)) {
            throw new Problem.Forbidden(permission);
        }
    }

    /**
     * Throws {@link Problem.NotFound} unless this is somebody who reads this page or follows it: the verbs of its public forms are theirs
     * alone.
     */
    default void requireVisitor(PageId page) {
        boolean visits = switch (this) {
            case Viewer viewer -> viewer.page().equals(page);
            case Subscriber subscriber -> subscriber.page().equals(page);
            case TeamMember ignored -> false;
            case ApiKey ignored -> false;
            case Staff ignored -> false;
            case Job ignored -> false;
        };
        if (!visits) {
            throw new Problem.NotFound("page");
        }
    }

    /** Throws {@link Problem.Forbidden} unless this is a person on the team, who decides here for nobody else. */
    default TeamMember requireTeamMember() {
        return switch (this) {
            case TeamMember member -> member;
            case ApiKey ignored -> throw notOnTheTeam();
            case Viewer ignored -> throw notOnTheTeam();
            case Subscriber ignored -> throw notOnTheTeam();
            case Staff ignored -> throw notOnTheTeam();
            case Job ignored -> throw notOnTheTeam();
        };
    }

    private static Problem notOnTheTeam() {
        return new Problem.Forbidden("This is for people on the team to decide, each for themselves.");
    }

    /** A signed-in person. Owners and admins may do everything; a member what is granted. */
    record TeamMember(OrganizationId organization, TeamMemberId id, AccountId account, Role role, Grants grants)
            implements Actor {
        @Override
        public String auditId() {
            return "team_member:" + id;
        }

        @Override
        public boolean may(PageId page, Permission permission) {
            return may(permission) || grants.include(page, permission);
        }

        @Override
        public boolean may(Permission permission) {
            return role != Role.MEMBER;
        }
    }

    /** A program with a key of the organization: its scopes, on one page or on all. */
    record ApiKey(OrganizationId organization, String id, Set<Permission> scopes, Optional<PageId> onlyPage)
            implements Actor {
        public ApiKey {
            scopes = Set.copyOf(scopes);
        }

        @Override
        public String auditId() {
            return "api_key:" + id;
        }

        @Override
        public boolean may(PageId page, Permission permission) {
            return permission.isAmong(scopes) && onlyPage.map(page::equals).orElse(true);
        }

        @Override
        public boolean may(Permission permission) {
            return permission.isAmong(scopes) && onlyPage.isEmpty();
        }
    }

    /** Anybody who reads a page of this organization or uses its public forms. */
    record Viewer(OrganizationId organization, PageId page) implements Actor {
        @Override
        public String auditId() {
            return "viewer";
        }

        @Override
        public boolean may(PageId asked, Permission permission) {
            return false;
        }

        @Override
        public boolean may(Permission permission) {
            return false;
        }
    }

    /** Who holds a subscriber's secret link. */
    record Subscriber(OrganizationId organization, PageId page, String id) implements Actor {
        @Override
        public String auditId() {
            return "subscriber:" + id;
        }

        @Override
        public boolean may(PageId asked, Permission permission) {
            return false;
        }

        @Override
        public boolean may(Permission permission) {
            return false;
        }
    }

    /** Whoever runs the installation, at its command line or with its set-up link. */
    record Staff(OrganizationId organization, String name) implements Actor {
        @Override
        public String auditId() {
            return "staff:" + name;
        }

        @Override
        public boolean may(PageId page, Permission permission) {
            return true;
        }

        @Override
        public boolean may(Permission permission) {
            return true;
        }
    }

    /** The installation's own work, one organization at a time. */
    record Job(OrganizationId organization, String name) implements Actor {
        @Override
        public String auditId() {
            return "job:" + name;
        }

        @Override
        public boolean may(PageId page, Permission permission) {
            return true;
        }

        @Override
        public boolean may(Permission permission) {
            return true;
        }
    }
}
