package foghorn.tenant;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What an actor may do. Each is granted for a page, or for the whole organization by role. */
public enum Permission {
    /** Read everything the team sees of a page, but no subscriber's address. */
    VIEW_PAGE,
    /** Of this, only components and groups with their uptime. For programs. */
    VIEW_COMPONENTS,
    /** Of this, only incidents and maintenances. For programs. */
    VIEW_INCIDENTS,
    /** See subscribers with their addresses, and change nothing. For programs. */
    VIEW_SUBSCRIBERS,
    /** Change name, settings and look of a page. */
    MANAGE_PAGE,
    /** Add, change and remove components and groups, and set component statuses. */
    MANAGE_COMPONENTS,
    /** Open, update, resolve, edit and delete incidents. */
    MANAGE_INCIDENTS,
    /** The same for scheduled maintenances. */
    MANAGE_MAINTENANCE,
    /** See and change subscribers and the delivery ledger. */
    MANAGE_SUBSCRIBERS,
    /** Create pages; invite, change and remove team members; make and revoke API keys. Organization-wide only. */
    MANAGE_ORGANIZATION,
    /** Read the audit log. Organization-wide only. */
    VIEW_AUDIT;

    /** The name used in API key scopes and in error messages, for example {@code manage_incidents}. */
    public String scope() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The permission of a scope's name; empty if there is none of that name. */
    public static Optional<Permission> ofScope(String scope) {
        return Arrays.stream(values())
                .filter(permission -> permission.scope().equals(scope))
                .findFirst();
    }

    /** The permission that holds this one as a part. */
    public Optional<Permission> whole() {
        return switch (this) {
            case VIEW_COMPONENTS, VIEW_INCIDENTS -> Optional.of(VIEW_PAGE);
            case VIEW_SUBSCRIBERS -> Optional.of(MANAGE_SUBSCRIBERS);
            case VIEW_PAGE,
                    MANAGE_PAGE,
                    MANAGE_COMPONENTS,
                    MANAGE_INCIDENTS,
                    MANAGE_MAINTENANCE,
                    MANAGE_SUBSCRIBERS,
                    MANAGE_ORGANIZATION,
                    VIEW_AUDIT -> Optional.empty();
        };
    }

    /** Whether whoever has these has this one too. */
    public boolean isAmong(Set<Permission> given) {
        return given.contains(this) || whole().filter(given::contains).isPresent();
    }

    /** Whether it concerns the organization as a whole, so that no grant on a page gives it. */
    public boolean isOrganizationWide() {
        return switch (this) {
            case MANAGE_ORGANIZATION, VIEW_AUDIT -> true;
            case VIEW_PAGE,
                    VIEW_COMPONENTS,
                    VIEW_INCIDENTS,
                    VIEW_SUBSCRIBERS,
                    MANAGE_PAGE,
                    MANAGE_COMPONENTS,
                    MANAGE_INCIDENTS,
                    MANAGE_MAINTENANCE,
                    MANAGE_SUBSCRIBERS -> false;
        };
    }
}
