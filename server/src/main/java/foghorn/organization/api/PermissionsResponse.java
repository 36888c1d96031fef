package foghorn.organization.api;

import foghorn.organization.PageRole;
import foghorn.organization.UserPermissions;
import foghorn.tenant.Permission;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What somebody may do as {@code /v1} writes it. */
record PermissionsResponse(Data data) {
    /** @param pages by their ids; a page that is not among them is closed to the user */
    record Data(String userId, Map<String, Map<String, Boolean>> pages) {}

    static PermissionsResponse of(UserPermissions permissions) {
        var pages = new LinkedHashMap<String, Map<String, Boolean>>();
        permissions.pages().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(page -> page.value())))
                .forEach(entry -> pages.put(entry.getKey().value(), roles(entry.getValue())));
        return new PermissionsResponse(new Data(permissions.user(), pages));
    }

    private static Map<String, Boolean> roles(Set<Permission> held) {
        var roles = new LinkedHashMap<String, Boolean>();
        for (var role : PageRole.values()) {
            roles.put(role.wire(), role.isIn(held));
        }
        return roles;
    }
}
