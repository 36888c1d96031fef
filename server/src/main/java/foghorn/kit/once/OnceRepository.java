package foghorn.kit.once;

import foghorn.kit.db.Tx;
import foghorn.tenant.Receipt;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** SQL for {@code once_request}; lives as long as one transaction. */
final class OnceRepository {
    private static final String OF_KEY =
            " where organization_id = :organizationId and api_key_id = :apiKey and key_hash = decode(:keyHash, 'hex')";

    private static final String OF_ATTEMPT = OF_KEY + " and attempt = :attempt";

    private final Tx tx;

    OnceRepository(Tx tx) {
        this.tx = tx;
    }

    /**
     * Takes the name for this attempt: if nobody has used it, or not since {@code forgotten}, or if whoever used it has stopped without
     * having changed anything.
     */
    boolean take(Receipt receipt, byte[] fingerprint, Instant forgotten, Instant runningUntil) {
        return tx.createUpdate("""
                insert into once_request as k
                       (organization_id, api_key_id, key_hash, fingerprint, attempt, created_at, running_until)
                values (:organizationId, :apiKey, decode(:keyHash, 'hex'), :fingerprint, :attempt, :now, :runningUntil)
                on conflict (organization_id, api_key_id, key_hash) do update
                   set fingerprint = excluded.fingerprint, attempt = excluded.attempt, created_at = excluded.created_at,
                       running_until = excluded.running_until, carried_out_at = null, answer = null
                 where k.created_at < :forgotten
                    or (k.answer is null and k.carried_out_at is null and k.running_until < :now)
                """)
                        .bind("apiKey", receipt.apiKey())
                        .bind("keyHash", receipt.keyHash())
                        .bind("attempt", receipt.attempt())
                        .bind("fingerprint", fingerprint)
                        .bind("forgotten", forgotten)
                        .bind("runningUntil", runningUntil)
                        .execute()
                == 1;
    }

    /** What is known of the name; empty if whoever used it has let it go in the meantime. */
    Optional<Earlier> find(Receipt receipt, byte[] fingerprint) {
        return tx.createQuery("select fingerprint, running_until >= :now as running, answer from once_request" + OF_KEY)
                .bind("apiKey", receipt.apiKey())
                .bind("keyHash", receipt.keyHash())
                .map((row, context) -> {
                    if (!Arrays.equals(row.getBytes("fingerprint"), fingerprint)) {
                        return new Earlier.Different();
                    }
                    byte[] answer = row.getBytes("answer");
                    if (answer != null) {
                        return new Earlier.Answered(answer);
                    }
                    return row.getBoolean("running") ? new Earlier.Running() : (Earlier) new Earlier.Unanswered();
                })
                .findOne();
    }

    /** Says how the attempt ended; without an answer if that is not kept. */
    void saveAnswer(Receipt receipt, Optional<byte[]> answer) {
        tx.createUpdate("""
                update once_request
                   set answer = :answer, running_until = null, carried_out_at = coalesce(carried_out_at, :now)
                """ + OF_ATTEMPT)
                .bind("apiKey", receipt.apiKey())
                .bind("keyHash", receipt.keyHash())
                .bind("attempt", receipt.attempt())
                .bind("answer", answer.orElse(null))
                .execute();
    }

    /** Lets the name go, unless the attempt has changed something. */
    void release(Receipt receipt) {
        tx.createUpdate("delete from once_request" + OF_ATTEMPT + " and carried_out_at is null")
                .bind("apiKey", receipt.apiKey())
                .bind("keyHash", receipt.keyHash())
                .bind("attempt", receipt.attempt())
                .execute();
        tx.createUpdate("update once_request set running_until = null" + OF_ATTEMPT)
                .bind("apiKey", receipt.apiKey())
                .bind("keyHash", receipt.keyHash())
                .bind("attempt", receipt.attempt())
                .execute();
    }

    void deleteBefore(Instant forgotten) {
        tx.createUpdate("delete from once_request where organization_id = :organizationId and created_at < :forgotten")
                .bind("forgotten", forgotten)
                .execute();
    }
}
