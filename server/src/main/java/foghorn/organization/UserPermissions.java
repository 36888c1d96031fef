package foghorn.organization;

import foghorn.kit.patch.ContentVersion;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What somebody may do on each page that is open to them.
 *
 * @param user the id of the team member or, before they joined, of the invitation
 */
public record UserPermissions(String user, Map<PageId, Set<Permission>> pages) {
    public UserPermissions {
        pages = Map.copyOf(pages);
    }

    /** Of what is open to them. */
    public int version() {
        return ContentVersion.of(pages.entrySet().stream()
                .map(entry -> entry.getKey().value() + " " + new TreeSet<>(entry.getValue()))
                .sorted()
                .toList());
    }

    static UserPermissions of(String user, Set<PageGrant> grants) {
        return new UserPermissions(
                user,
                grants.stream()
                        .collect(Collectors.groupingBy(
                                PageGrant::page,
                                Collectors.mapping(PageGrant::permission, Collectors.toUnmodifiableSet()))));
    }

    /** Whoever may do everything on these pages. */
    static UserPermissions all(String user, Set<PageId> pages) {
        var everything = Set.copyOf(PageGrant.GRANTABLE);
        return new UserPermissions(user, pages.stream().collect(Collectors.toMap(page -> page, page -> everything)));
    }

    /**
     * What is wanted in place of what is there. Pages that are not named are closed; of a named page what is not said stays, and so does a part
     * of a role that is not held as a whole, where it is not wanted: it was given more finely than a role can say.
     */
    static Set<PageGrant> changed(Set<PageGrant> present, Map<PageId, Map<PageRole, Boolean>> wanted) {
        var before = of("", present).pages();
        var grants = new HashSet<PageGrant>();
        wanted.forEach((page, roles) -> {
            var held = before.getOrDefault(page, Set.of());
            var permissions = EnumSet.of(Permission.VIEW_PAGE);
            permissions.addAll(held);
            roles.forEach((role, isWanted) -> {
                if (isWanted) {
                    permissions.addAll(role.permissions());
                } else if (role.isIn(held)) {
                    permissions.removeAll(role.permissions());
                }
            });
            permissions.forEach(permission -> grants.add(new PageGrant(page, permission)));
        });
        return grants;
    }
}
