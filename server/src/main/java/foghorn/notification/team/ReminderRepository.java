package foghorn.notification.team;

import foghorn.kit.db.Tx;
import foghorn.notification.team.Unfinished.Kind;
import foghorn.tenant.PageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** SQL for {@code team_reminder} and the cursor of who keeps it; lives as long as one transaction and knows one page. */
final class ReminderRepository {
    static final String CONSUMER = "team";

    private final Tx tx;
    private final PageId page;

    ReminderRepository(Tx tx, PageId page) {
        this.tx = tx;
        this.page = page;
    }

    /** Makes this transaction the only one that is at the page's reminders; false if another node is. */
    boolean lock() {
        return tx.createQuery("select pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
                .bind("name", "notification.team:" + page)
                .mapTo(Boolean.class)
                .one();
    }

    /** The number of the page's newest event. */
    long pageSeq() {
        return tx.createQuery("select page_seq from page where organization_id = :organizationId and id = :page")
                .bind("page", page.value())
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    void moveCursor(long seq) {
        tx.createUpdate("""
                insert into consumer_cursor (organization_id, page_id, consumer, page_seq)
                values (:organizationId, :page, :consumer, :seq)
                on conflict (page_id, consumer) do update set page_seq = excluded.page_seq
                """)
                .bind("page", page.value())
                .bind("consumer", CONSUMER)
                .bind("seq", seq)
                .execute();
    }

    List<Unfinished> all() {
        return tx.createQuery("""
                select kind, subject_id, since, hours from team_reminder
                 where organization_id = :organizationId and page_id = :page
                """)
                .bind("page", page.value())
                .map((row, context) -> toUnfinished(row))
                .list();
    }

    List<Unfinished> due() {
        return tx.createQuery("""
                select kind, subject_id, since, hours from team_reminder
                 where organization_id = :organizationId and page_id = :page and due_at <= :now
                 order by due_at, kind, subject_id
                """)
                .bind("page", page.value())
                .map((row, context) -> toUnfinished(row))
                .list();
    }

    void put(Unfinished unfinished, Optional<Instant> dueAt) {
        tx.createUpdate("""
                insert into team_reminder (organization_id, page_id, kind, subject_id, since, hours, due_at)
                values (:organizationId, :page, :kind, :subject, :since, :hours, cast(:dueAt as timestamptz))
                on conflict (page_id, kind, subject_id) do update
                   set since = excluded.since, hours = excluded.hours, due_at = excluded.due_at
                """)
                .bind("page", page.value())
                .bind("kind", unfinished.kind().wire())
                .bind("subject", unfinished.id())
                .bind("since", unfinished.since())
                .bind("hours", text(unfinished.hours()))
                .bind("dueAt", dueAt.orElse(null))
                .execute();
    }

    void remove(Unfinished unfinished) {
        tx.createUpdate("""
                delete from team_reminder
                 where organization_id = :organizationId and page_id = :page and kind = :kind and subject_id = :subject
                """)
                .bind("page", page.value())
                .bind("kind", unfinished.kind().wire())
                .bind("subject", unfinished.id())
                .execute();
    }

    private static Unfinished toUnfinished(ResultSet row) throws SQLException {
        return new Unfinished(
                Kind.of(row.getString("kind")),
                row.getString("subject_id"),
                row.getTimestamp("since").toInstant(),
                Arrays.stream(row.getString("hours").split(","))
                        .filter(hour -> !hour.isEmpty())
                        .map(Integer::valueOf)
                        .toList());
    }

    private static String text(List<Integer> hours) {
        return hours.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
