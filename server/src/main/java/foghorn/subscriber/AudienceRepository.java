package foghorn.subscriber;

import foghorn.component.ComponentId;
import foghorn.incident.IncidentId;
import foghorn.kit.db.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.statement.Query;

/** SQL that finds whom an event concerns; lives as long as one transaction. */
final class AudienceRepository {
    /** Active, confirmed by the time {@code :at}, and in scope. A component's group counts as the component. */
    private static final String CONCERNED = """
                   s.organization_id = :organizationId
               and s.page_id = :page
               and s.channel = :channel
               and s.state = 'active'
               and s.confirmed_at <= :at
               and (not exists (select from subscriber_scope c where c.subscriber_id = s.id)
                    or exists (select from subscriber_scope c
                                where c.subscriber_id = s.id
                                  and (c.incident_id = cast(:incident as text)
                                    or c.component_id = any(cast(:components as text[]))
                                    or c.component_id in (select k.parent_id
                                                            from component k
                                                           where k.id = any(cast(:components as text[]))))))
            """;

    private final Tx tx;

    AudienceRepository(Tx tx) {
        this.tx = tx;
    }

    /** A subscriber's row with its ciphertexts. */
    record Sealed(String id, byte[] address, byte[] secret, String language) {}

    long count(Concern concern, String channel, Instant at) {
        return concerned("select count(*) from subscriber s where " + CONCERNED, concern, channel, at)
                .mapTo(Long.class)
                .one();
    }

    /** Cuts the audience into ranges that together cover every id, each with at most {@code size} who are concerned now. */
    List<Audience.Range> ranges(Concern concern, String channel, Instant at, int size) {
        return concerned("""
                with concerned as (
                    select s.id, (row_number() over (order by s.id) - 1) / :size as part from subscriber s where %s),
                part as (
                    select part, max(id) as last_id, count(*) as expected from concerned group by part)
                select coalesce(lag(last_id) over parts, '000000000000') as after_id,
                       case when lead(part) over parts is null then 'zzzzzzzzzzzz' else last_id end as to_id,
                       expected
                  from part
                window parts as (order by part)
                 order by part
                """.formatted(CONCERNED), concern, channel, at)
                .bind("size", size)
                .map((row, context) ->
                        new Audience.Range(row.getString("after_id"), row.getString("to_id"), row.getInt("expected")))
                .list();
    }

    /** The first of a range's concerned subscribers, in the order of ids. */
    List<Sealed> within(Concern concern, String channel, Instant at, Audience.Range range, int most) {
        return concerned("""
                select s.id, s.address, s.secret, s.language from subscriber s
                 where s.id > :after and s.id <= :to and %s
                 order by s.id limit :most
                """.formatted(CONCERNED), concern, channel, at)
                .bind("after", range.afterId())
                .bind("to", range.toId())
                .bind("most", most)
                .map((row, context) -> sealed(row))
                .list();
    }

    /** Those of the given subscribers who are active. */
    List<Sealed> active(Collection<String> ids) {
        return find(ids, "and state = 'active'");
    }

    /** The given subscribers in whatever state, as far as they still have an address. */
    List<Sealed> any(Collection<String> ids) {
        return find(ids, "");
    }

    private List<Sealed> find(Collection<String> ids, String condition) {
        return tx.createQuery("""
                select id, address, secret, language from subscriber
                 where organization_id = :organizationId and id = any(cast(:ids as text[])) and address is not null %s
                """.formatted(condition))
                .bindArray("ids", String.class, ids)
                .map((row, context) -> sealed(row))
                .list();
    }

    private static Sealed sealed(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Sealed(
                row.getString("id"), row.getBytes("address"), row.getBytes("secret"), row.getString("language"));
    }

    private Query concerned(String sql, Concern concern, String channel, Instant at) {
        return tx.createQuery(sql)
                .bind("page", concern.page().value())
                .bind("channel", channel)
                .bind("at", at)
                .bind("incident", concern.incident().map(IncidentId::value).orElse(null))
                .bindArray(
                        "components",
                        String.class,
                        concern.components().stream().map(ComponentId::value).toList());
    }
}
