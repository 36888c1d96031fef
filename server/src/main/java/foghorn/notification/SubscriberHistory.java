package foghorn.notification;

import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.subscriber.NoticeHistory;
import foghorn.subscriber.SubscriberId;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

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

    @Override
    public void all(Call call, PageId page, SubscriberId subscriber, Reader reader) throws IOException {
        call.actor().requireVisitor(page);
        for (var part = part(call, page, subscriber, HistoryRepository.NEWEST);
                part.next().isPresent();
                part = part(call, page, subscriber, part.next().get())) {
            reader.take(part.notices());
        }
    }

    /** @param next before which event the next part stands; empty if the page has none before this part */
    private record Part(List<SentNotice> notices, Optional<Long> next) {}

    private Part part(Call call, PageId page, SubscriberId subscriber, long before) {
        return database.read(call, tx -> {
            var rows = new HistoryRepository(tx);
            return new Part(
                    notices(rows.of(page, subscriber, before, HistoryRepository.EVENTS)), rows.reached(page, before));
        });
    }

    private static List<SentNotice> notices(Tx tx, PageId page, SubscriberId subscriber, int most) {
        return notices(new HistoryRepository(tx).of(page, subscriber, HistoryRepository.NEWEST, most));
    }

    private static List<SentNotice> notices(List<HistoryRepository.Row> rows) {
        return rows.stream()
                .map(row -> new SentNotice(row.about(), words(row.kind()), words(row.state()), row.at(), row.doneAt()))
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
