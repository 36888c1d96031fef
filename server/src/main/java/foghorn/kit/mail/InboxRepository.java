package foghorn.kit.mail;

import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** SQL for {@code inbox_message}; lives as long as one transaction. */
final class InboxRepository {
    /** A message as it is stored. */
    record Sealed(String id, Instant at, byte[] message) {}

    private final Tx tx;
    private final PageId page;

    InboxRepository(Tx tx, PageId page) {
        this.tx = tx;
        this.page = page;
    }

    void insert(String id, byte[] message) {
        tx.createUpdate("""
                insert into inbox_message (organization_id, page_id, id, at, message)
                values (:organizationId, :page, :id, :now, :message)
                """)
                .bind("page", page.value())
                .bind("id", id)
                .bind("message", message)
                .execute();
    }

    void deleteAllBut(int newest) {
        tx.createUpdate("""
                delete from inbox_message
                 where organization_id = :organizationId
                   and id in (select id
                                from inbox_message
                               where organization_id = :organizationId
                                 and page_id = :page
                               order by at desc, id
                              offset :newest)
                """).bind("page", page.value()).bind("newest", newest).execute();
    }

    void delete(String id) {
        tx.createUpdate("""
                delete from inbox_message where organization_id = :organizationId and page_id = :page and id = :id
                """).bind("page", page.value()).bind("id", id).execute();
    }

    List<Sealed> findAll() {
        return tx.createQuery("""
                select id, at, message
                  from inbox_message
                 where organization_id = :organizationId
                   and page_id = :page
                 order by at desc, id
                """)
                .bind("page", page.value())
                .map((row, context) -> toSealed(row))
                .list();
    }

    Optional<Sealed> find(String id) {
        return tx.createQuery("""
                select id, at, message
                  from inbox_message
                 where organization_id = :organizationId
                   and page_id = :page
                   and id = :id
                """)
                .bind("page", page.value())
                .bind("id", id)
                .map((row, context) -> toSealed(row))
                .findOne();
    }

    private static Sealed toSealed(ResultSet row) throws SQLException {
        return new Sealed(
                row.getString("id"), row.getObject("at", OffsetDateTime.class).toInstant(), row.getBytes("message"));
    }
}
