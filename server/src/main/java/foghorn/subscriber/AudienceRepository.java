package foghorn.subscriber;

import foghorn.component.ComponentId;
import foghorn.incident.IncidentId;
import foghorn.kit.db.Tx;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
               and (not exists (select from subscriber_scope c
                                 where c.organization_id = :organizationId and c.page_id = :page and c.subscriber_id = s.id)
                    or exists (select from subscriber_scope c
                                where c.organization_id = :organizationId and c.page_id = :page and c.subscriber_id = s.id
                                  and (c.incident_id = cast(:incident as text)
                                    or c.component_id = any(cast(:components as text[]) || array(
                                            select cast(k.parent_id as text)
                                              from component k
                                             where k.organization_id = :organizationId and k.page_id = :page
                                               and k.id = any(cast(:components as text[])) and k.parent_id is not null)))))
            """;

    private final Tx tx;

    AudienceRepository(Tx tx) {
        this.tx = tx;
    }

    /** A subscriber's row with its ciphertexts. */
    record Sealed(
            String id,
            String channel,
            byte[] address,
            Optional<byte[]> contact,
            byte[] secret,
            String language,
            Optional<ZoneId> zone,
            Optional<byte[]> signing,
            Optional<byte[]> oldSigning,
            Instant oldUntil,
            boolean locked) {}

    private static final String COLUMNS = """
            s.id, s.channel, s.address, s.contact, s.secret, s.language, s.time_zone, s.signing_secret, s.old_signing_secret,
            s.old_signing_until, s.locked_at is not null as locked""";
    /** Of an event a webhook hears and not its contact; what is not read need not be opened. */
    private static final String TOLD = COLUMNS.replace("s.contact", "cast(null as bytea) as contact");

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

    /** @param range which of the ranges asked for, from 0 */
    record InRange(int range, Sealed row) {}

    /** The first of each range's concerned subscribers, in the order of ranges and ids. */
    List<InRange> within(Concern concern, String channel, Instant at, List<Audience.Range> ranges, int most) {
        return concerned("""
                select r.number, s.*
                  from unnest(cast(:after as text[]), cast(:to as text[])) with ordinality as r (after_id, to_id, number)
                 cross join lateral (
                    select %s from subscriber s
                     where s.id > r.after_id and s.id <= r.to_id and %s
                     order by s.id limit :most) as s
                 order by r.number, s.id
                """.formatted(TOLD, CONCERNED), concern, channel, at)
                .bindArray(
                        "after",
                        String.class,
                        ranges.stream().map(Audience.Range::afterId).toList())
                .bindArray(
                        "to",
                        String.class,
                        ranges.stream().map(Audience.Range::toId).toList())
                .bind("most", most)
                .map((row, context) -> new InRange(row.getInt("number") - 1, sealed(row)))
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
                select %s from subscriber s
                 where s.organization_id = :organizationId and s.id = any(cast(:ids as text[])) and s.address is not null %s
                """.formatted(COLUMNS, condition))
                .bindArray("ids", String.class, ids)
                .map((row, context) -> sealed(row))
                .list();
    }

    private static Sealed sealed(java.sql.ResultSet row) throws java.sql.SQLException {
        var oldUntil = row.getTimestamp("old_signing_until");
        return new Sealed(
                row.getString("id"),
                row.getString("channel"),
                row.getBytes("address"),
                Optional.ofNullable(row.getBytes("contact")),
                row.getBytes("secret"),
                row.getString("language"),
                Optional.ofNullable(row.getString("time_zone")).map(ZoneId::of),
                Optional.ofNullable(row.getBytes("signing_secret")),
                Optional.ofNullable(row.getBytes("old_signing_secret")),
                oldUntil == null ? Instant.EPOCH : oldUntil.toInstant(),
                row.getBoolean("locked"));
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
