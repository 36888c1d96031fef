package foghorn.organization.web;

import foghorn.kit.web.Body;
import foghorn.organization.ApiKeyService.NewApiKey;
import foghorn.tenant.IdForm;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A new key as it was asked for.
 *
 * @param scopes what it shall be allowed, by the names of API key scopes
 * @param page the id of the one page it shall work on; empty for all
 * @param expires in how many days, or {@code never}
 * @param perMinute how many requests it may make a minute; empty for as many as the installation allows
 */
public record ApiKeyForm(String name, Set<String> scopes, String page, String expires, String perMinute) {
    private static final String NEVER = "never";

    /** A key reads unless more is asked for, and ends some day. */
    static final ApiKeyForm EMPTY = new ApiKeyForm("", Set.of(Permission.VIEW_PAGE.scope()), "", "90", "");

    private static final Map<String, String> EXPIRIES = expiries();

    public ApiKeyForm {
        scopes = Set.copyOf(scopes);
    }

    private static Map<String, String> expiries() {
        var expiries = new LinkedHashMap<String, String>();
        expiries.put("30", "In 30 days");
        expiries.put("90", "In 90 days");
        expiries.put("365", "In a year");
        expiries.put(NEVER, "Never");
        return expiries;
    }

    static ApiKeyForm read(Body body) {
        return new ApiKeyForm(
                body.text("name").orElse(""),
                Set.copyOf(body.texts("scopes").orElse(List.of())),
                body.text("page_id").orElse(""),
                body.text("expires").orElse(""),
                body.text("per_minute").orElse(""));
    }

    /** When a key may end, in words, by what is posted. */
    public Map<String, String> choices() {
        return EXPIRIES;
    }

    /** What is asked for; {@link Problem.Invalid} where no key can be so. */
    NewApiKey toCommand(Instant now) {
        var permissions = permissions();
        var onlyPage = onlyPage();
        if (onlyPage.isPresent() && permissions.stream().anyMatch(Permission::isOrganizationWide)) {
            throw new Problem.Invalid("scopes", "must not reach beyond the one page that the key is for");
        }
        return new NewApiKey(name.strip(), permissions, onlyPage, expiresAt(now), limit(perMinute));
    }

    private Set<Permission> permissions() {
        return scopes.stream()
                .map(scope -> Permission.ofScope(scope)
                        .orElseThrow(() -> new Problem.Invalid("scopes", "must be chosen from the list")))
                .collect(Collectors.toSet());
    }

    private Optional<PageId> onlyPage() {
        if (!page.isEmpty() && !IdForm.matches(page)) {
            throw new Problem.Invalid("page_id", "names no page of this organization");
        }
        return Optional.of(page).filter(id -> !id.isEmpty()).map(PageId::new);
    }

    /** How many requests a minute, as it was typed; empty for no number of its own. */
    static Optional<Integer> limit(String typed) {
        try {
            return Optional.of(typed.strip()).filter(text -> !text.isEmpty()).map(Integer::valueOf);
        } catch (NumberFormatException e) {
            throw new Problem.Invalid("per_minute", "must be a whole number");
        }
    }

    private Optional<Instant> expiresAt(Instant now) {
        if (!EXPIRIES.containsKey(expires)) {
            throw new Problem.Invalid("expires", "must be chosen");
        }
        return Optional.of(expires)
                .filter(days -> !days.equals(NEVER))
                .map(days -> now.plus(Duration.ofDays(Long.parseLong(days))));
    }
}
