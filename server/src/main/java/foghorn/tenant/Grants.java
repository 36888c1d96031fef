package foghorn.tenant;

import java.util.Map;
import java.util.Set;

/** What is granted page by page. Nothing is granted that is not listed. */
public record Grants(Map<PageId, Set<Permission>> byPage) {
    public static final Grants NONE = new Grants(Map.of());

    public Grants {
        byPage = Map.copyOf(byPage);
    }

    boolean include(PageId page, Permission permission) {
        return permission.isAmong(byPage.getOrDefault(page, Set.of()));
    }
}
