package foghorn.kit.db;

import foghorn.tenant.Problem;
import foghorn.tenant.Receipt;
import org.jspecify.annotations.Nullable;

/** Marks what a request that shall be carried out once has changed, in the transaction of the change. */
final class Receipts {
    private Receipts() {}

    /**
     * Refuses, and so undoes the change, if another attempt has taken over in the meantime.
     *
     * @param value what the transaction returns; the answer to it is kept, if it is known
     */
    static void sign(Tx tx, Receipt receipt, @Nullable Object value) {
        int signed = tx.createUpdate("""
                update once_request
                   set carried_out_at = :now, answer = coalesce(cast(:answer as bytea), answer)
                 where organization_id = :organizationId
                   and api_key_id = :apiKey
                   and key_hash = decode(:keyHash, 'hex')
                   and attempt = :attempt
                """)
                .bind("apiKey", receipt.apiKey())
                .bind("keyHash", receipt.keyHash())
                .bind("attempt", receipt.attempt())
                .bind("answer", receipt.answer().apply(value).orElse(null))
                .execute();
        if (signed != 1) {
            throw new Problem.Conflict("Another request with the same Idempotency-Key has taken over.");
        }
    }
}
