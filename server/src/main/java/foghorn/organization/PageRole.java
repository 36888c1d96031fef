package foghorn.organization;

import foghorn.tenant.Permission;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;

/** What the contract knows of a person's permissions on a page, made of ours. Viewing belongs to each. */
public enum PageRole {
    PAGE_CONFIGURATION(Permission.MANAGE_PAGE, Permission.MANAGE_COMPONENTS, Permission.MANAGE_SUBSCRIBERS),
    INCIDENT_MANAGER(Permission.MANAGE_INCIDENTS),
    MAINTENANCE_MANAGER(Permission.MANAGE_MAINTENANCE);

    private final Set<Permission> permissions;

    PageRole(Permission... permissions) {
        this.permissions = Set.of(permissions);
    }

    public Set<Permission> permissions() {
        return permissions;
    }

    /** The name in JSON, for example {@code incident_manager}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether all of it is among these. */
    public boolean isIn(Collection<Permission> held) {
        return held.containsAll(permissions);
    }
}
