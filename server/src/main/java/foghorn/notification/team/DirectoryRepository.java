package foghorn.notification.team;

import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** SQL over all organizations, which tells only where there is something to do. No tenant is set here. */
final class DirectoryRepository {
    private final Handle handle;

    DirectoryRepository(Handle handle) {
        this.handle = handle;
    }

    /** A page with something to do. */
    record Place(OrganizationId organization, PageId page) {}

    /** A mail that is due. */
    record DueMail(Place place, String id) {}

    /** Pages that have changed since their reminders were kept in step. */
    List<Place> changed(int most) {
        return handle.createQuery("select * from directory_pending(:consumer, :most)")
                .bind("consumer", ReminderRepository.CONSUMER)
                .bind("most", most)
                .map((row, context) -> place(row))
                .list();
    }

    List<Place> dueReminders(Instant now, int most) {
        return handle.createQuery("select * from directory_due_reminders(:now, :most)")
                .bind("now", now)
                .bind("most", most)
                .map((row, context) -> place(row))
                .list();
    }

    List<DueMail> dueMails(Instant now, int most) {
        return handle.createQuery("select * from directory_due_team_mails(:now, :most)")
                .bind("now", now)
                .bind("most", most)
                .map((row, context) -> new DueMail(place(row), row.getString("mail_id")))
                .list();
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(new OrganizationId(row.getString("organization_id")), new PageId(row.getString("page_id")));
    }
}
