package foghorn.notification;

import foghorn.kit.db.ByteText;
import foghorn.kit.db.Tx;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** SQL that records what became of deliveries; lives as long as one transaction. */
final class RecordRepository {
    private final Tx tx;

    RecordRepository(Tx tx) {
        this.tx = tx;
    }

    /** @param isFirst the delivery has no row yet */
    record Result(
            boolean isFirst,
            LocalDate month,
            String event,
            String subscriber,
            long claim,
            DeliveryState state,
            Optional<Instant> retryAt,
            Optional<Instant> doneAt,
            boolean counts,
            String code,
            byte @Nullable [] error) {}

    /**
     * Each delivery once, and only under the claim that it was sent under: what another node has taken over is not touched.
     *
     * @param inOrder whether what is to be tried again takes its place in the order
     * @param again this was tried before, and may have been committed without this node hearing of it. To look for what is there already
     *     takes a third of the time of an insert, so it is done only then
     */
    void record(List<Result> results, boolean inOrder, boolean again) {
        var byKind = results.stream().collect(Collectors.partitioningBy(Result::isFirst));
        var first = byKind.getOrDefault(true, List.of());
        if (!first.isEmpty()) {
            insert(first, inOrder, again);
        }
        var retries = byKind.getOrDefault(false, List.of());
        if (!retries.isEmpty()) {
            update(retries, inOrder);
        }
    }

    /** Claims are locked in the order of their numbers, so that nobody takes them over or counts on them until this is committed. */
    private void insert(List<Result> results, boolean inOrder, boolean again) {
        bound(tx.createUpdate("""
                with held as materialized (
                    select c.page_id, c.claim_no, e.event_month, c.event_id, e.page_seq, c.channel, c.made_at
                      from claim c join notification_event e on e.id = c.event_id
                     where c.organization_id = :organizationId and c.claim_no = any(cast(:held as bigint[]))
                     order by c.claim_no
                       for share of c)
                insert into delivery (organization_id, page_id, event_month, event_id, subscriber_id, channel, created_at, state,
                                      attempts, in_order, retry_at, attempted_at, done_at, code, error)
                select :organizationId, h.page_id, h.event_month, h.event_id, r.subscriber, h.channel, h.made_at, r.state,
                       r.counts, case when r.state = 'retry' and :inOrder then h.page_seq end, r.retry_at,
                       case when r.state = 'retry' then cast(:now as timestamptz) end, r.done_at, r.code, r.error
                  from unnest(cast(:subscribers as text[]), cast(:claims as bigint[]), cast(:states as text[]),
                              cast(cast(:retries as text[]) as timestamptz[]), cast(cast(:dones as text[]) as timestamptz[]),
                              cast(:counts as int[]), cast(:codes as text[]), cast(cast(:errors as text[]) as bytea[]))
                       as r (subscriber, claim, state, retry_at, done_at, counts, code, error)
                  join held h on h.claim_no = r.claim
                """ + (again ? "on conflict do nothing" : "")), results)
                .bindArray(
                        "held",
                        Long.class,
                        results.stream().map(Result::claim).distinct().toList())
                .bind("inOrder", inOrder)
                .execute();
    }

    /** What had arrived before it was sent again by hand does not fail. */
    private void update(List<Result> results, boolean inOrder) {
        bound(tx.createUpdate("""
                update delivery d
                   set state = case when d.first_sent_at is not null and r.state in ('failed', 'gone') then 'sent' else r.state end,
                       attempts = d.attempts + r.counts, claim_no = null, retry_at = r.retry_at,
                       attempted_at = case when r.state = 'retry' then cast(:now as timestamptz) end,
                       in_order = case when r.state = 'retry' and :inOrder
                                       then (select e.page_seq from notification_event e where e.id = d.event_id) end,
                       done_at = r.done_at, code = r.code, error = r.error
                  from unnest(cast(cast(:months as text[]) as date[]), cast(:events as text[]), cast(:subscribers as text[]),
                              cast(:claims as bigint[]), cast(:states as text[]), cast(cast(:retries as text[]) as timestamptz[]),
                              cast(cast(:dones as text[]) as timestamptz[]), cast(:counts as int[]), cast(:codes as text[]),
                              cast(cast(:errors as text[]) as bytea[]))
                       as r (month, event, subscriber, claim, state, retry_at, done_at, counts, code, error)
                 where d.organization_id = :organizationId and d.event_month = any(cast(cast(:onlyMonths as text[]) as date[]))
                   and d.event_month = r.month and d.event_id = r.event and d.subscriber_id = r.subscriber
                   and d.claim_no = r.claim and d.state = 'sending'
                """), results).bind("inOrder", inOrder).execute();
    }

    /** Ends those that were to be tried again although a newer event has made them needless meanwhile. */
    void supersede(List<Result> results) {
        bound(tx.createUpdate("""
                update delivery d set state = 'superseded', retry_at = null, done_at = :now
                  from unnest(cast(cast(:months as text[]) as date[]), cast(:events as text[]), cast(:subscribers as text[]))
                       as r (month, event, subscriber)
                 where d.organization_id = :organizationId and d.event_month = any(cast(cast(:onlyMonths as text[]) as date[]))
                   and d.event_month = r.month and d.event_id = r.event and d.subscriber_id = r.subscriber
                   and d.state = 'retry'
                   and exists (select from notification_event e where e.id = d.event_id and e.superseded_by is not null)
                """), results).execute();
    }

    private static Update bound(Update update, List<Result> results) {
        return update.bindArray("months", String.class, column(results, RecordRepository::month))
                .bindArray(
                        "onlyMonths",
                        String.class,
                        column(results, RecordRepository::month).stream()
                                .distinct()
                                .toList())
                .bindArray("events", String.class, column(results, Result::event))
                .bindArray("subscribers", String.class, column(results, Result::subscriber))
                .bindArray("claims", Long.class, column(results, Result::claim))
                .bindArray(
                        "states",
                        String.class,
                        column(results, result -> result.state().wire()))
                .bindArray("retries", String.class, column(results, result -> time(result.retryAt())))
                .bindArray("dones", String.class, column(results, result -> time(result.doneAt())))
                .bindArray("counts", Integer.class, column(results, result -> result.counts() ? 1 : 0))
                .bindArray("codes", String.class, column(results, Result::code))
                .bindArray("errors", String.class, column(results, result -> ByteText.of(result.error())));
    }

    private static <T extends @Nullable Object> List<T> column(List<Result> results, Function<Result, T> value) {
        var column = new ArrayList<T>(results.size());
        results.forEach(result -> column.add(value.apply(result)));
        return column;
    }

    private static String month(Result result) {
        return result.month().toString();
    }

    private static @Nullable String time(Optional<Instant> time) {
        return time.map(Instant::toString).orElse(null);
    }

    /** Deletes claims of which everything is recorded. */
    void deleteClaims(Collection<Long> claims) {
        tx.createUpdate("delete from claim where organization_id = :organizationId and claim_no = any(:claims)")
                .bindArray("claims", Long.class, claims)
                .execute();
    }
}
