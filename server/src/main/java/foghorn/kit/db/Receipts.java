package foghorn.kit.db;

import foghorn.tenant.Problem;
import foghorn.tenant.Receipt;

/** Marks what a request that shall be carried out once has changed, in the transaction of the change. */
final class Receipts {
    private Receipts() {}

    /** Refuses, and so undoes the change, if another attempt has taken over in the meantime. */
    static void sign(Tx tx, Receipt receipt) {
        int signed = tx.createUpdate("""
                update once_request
                   set carried_out_at = :now
                 where organization_id = :organizationId
                   and api_key_id = :apiKey
                   and key_hash = decode(:keyHash, 'hex')
                   and attempt = :attempt
                """)
                .bind("apiKey", receipt.apiKey())
                .bind("keyHash", receipt.keyHash())
                .bind("attempt", receipt.attempt())
                .execute();
        if (signed != 1) {
            throw new Problem.Conflict("Another request with the same Idempotency-Key has taken over.");
        }
    }
}
