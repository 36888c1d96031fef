package foghorn.publicpage.snapshot;

import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;

/** SQL of previews; lives as long as one transaction. */
final class PreviewRepository {
    private final Tx tx;

    PreviewRepository(Tx tx) {
        this.tx = tx;
    }

    /** A draft with the key that opens it. */
    record Draft(String key, PostmortemFacts postmortem) {}

    Optional<Draft> draft(PageId page, String incident) {
        return tx.createQuery("""
                select preview_key, update_id, body_draft, body_draft_updated_at
                  from postmortem
                 where organization_id = :organizationId and page_id = :page and incident_id = :incident
                """)
                .bind("page", page.value())
                .bind("incident", incident)
                .map((row, context) -> draft(row))
                .findOne();
    }

    private static Draft draft(ResultSet row) throws SQLException {
        var at = row.getObject("body_draft_updated_at", OffsetDateTime.class).toInstant();
        return new Draft(
                row.getString("preview_key"),
                new PostmortemFacts(
                        row.getString("update_id"), row.getString("body_draft"), at, at, false, Optional.empty()));
    }
}
