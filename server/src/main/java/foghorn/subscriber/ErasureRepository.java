package foghorn.subscriber;

import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** SQL that forgets subscribers and remembers {@code subscriber_erasure}; lives as long as one transaction. */
final class ErasureRepository {
    private static final String COLUMNS = "s.id, s.page_id, s.channel, s.state, s.address";

    private final Tx tx;

    ErasureRepository(Tx tx) {
        this.tx = tx;
    }

    /** Somebody who is to be forgotten, with what is still known. */
    record Leaver(String id, PageId page, String channel, SubscriberState state, Optional<byte[]> address) {}

    Leaver find(String id) {
        return tx.createQuery(
                        "select " + COLUMNS + " from subscriber s where organization_id = :organizationId and id = :id")
                .bind("id", id)
                .map((row, context) -> leaver(row))
                .one();
    }

    /** Those whose time is over; whom somebody else is changing is left for the next time. */
    List<Leaver> due(int most) {
        return tx.createQuery("""
                select %s from subscriber s
                 where s.organization_id = :organizationId and s.purge_at <= :now and s.state <> 'active'
                 order by s.id limit :most
                   for update skip locked
                """.formatted(COLUMNS))
                .bind("most", most)
                .map((row, context) -> leaver(row))
                .list();
    }

    /** Active ones who follow nothing but incidents that were over, or deleted, by then. */
    List<Leaver> withoutAim(Instant before, int most) {
        return tx.createQuery("""
                with aim as (
                    select c.subscriber_id
                      from subscriber_scope c
                      join incident i on i.id = c.incident_id
                     where c.organization_id = :organizationId and c.incident_id is not null
                     group by c.subscriber_id
                    having bool_and(coalesce(least(i.resolved_at, i.deleted_at) <= :before, false)))
                select %s from subscriber s join aim on aim.subscriber_id = s.id
                 where s.organization_id = :organizationId and s.state = 'active'
                   and not exists (select from subscriber_scope c where c.subscriber_id = s.id and c.component_id is not null)
                 order by s.id limit :most
                   for update of s skip locked
                """.formatted(COLUMNS))
                .bind("before", before)
                .bind("most", most)
                .map((row, context) -> leaver(row))
                .list();
    }

    /** The addresses of these people are not written to before their owners ask for it. */
    void remember(Collection<String> ids) {
        tx.createUpdate("""
                insert into subscriber_erasure (organization_id, page_id, channel, address_hmac, erased_at)
                select organization_id, page_id, channel, address_hmac, :now from subscriber
                 where organization_id = :organizationId and id = any(cast(:ids as text[])) and address_hmac is not null
                on conflict do nothing
                """).bindArray("ids", String.class, ids).execute();
    }

    /** Whether the owner of an e-mail address wants to hear nothing more. */
    boolean isErased(PageId page, byte[] addressMac) {
        return tx.createQuery("""
                select exists (select from subscriber_erasure
                                where organization_id = :organizationId and page_id = :page and channel = 'email'
                                  and address_hmac = :mac)
                """)
                .bind("page", page.value())
                .bind("mac", addressMac)
                .mapTo(Boolean.class)
                .one();
    }

    /** The owner of this subscriber's address has asked for messages again. */
    void admit(PageId page, String id) {
        tx.createUpdate("""
                delete from subscriber_erasure e using subscriber s
                 where e.organization_id = :organizationId and e.page_id = :page
                   and s.organization_id = :organizationId and s.id = :id
                   and e.channel = s.channel and e.address_hmac = s.address_hmac
                """).bind("page", page.value()).bind("id", id).execute();
    }

    /** Deletes everything that belongs to these people but the ledger, which holds nothing of them. */
    void delete(Collection<String> ids) {
        for (var statement : List.of(
                "delete from subscriber_scope where organization_id = :organizationId and subscriber_id = any(cast(:ids as text[]))",
                "delete from direct_message where organization_id = :organizationId and subject_id = any(cast(:ids as text[]))",
                "delete from subscriber where organization_id = :organizationId and id = any(cast(:ids as text[]))")) {
            tx.createUpdate(statement).bindArray("ids", String.class, ids).execute();
        }
    }

    private static Leaver leaver(ResultSet row) throws SQLException {
        return new Leaver(
                row.getString("id"),
                new PageId(row.getString("page_id")),
                row.getString("channel"),
                SubscriberState.of(row.getString("state")),
                Optional.ofNullable(row.getBytes("address")));
    }
}
