package foghorn.organization.web;

import foghorn.kit.web.Shell;
import foghorn.organization.ApiKey;
import foghorn.organization.ApiKeyService.Issued;
import foghorn.organization.web.PageChoices.PageChoice;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The keys of an organization's programs.
 *
 * @param made the key whose secret is shown now, and never again
 */
public record ApiKeysView(Shell shell, List<ApiKey> keys, List<PageChoice> pages, Optional<Issued> made) {
    private static final Duration SOON = Duration.ofDays(7);

    public ApiKeysView {
        keys = keys.stream()
                .sorted(Comparator.comparing(ApiKey::createdAt).reversed())
                .toList();
        pages = List.copyOf(pages);
    }

    /** Those that work, or those that no longer do, the newest first. */
    public List<ApiKey> keys(boolean working) {
        return keys.stream()
                .filter(key -> key.isValid(shell.clock().now()) == working)
                .toList();
    }

    /** What it may do and where. */
    public String words(ApiKey key) {
        var where = key.onlyPage()
                .map(page -> pages.stream()
                        .filter(choice -> choice.id().equals(page))
                        .map(PageChoice::name)
                        .findFirst()
                        .orElse("a page that is gone"))
                .map(name -> ", on " + name + " only")
                .orElse("");
        return Scope.phrase(key.scopes()) + where;
    }

    /** Whether it ends within a week. */
    public boolean endsSoon(ApiKey key) {
        return key.expiresAt()
                .filter(end -> end.isBefore(shell.clock().now().plus(SOON)))
                .isPresent();
    }
}
