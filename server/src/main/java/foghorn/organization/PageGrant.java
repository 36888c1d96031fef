package foghorn.organization;

import foghorn.tenant.Grants;
import foghorn.tenant.IdForm;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One permission on one page. What concerns the organization as a whole is given by a role, never by a grant. */
public record PageGrant(PageId page, Permission permission) {
    /** The permissions that can be granted, as they are declared: those of one page, but no parts of others. */
    public static final List<Permission> GRANTABLE = Arrays.stream(Permission.values())
            .filter(permission ->
                    !permission.isOrganizationWide() && permission.whole().isEmpty())
            .toList();

    private static final String FIELD = "grants";

    public PageGrant {
        if (permission.isOrganizationWide()) {
            throw new Problem.Invalid(FIELD, "can give nothing that concerns the whole organization");
        }
        if (permission.whole().isPresent()) {
            throw new Problem.Invalid(FIELD, "can give nothing that is for programs alone");
        }
    }

    /** Reads {@code {page id}:{permission}}; {@link Problem.Invalid} if it is none. */
    public static PageGrant parse(String text) {
        var parts = text.split(":", 2);
        if (parts.length < 2 || !IdForm.matches(parts[0])) {
            throw new Problem.Invalid(FIELD, "must be chosen from the list");
        }
        var permission = Permission.ofScope(parts[1])
                .orElseThrow(() -> new Problem.Invalid(FIELD, "must be chosen from the list"));
        return new PageGrant(new PageId(parts[0]), permission);
    }

    public String wire() {
        return page + ":" + permission.scope();
    }

    /** The same, and for every page with a grant that it may be viewed: nobody works on what he cannot see. */
    static Set<PageGrant> withView(Collection<PageGrant> grants) {
        return grants.stream()
                .flatMap(grant -> Stream.of(grant, new PageGrant(grant.page(), Permission.VIEW_PAGE)))
                .collect(Collectors.toUnmodifiableSet());
    }

    static Set<PageGrant> of(Grants grants) {
        return grants.byPage().entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .filter(GRANTABLE::contains)
                        .map(permission -> new PageGrant(entry.getKey(), permission)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** As they stand in forms and in the audit log, in a fixed order. */
    static List<String> wires(Collection<PageGrant> grants) {
        return grants.stream().map(PageGrant::wire).sorted().toList();
    }
}
