package foghorn.organization.web;

import foghorn.kit.web.Body;
import foghorn.organization.PageGrant;
import foghorn.organization.Rank;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import foghorn.tenant.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What somebody shall be allowed, as it was chosen.
 *
 * @param role in small letters
 * @param grants each as {@code {page id}:{permission}}
 */
public record RankForm(String role, Set<String> grants) {
    /** The least there is: a member to whom nothing is open. */
    static final RankForm LEAST = new RankForm(name(Role.MEMBER), Set.of());

    public RankForm {
        grants = Set.copyOf(grants);
    }

    static RankForm read(Body body) {
        var grants = body.texts("grants").orElse(List.of()).stream()
                .filter(grant -> !grant.isEmpty())
                .collect(Collectors.toSet());
        return new RankForm(body.text("role").orElse(""), grants);
    }

    static RankForm of(Role role, Set<PageGrant> grants) {
        return new RankForm(name(role), grants.stream().map(PageGrant::wire).collect(Collectors.toSet()));
    }

    Rank toRank() {
        var chosen = Arrays.stream(Role.values())
                .filter(one -> name(one).equals(role))
                .findFirst()
                .orElseThrow(() -> new Problem.Invalid("role", "must be chosen"));
        return new Rank(chosen, grants.stream().map(PageGrant::parse).collect(Collectors.toSet()));
    }

    public boolean has(Role one) {
        return name(one).equals(role);
    }

    public boolean has(PageId page, Permission permission) {
        return grants.contains(wire(page, permission));
    }

    /** How a grant is posted. */
    public static String wire(PageId page, Permission permission) {
        return new PageGrant(page, permission).wire();
    }

    /** How a role is posted. */
    public static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /** A role in words. */
    public static String label(Role role) {
        return switch (role) {
            case OWNER -> "Owner";
            case ADMIN -> "Admin";
            case MEMBER -> "Member";
        };
    }

    /** What a role means. */
    public static String hint(Role role) {
        return switch (role) {
            case OWNER -> "Everything, also making and removing owners.";
            case ADMIN -> "Everything but what concerns owners.";
            case MEMBER -> "What is chosen below, page by page.";
        };
    }
}
