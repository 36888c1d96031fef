package foghorn.notification;

import foghorn.kit.db.Tx;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SQL that records what became of deliveries; lives as long as one transaction. */
final class RecordRepository {
    private final Tx tx;

    RecordRepository(Tx tx) {
        this.tx = tx;
    }

    record Result(
            LocalDate month,
            String event,
            String subscriber,
            long claim,
            DeliveryState state,
            Optional<Instant> retryAt,
            Optional<Instant> doneAt,
            String code,
            byte @Nullable [] error) {}

    /** Each row once, and only under the claim that it was sent under: what another node has taken over is not touched. */
    void record(List<Result> results) {
        var batch = tx.prepareBatch("""
                update delivery
                   set state = :state, attempts = attempts + 1, claim_no = null, retry_at = cast(:retryAt as timestamptz),
                       done_at = cast(:doneAt as timestamptz), code = :code, error = :error
                 where organization_id = :organizationId and event_month = :month and event_id = :event
                   and subscriber_id = :subscriber and claim_no = :claim and state = 'sending'
                """);
        for (var result : results) {
            tx.row(batch)
                    .bind("state", result.state().wire())
                    .bind("retryAt", result.retryAt().orElse(null))
                    .bind("doneAt", result.doneAt().orElse(null))
                    .bind("code", result.code())
                    .bind("error", result.error())
                    .bind("month", result.month())
                    .bind("event", result.event())
                    .bind("subscriber", result.subscriber())
                    .bind("claim", result.claim())
                    .add();
        }
        batch.execute();
    }

    /** Deletes claims of which everything is recorded. */
    void deleteFinished(Collection<Long> claims) {
        tx.createUpdate("""
                delete from claim
                 where organization_id = :organizationId and claim_no = any(:claims)
                   and not exists (select from delivery d where d.claim_no = claim.claim_no and d.state = 'sending')
                """).bindArray("claims", Long.class, claims).execute();
    }
}
