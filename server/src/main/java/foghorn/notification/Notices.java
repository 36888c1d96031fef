package foghorn.notification;

import foghorn.kit.db.Database;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;

/** Reads what there is to say, for channels. */
public final class Notices {
    private final Database database;

    public Notices(Database database) {
        this.database = database;
    }

    public Notice of(OrganizationId organization, String eventId) {
        return database.read(Jobs.call(organization), tx -> new NoticeRepository(tx).read(eventId));
    }

    public Notice.Page page(OrganizationId organization, PageId page) {
        return database.read(Jobs.call(organization), tx -> new NoticeRepository(tx).page(page.value()));
    }

    /** What programs are told of an event. */
    public Hook hook(OrganizationId organization, String eventId) {
        return database.read(Jobs.call(organization), tx -> new HookRepository(tx).read(eventId));
    }

    /** What programs are told when nothing has happened, so that they can show that they listen. */
    public Hook trial(OrganizationId organization, PageId page) {
        return database.read(Jobs.call(organization), tx -> new HookRepository(tx).trial(page));
    }
}
