package foghorn.page;

import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;

/** SQL for what {@code page} holds of its status embed; lives as long as one transaction. */
final class StatusEmbedRepository {
    private final Tx tx;
    private final PageId page;

    StatusEmbedRepository(Tx tx, PageId page) {
        this.tx = tx;
        this.page = page;
    }

    StatusEmbed find() {
        return tx.createQuery("""
                select embed_position, embed_incident_background, embed_incident_text, embed_maintenance_background,
                       embed_maintenance_text
                  from page where organization_id = :organizationId and id = :page
                """)
                .bind("page", page.value())
                .map((row, context) -> new StatusEmbed(
                        StatusEmbed.Position.of(row.getString("embed_position")).orElseThrow(),
                        new StatusEmbed.Colors(
                                row.getString("embed_incident_background"), row.getString("embed_incident_text")),
                        new StatusEmbed.Colors(
                                row.getString("embed_maintenance_background"),
                                row.getString("embed_maintenance_text"))))
                .one();
    }

    void save(StatusEmbed embed) {
        tx.createUpdate("""
                update page
                   set embed_position = :position, embed_incident_background = :incidentBackground,
                       embed_incident_text = :incidentText, embed_maintenance_background = :maintenanceBackground,
                       embed_maintenance_text = :maintenanceText
                 where organization_id = :organizationId and id = :page
                """)
                .bind("page", page.value())
                .bind("position", embed.position().wire())
                .bind("incidentBackground", embed.incident().background())
                .bind("incidentText", embed.incident().text())
                .bind("maintenanceBackground", embed.maintenance().background())
                .bind("maintenanceText", embed.maintenance().text())
                .execute();
    }
}
