package foghorn.page;

import foghorn.audit.AuditLog;
import foghorn.audit.Differences;
import foghorn.kit.db.Database;
import foghorn.kit.outbox.Outbox;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;

/** How a page's status embed looks. */
public final class StatusEmbedService {
    private final Database database;

    StatusEmbedService(Database database) {
        this.database = database;
    }

    public StatusEmbed find(Call call, PageId page) {
        return database.readPage(call, page, Permission.VIEW_PAGE, tx -> new StatusEmbedRepository(tx, page).find());
    }

    /** Changes how it looks, field by field; nothing is written if nothing differs. */
    public StatusEmbed patch(Call call, PageId page, StatusEmbedPatch patch) {
        return database.changePage(call, page, Permission.MANAGE_PAGE, tx -> {
            var rows = new StatusEmbedRepository(tx, page);
            var present = rows.find();
            patch.expected().check(present.version());
            var next = patch.on(present);
            if (!next.equals(present)) {
                rows.save(next);
                var named = new PageRepository(tx).find(page).orElseThrow(() -> new Problem.NotFound("page"));
                new AuditLog(tx)
                        .record(
                                "page.embed_changed",
                                page.value(),
                                differences(present, next).on(named.name()));
                new Outbox(tx).append(page, new PageChanged(named.version()));
            }
            return next;
        });
    }

    private static Differences differences(StatusEmbed before, StatusEmbed after) {
        return new Differences()
                .of("position", before.position().wire(), after.position().wire())
                .of(
                        "incident_background_color",
                        before.incident().background(),
                        after.incident().background())
                .of(
                        "incident_text_color",
                        before.incident().text(),
                        after.incident().text())
                .of(
                        "maintenance_background_color",
                        before.maintenance().background(),
                        after.maintenance().background())
                .of(
                        "maintenance_text_color",
                        before.maintenance().text(),
                        after.maintenance().text());
    }
}
