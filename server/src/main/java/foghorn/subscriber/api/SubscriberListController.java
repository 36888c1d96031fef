package foghorn.subscriber.api;

import foghorn.kit.db.Paging;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.subscriber.Follower;
import foghorn.subscriber.FollowerListService;
import foghorn.subscriber.FollowerListService.By;
import foghorn.tenant.Permission;
import java.util.LinkedHashMap;
import java.util.List;

/** Lists and counts of {@code /v1/pages/{page_id}/subscribers}. */
public final class SubscriberListController {
    private static final String ALL = "/v1/pages/:page_id/subscribers";
    private static final int MOST_PER_PAGE = 100;

    private final FollowerListService lists;

    public SubscriberListController(FollowerListService lists) {
        this.lists = lists;
    }

    public void addTo(Routes routes) {
        var access = Access.key(Permission.VIEW_SUBSCRIBERS);
        routes.get(access, ALL, this::list);
        routes.get(access, ALL + "/count", this::count);
        routes.get(access, ALL + "/histogram_by_state", this::histogram);
        routes.get(access, ALL + "/unsubscribed", this::left);
    }

    /** Of all lists this one alone counts its parts from 0. */
    private void list(Exchange http) {
        var wanted = Choices.wanted(http);
        var paging = http.paging("limit", MOST_PER_PAGE);
        if (http.query("cursor").isEmpty()) {
            long page = http.number("page", 0, 0, Integer.MAX_VALUE);
            paging = new Paging(paging.limit(), page * paging.limit());
        }
        var followers = lists.list(http.call(), http.pageId(), wanted, paging);
        if (wanted.sort().by() == By.CREATED_AT) {
            answer(http, followers, paging);
        } else {
            http.json(followers.stream().map(SubscriberResponse::of).toList());
        }
    }

    private void left(Exchange http) {
        var paging = http.paging("per_page", MOST_PER_PAGE);
        answer(http, lists.left(http.call(), http.pageId(), paging), paging);
    }

    static void answer(Exchange http, List<Follower> followers, Paging paging) {
        http.list(followers, paging, follower -> follower.id().value(), SubscriberResponse::of);
    }

    /** Every type is there; those that are not asked for with 0. */
    private void count(Exchange http) {
        var type = Choices.type(http);
        var states = Choices.states(http);
        var tally = lists.tally(http.call(), http.pageId());
        var counts = new LinkedHashMap<String, Long>();
        for (var one : Choices.TYPES) {
            boolean isAsked = type.map(one::equals).orElse(true);
            counts.put(one, isAsked ? SubscriberCounts.of(tally, one).of(states) : 0L);
        }
        http.json(counts);
    }

    private void histogram(Exchange http) {
        var tally = lists.tally(http.call(), http.pageId());
        var counts = new LinkedHashMap<String, SubscriberCounts>();
        Choices.TYPES.forEach(type -> counts.put(type, SubscriberCounts.of(tally, type)));
        http.json(counts);
    }
}
