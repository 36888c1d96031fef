package foghorn.subscriber;

import foghorn.incident.IncidentId;
import foghorn.kit.db.Paging;
import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** SQL that lists and counts the subscribers of a page for programs; lives as long as one transaction. */
final class FollowerListRepository {
    private final Tx tx;
    private final PageId page;

    FollowerListRepository(Tx tx, PageId page) {
        this.tx = tx;
        this.page = page;
    }

    /**
     * Which ones.
     *
     * @param channel all if none is named
     * @param terms of the blind index, the most fitting first; none for everybody
     */
    record Filter(Optional<String> channel, List<SubscriberState> states, List<Long> terms) {
        private String condition() {
            return channel.map(one -> " and s.channel = :channel").orElse("")
                    + (terms.isEmpty() ? "" : " and s.address_index && cast(:terms as bigint[])");
        }
    }

    /** How many there are, but never more than so many: counting ends there. */
    int countUpTo(Filter filter, int most) {
        return query("select count(*) from (select 1 from subscriber s where %s limit :most) as few", filter)
                .bind("most", most)
                .mapTo(Integer.class)
                .one();
    }

    /** Where messages to somebody go, sealed. */
    record Target(String id, byte[] sealed) {}

    List<Target> targets(Filter filter) {
        return query("select s.id, s.address from subscriber s where %s", filter)
                .map((row, context) -> new Target(row.getString("id"), row.getBytes("address")))
                .list();
    }

    List<FollowerRepository.Row> list(Filter filter, FollowerListService.Sort sort, Paging paging) {
        paging.after().ifPresent(id -> requireKnown(id, "true"));
        var direction = sort.descending() ? " desc" : "";
        var behind = paging.after().isEmpty() ? "" : """
                 and (s.created_at, s.id) %s (select a.created_at, a.id from subscriber a
                                              where a.organization_id = :organizationId and a.page_id = :page and a.id = :after)
                """.formatted(sort.descending() ? "<" : ">");
        var first = switch (sort.by()) {
            case PRIMARY, CREATED_AT -> "";
            case QUARANTINED_AT -> "s.quarantined_at" + direction + ", ";
            case RELEVANCE -> """
                case when s.address_index @> cast(:whole as bigint[]) then 0
                     when s.address_index @> cast(:domain as bigint[]) then 1 else 2 end""" + direction + ", ";
        };
        return part(
                query(
                                "select " + FollowerRepository.COLUMNS + " from subscriber s where %s" + behind
                                        + " order by " + first
                                        + "s.created_at" + direction + ", s.id" + direction
                                        + " limit :limit offset :offset",
                                filter)
                        .bindArray(
                                "whole",
                                Long.class,
                                filter.terms().stream().limit(1).toList())
                        .bindArray(
                                "domain",
                                Long.class,
                                filter.terms().stream().skip(1).limit(1).toList()),
                paging);
    }

    private Query query(String sql, Filter filter) {
        var condition = """
                s.organization_id = :organizationId and s.page_id = :page and s.state = any(cast(:states as text[]))""" + filter.condition();
        return tx.createQuery(sql.formatted(condition))
                .bind("page", page.value())
                .bind("channel", filter.channel().orElse(null))
                .bindArray(
                        "states",
                        String.class,
                        filter.states().stream().map(SubscriberState::wire).toList())
                .bindArray("terms", Long.class, filter.terms());
    }

    List<FollowerRepository.Row> byIds(Collection<String> ids) {
        return tx.createQuery("""
                select %s from subscriber s
                 where s.organization_id = :organizationId and s.page_id = :page and s.id = any(cast(:ids as text[]))
                 order by array_position(cast(:ids as text[]), cast(s.id as text))
                """.formatted(FollowerRepository.COLUMNS))
                .bind("page", page.value())
                .bindArray("ids", String.class, ids)
                .map((row, context) -> FollowerRepository.row(row))
                .list();
    }

    /** Who has left and is not forgotten yet, the last to leave first. */
    List<FollowerRepository.Row> left(Paging paging) {
        paging.after().ifPresent(id -> requireKnown(id, "s.state = 'unsubscribed'"));
        var behind = paging.after().isEmpty() ? "" : """
                   and (s.unsubscribed_at, s.id) < (select a.unsubscribed_at, a.id from subscriber a
                                                    where a.organization_id = :organizationId and a.page_id = :page and a.id = :after)
                """;
        return part(
                tx.createQuery("""
                select %s from subscriber s
                 where s.organization_id = :organizationId and s.page_id = :page and s.state = 'unsubscribed' %s
                 order by s.unsubscribed_at desc, s.id desc
                 limit :limit offset :offset
                """.formatted(FollowerRepository.COLUMNS, behind))
                        .bind("page", page.value()),
                paging);
    }

    /** Who follows an incident by name and has not left, in the order in which they came. */
    List<FollowerRepository.Row> ofIncident(IncidentId incident, Paging paging) {
        paging.after().ifPresent(id -> requireKnown(id, "true"));
        var behind = paging.after().isEmpty() ? "" : """
                   and (s.created_at, s.id) > (select a.created_at, a.id from subscriber a
                                               where a.organization_id = :organizationId and a.page_id = :page and a.id = :after)
                """;
        return part(
                tx.createQuery("""
                select %s from subscriber s join subscriber_scope c on c.subscriber_id = s.id
                 where s.organization_id = :organizationId and s.page_id = :page and s.state <> 'unsubscribed'
                   and c.organization_id = :organizationId and c.page_id = :page and c.incident_id = :incident %s
                 order by s.created_at, s.id
                 limit :limit offset :offset
                """.formatted(FollowerRepository.COLUMNS, behind))
                        .bind("page", page.value())
                        .bind("incident", incident.value()),
                paging);
    }

    private void requireKnown(String id, String condition) {
        boolean isKnown = tx.createQuery("""
                select exists (select from subscriber s
                                where s.organization_id = :organizationId and s.page_id = :page and s.id = :id and %s)
                """.formatted(condition))
                .bind("page", page.value())
                .bind("id", id)
                .mapTo(Boolean.class)
                .one();
        if (!isKnown) {
            throw Paging.gone();
        }
    }

    private static List<FollowerRepository.Row> part(Query query, Paging paging) {
        return query.bind("limit", paging.limit())
                .bind("offset", paging.offset())
                .bind("after", paging.after())
                .map((row, context) -> FollowerRepository.row(row))
                .list();
    }

    /** How many there are, by channel and state; what is missing is none. */
    Map<String, Map<SubscriberState, Long>> tally() {
        var tally = new HashMap<String, Map<SubscriberState, Long>>();
        tx.createQuery("""
                select channel, state, count(*) as count from subscriber
                 where organization_id = :organizationId and page_id = :page
                 group by channel, state
                """)
                .bind("page", page.value())
                .map((row, context) -> tally.computeIfAbsent(
                                row.getString("channel"), channel -> new EnumMap<>(SubscriberState.class))
                        .put(SubscriberState.of(row.getString("state")), row.getLong("count")))
                .list();
        return tally;
    }
}
