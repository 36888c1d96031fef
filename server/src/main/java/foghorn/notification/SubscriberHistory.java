package foghorn.notification;

import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.subscriber.NoticeHistory;
import foghorn.subscriber.SubscriberId;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import java.util.List;

/** Tells a subscriber, and the team, what the ledger knows of them. */
public final class SubscriberHistory implements NoticeHistory {
    private final Database database;

    public SubscriberHistory(Database database) {
        this.database = database;
    }

    @Override
    public List<SentNotice> of(Call call, PageId page, SubscriberId subscriber, int most) {
        call.actor().requireVisitor(page);
        return database.read(call, tx -> notices(tx, page, subscriber, most));
    }

    @Override
    public List<SentNotice> forTeam(Call call, PageId page, SubscriberId subscriber, int most) {
        return database.readPage(call, page, Permission.MANAGE_SUBSCRIBERS, tx -> notices(tx, page, subscriber, most));
    }

    private static List<SentNotice> notices(Tx tx, PageId page, SubscriberId subscriber, int most) {
        return new HistoryRepository(tx)
                .of(page, subscriber, most).stream()
                        .map(row -> new SentNotice(
                                row.about(), words(row.kind()), words(row.state()), row.at(), row.doneAt()))
                        .toList();
    }

    private static String words(Notice.Kind kind) {
        return switch (kind) {
            case OPENED -> "New incident";
            case UPDATED -> "Update";
            case RESOLVED -> "Resolution";
            case SCHEDULED -> "Announcement of a maintenance";
            case STARTED -> "Start of a maintenance";
            case COMPLETED -> "End of a maintenance";
            case POSTMORTEM -> "Postmortem";
            case COMPONENT_CHANGED -> "Change of a component";
        };
    }

    private static String words(DeliveryState state) {
        return switch (state) {
            case SENDING -> "On its way";
            case SENT -> "Sent";
            case RETRY -> "Will be tried again";
            case FAILED -> "Could not be delivered";
            case GONE -> "Could not be delivered: nobody there";
            case SUPERSEDED -> "Left out, since a newer one was sent";
            case CANCELLED -> "Called off";
        };
    }
}
