package foghorn.notification.team;

import foghorn.kit.db.Tx;
import foghorn.notification.team.Unfinished.Kind;
import foghorn.tenant.AccountId;
import foghorn.tenant.PageId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** SQL for {@code team_mail}; lives as long as one transaction. */
final class TeamMailRepository {
    /** Longer than an attempt may take. */
    private static final Duration LEASE = Duration.ofSeconds(120);

    private final Tx tx;

    TeamMailRepository(Tx tx) {
        this.tx = tx;
    }

    /**
     * A mail that this node sends.
     *
     * @param claim nobody else records it
     * @param name of the incident, the maintenance or the component
     * @param begins of a maintenance
     * @param isOpen false once there is nothing to remind of
     */
    record Claimed(
            String id,
            long claim,
            PageId page,
            AccountId account,
            Kind kind,
            String subject,
            int hours,
            int attempts,
            Instant at,
            String name,
            Optional<Instant> begins,
            boolean isOpen,
            Page of) {}

    /** The page in whose name it is written. */
    record Page(String name, String subdomain, Optional<String> domain, ZoneId zone) {}

    void insert(PageId page, String id, AccountId account, Unfinished unfinished, int hours) {
        tx.createUpdate("""
                insert into team_mail (organization_id, page_id, id, account_id, kind, subject_id, hours, state, due_at, created_at)
                values (:organizationId, :page, :id, :account, :kind, :subject, :hours, 'waiting', :now, :now)
                """)
                .bind("page", page.value())
                .bind("id", id)
                .bind("account", account.value())
                .bind("kind", unfinished.kind().wire())
                .bind("subject", unfinished.id())
                .bind("hours", hours)
                .execute();
    }

    /** Claims a mail if it is due, or if its node was lost; the database's clock alone tells when a lease is over. */
    Optional<Claimed> claim(String id) {
        return tx.createQuery("""
                update team_mail m
                   set state = 'sending', claim_no = nextval('claim_number'), attempts = m.attempts + 1,
                       lease_until = clock_timestamp() + :lease * interval '1 second'
                  from (select id from team_mail
                         where organization_id = :organizationId and id = :id
                           and (state = 'waiting' and due_at <= :now or state = 'sending' and lease_until < clock_timestamp())
                           for update skip locked) as due, page p
                 where m.organization_id = :organizationId
                   and m.id = due.id
                   and p.organization_id = m.organization_id
                   and p.id = m.page_id
                returning m.id, m.claim_no, m.page_id, m.account_id, m.kind, m.subject_id, m.hours, m.attempts, m.created_at,
                          p.name as page_name, p.subdomain, p.domain, p.time_zone,
                          exists (select from team_reminder r
                                   where r.page_id = m.page_id and r.kind = m.kind and r.subject_id = m.subject_id) as is_open,
                          coalesce((select i.name from incident i where i.organization_id = m.organization_id and i.id = m.subject_id),
                                   (select c.name from component c where c.organization_id = m.organization_id and c.id = m.subject_id))
                              as name,
                          (select i.scheduled_for from incident i
                            where i.organization_id = m.organization_id and i.id = m.subject_id) as begins
                """)
                .bind("id", id)
                .bind("lease", LEASE.toSeconds())
                .map((row, context) -> new Claimed(
                        row.getString("id"),
                        row.getLong("claim_no"),
                        new PageId(row.getString("page_id")),
                        new AccountId(row.getString("account_id")),
                        Kind.of(row.getString("kind")),
                        row.getString("subject_id"),
                        row.getInt("hours"),
                        row.getInt("attempts"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getString("name"),
                        Optional.ofNullable(row.getTimestamp("begins")).map(java.sql.Timestamp::toInstant),
                        row.getBoolean("is_open"),
                        new Page(
                                row.getString("page_name"),
                                row.getString("subdomain"),
                                Optional.ofNullable(row.getString("domain")),
                                ZoneId.of(row.getString("time_zone")))))
                .findOne();
    }

    /** Ends an attempt: with another one at that time, or for good. */
    void record(Claimed mail, String state, Optional<Instant> again) {
        tx.createUpdate("""
                update team_mail
                   set state = :state, due_at = coalesce(cast(:again as timestamptz), due_at), claim_no = null, lease_until = null,
                       done_at = case when cast(:again as timestamptz) is null then cast(:now as timestamptz) end
                 where organization_id = :organizationId and id = :id and claim_no = :claim and state = 'sending'
                """)
                .bind("id", mail.id())
                .bind("claim", mail.claim())
                .bind("state", state)
                .bind("again", again.orElse(null))
                .execute();
    }

    /** Forgets mails that are done since before that time. */
    void forget(Instant before) {
        tx.createUpdate("delete from team_mail where organization_id = :organizationId and done_at < :before")
                .bind("before", before)
                .execute();
    }
}
