package foghorn.app;

import foghorn.kit.db.Tx;
import java.util.List;

/** SQL that counts an organization's deliveries by where they stand, each by an index that holds these alone; lives as long as one transaction. */
final class DeliveryCountsRepository {
    private final Tx tx;

    DeliveryCountsRepository(Tx tx) {
        this.tx = tx;
    }

    record Count(String channel, String state, long count) {}

    List<Count> all() {
        return tx.createQuery("""
                select channel, 'waiting' as state, sum(expected) as count from tranche
                 where organization_id = :organizationId and state = 'waiting' group by channel
                union all
                select channel, 'sending', count(*) from delivery
                 where organization_id = :organizationId and state = 'sending' group by channel
                union all
                select channel, 'retrying', count(*) from delivery
                 where organization_id = :organizationId and state = 'retry' group by channel
                union all
                select channel, 'given_up', count(*) from delivery
                 where organization_id = :organizationId and state in ('failed', 'gone') group by channel
                """)
                .map((row, context) ->
                        new Count(row.getString("channel"), row.getString("state"), row.getLong("count")))
                .list();
    }
}
