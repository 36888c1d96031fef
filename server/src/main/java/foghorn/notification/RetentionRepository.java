package foghorn.notification;

import foghorn.kit.db.Tx;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** SQL that ends what is kept of deliveries; lives as long as one transaction. */
final class RetentionRepository {
    private final Tx tx;

    RetentionRepository(Tx tx) {
        this.tx = tx;
    }

    /** Keeps the numbers of a month's deliveries and nothing of their recipients. */
    void summarize(LocalDate month) {
        tx.createUpdate("""
                insert into delivery_summary (organization_id, page_id, event_id, channel, state, count, first_at, median_at, last_at)
                select organization_id, page_id, event_id, channel, state, count(*),
                       min(sent_at), percentile_disc(0.5) within group (order by sent_at), max(sent_at)
                  from (select organization_id, page_id, event_id, channel,
                               case when first_sent_at is null then state else 'sent' end as state,
                               case when first_sent_at is not null then first_sent_at when state = 'sent' then done_at end as sent_at
                          from delivery
                         where organization_id = :organizationId and event_month = :month) as d
                 group by organization_id, page_id, event_id, channel, state
                on conflict do nothing
                """).bind("month", month).execute();
        tx.createUpdate("delete from delivery where organization_id = :organizationId and event_month = :month")
                .bind("month", month)
                .execute();
    }

    /** The partitions, which hold rows of all organizations. */
    static final class Months {
        private final Handle handle;

        Months(Handle handle) {
            this.handle = handle;
        }

        List<LocalDate> all() {
            return handle.createQuery("""
                    select to_date(right(c.relname, 6), 'YYYYMM')
                      from pg_inherits i join pg_class c on c.oid = i.inhrelid
                     where i.inhparent = 'delivery'::regclass and c.relname ~ '^delivery_[0-9]{6}$'
                     order by 1
                    """).mapTo(LocalDate.class).list();
        }

        void drop(LocalDate month) {
            handle.createQuery("select delivery_partition_drop(:month)")
                    .bind("month", month)
                    .mapToMap()
                    .list();
        }
    }
}
