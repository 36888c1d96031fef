package foghorn.subscriber.api;

import foghorn.kit.web.Body;
import foghorn.kit.web.Exchange;
import foghorn.subscriber.FollowerListService.By;
import foghorn.subscriber.FollowerListService.Sort;
import foghorn.subscriber.FollowerListService.Wanted;
import foghorn.subscriber.SubscriberId;
import foghorn.subscriber.SubscriberState;
import foghorn.tenant.IdForm;
import foghorn.tenant.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What queries and bodies say of which subscribers are meant. */
final class Choices {
    /** Every type that the contract knows, in its order; nobody is of those that this product does not have. */
    static final List<String> TYPES = List.of("email", "sms", "webhook", "integration_partner", "slack", "teams");

    private static final int SHORTEST_WORDS = 3;

    private Choices() {}

    static Wanted wanted(Exchange http) {
        var words = http.query("q").map(String::strip).filter(text -> !text.isEmpty());
        if (words.filter(text -> text.length() < SHORTEST_WORDS).isPresent()) {
            throw new Problem.Invalid("q", "must have " + SHORTEST_WORDS + " characters at least");
        }
        var by = oneOf(
                        "sort_field",
                        http.query("sort_field"),
                        List.of("primary", "created_at", "quarantined_at", "relevance"))
                .map(text -> By.valueOf(text.toUpperCase(Locale.ROOT)))
                .orElse(http.query("cursor").isPresent() ? By.CREATED_AT : By.PRIMARY);
        if (by != By.CREATED_AT && http.query("cursor").isPresent()) {
            throw new Problem.Invalid("sort_field", "can only be created_at with a cursor");
        }
        if (by == By.RELEVANCE && words.isEmpty()) {
            throw new Problem.Invalid("sort_field", "can be relevance only where something is looked for with q");
        }
        boolean descending = oneOf("sort_direction", http.query("sort_direction"), List.of("asc", "desc"))
                .equals(Optional.of("desc"));
        return new Wanted(words, type(http), states(http), new Sort(by, descending));
    }

    static Optional<String> type(Exchange http) {
        return oneOf("type", http.query("type"), TYPES);
    }

    static List<SubscriberState> states(Exchange http) {
        return states(oneOf("state", http.query("state"), stateNames()));
    }

    private static Optional<String> oneOf(String name, Optional<String> given, List<String> possible) {
        return given.filter(text -> !text.isEmpty()).map(text -> {
            if (!possible.contains(text)) {
                throw new Problem.Invalid(name, "must be one of " + String.join(", ", possible));
            }
            return text;
        });
    }

    static Optional<String> type(Body body) {
        return body.oneOf("type", text -> Optional.of(text).filter(TYPES::contains), String.join(", ", TYPES));
    }

    static List<SubscriberState> states(Body body) {
        var names = stateNames();
        return states(body.oneOf("state", text -> Optional.of(text).filter(names::contains), String.join(", ", names)));
    }

    private static List<String> stateNames() {
        return List.of("active", "unconfirmed", "quarantined", "all");
    }

    private static List<SubscriberState> states(Optional<String> name) {
        return switch (name.orElse("active")) {
            case "all" -> List.of(SubscriberState.ACTIVE, SubscriberState.UNCONFIRMED, SubscriberState.QUARANTINED);
            case String one ->
                Arrays.stream(SubscriberState.values())
                        .filter(state -> state.wire().equals(one))
                        .toList();
        };
    }

    /**
     * Who is named in {@code subscribers}: a list of ids, or several in one text with commas between; empty for {@code all}.
     *
     * @param most how many may be named
     */
    static Optional<Set<SubscriberId>> subscribers(Body body, int most) {
        var named = body.textOrTexts("subscribers")
                .orElseThrow(() -> body.invalid("subscribers", "must be a list of subscribers, or all"));
        if (named.equals(List.of("all"))) {
            return Optional.empty();
        }
        var ids = named.stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(String::strip)
                .collect(Collectors.toSet());
        if (ids.isEmpty() || !ids.stream().allMatch(IdForm::matches)) {
            throw body.invalid("subscribers", "must be a list of subscribers, or all");
        }
        if (ids.size() > most) {
            throw body.invalid("subscribers", "may name " + most + " at most");
        }
        return Optional.of(ids.stream().map(SubscriberId::new).collect(Collectors.toSet()));
    }
}
