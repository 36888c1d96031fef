package foghorn.notification;

import foghorn.audit.AuditLog;
import foghorn.incident.IncidentId;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.notification.Ledger.NoticeOf;
import foghorn.subscriber.SubscriberId;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.util.List;
import java.util.Map;

/** What the team can do about messages that are on their way, or never arrived. */
public final class Sending {
    private final Database database;
    private final List<String> inOrder;
    private final Runnable onWork;

    /** @param inOrder the channels that keep the order */
    Sending(Database database, List<String> inOrder, Runnable onWork) {
        this.database = database;
        this.inOrder = List.copyOf(inOrder);
        this.onWork = onWork;
    }

    /**
     * Holds back what is not sent yet of everything told of an incident so far. What a node has claimed already, at most
     * {@link Held#MOST} messages of each channel, still goes out. What is told later is not held back, and makes what waits
     * needless where a newer notice does so.
     *
     * @return how many subscribers are held back whose turn has not come
     */
    public long pause(Call call, PageId page, IncidentId incident) {
        return change(
                call, page, incident, "notification.paused", tx -> new SendingRepository(tx, inOrder).pause(incident));
    }

    /** Goes on with what was held back. Returns how many wait no longer. */
    public long resume(Call call, PageId page, IncidentId incident) {
        return change(
                call,
                page,
                incident,
                "notification.resumed",
                tx -> new SendingRepository(tx, inOrder).resume(incident));
    }

    /**
     * Tries again, and only with those whom this notice has not reached, under the same keys. Who has left, or whose address takes
     * no messages any more, stays out; an endpoint that was left alone and is told again gets what it has missed meanwhile. Where a newer
     * notice has made this one needless, only those are told for whom that is never so; without any, {@link Problem.Invalid}.
     *
     * @return how many
     */
    public long toMissed(Call call, PageId page, NoticeOf notice) {
        return change(call, page, notice.incident(), "notification.sent_to_missed", tx -> {
            var sending = new SendingRepository(tx, inOrder);
            if (!new LedgerRepository(tx).hasEvent(page, notice)) {
                throw new Problem.NotFound("notice");
            }
            long count = sending.retryMissed(notice.eventId());
            if (count == 0 && sending.isSuperseded(notice.eventId())) {
                throw new Problem.Invalid(
                        "event", "is not the newest notice of the incident, and no webhook has missed it");
            }
            return count;
        });
    }

    /**
     * Sends a notice once more to one webhook, under the same key, whether it has arrived or not; {@link Problem.Conflict} while it is told
     * nothing.
     *
     * @return how many: 0 where it is on its way as it is
     */
    public long replay(Call call, PageId page, NoticeOf notice, String subscriberId) {
        return replay(
                call, page, notice.eventId(), subscriberId, tx -> new LedgerRepository(tx).hasEvent(page, notice));
    }

    /** The same of anything that was told on the page, a component's change among it. */
    public long replay(Call call, PageId page, SubscriberId endpoint, String eventId) {
        return replay(call, page, eventId, endpoint.value(), tx -> new LedgerRepository(tx).hasEvent(page, eventId));
    }

    private interface Question {
        boolean in(Tx tx);
    }

    private long replay(Call call, PageId page, String eventId, String subscriberId, Question isThere) {
        return database.changePage(call, page, Permission.MANAGE_SUBSCRIBERS, tx -> {
            var sending = new SendingRepository(tx, inOrder);
            if (!isThere.in(tx) || !sending.isTold(eventId, subscriberId)) {
                throw new Problem.NotFound("webhook delivery");
            }
            if (!sending.lockActive(subscriberId)) {
                throw new Problem.Conflict(
                        "Nothing is sent to this webhook now: it was switched off or removed. Switch it on again first.");
            }
            long count = sending.replay(eventId, subscriberId);
            new AuditLog(tx).record("notification.replayed", subscriberId, Map.of("event", eventId));
            tx.afterCommit(onWork);
            return count;
        });
    }

    private interface Change {
        long in(Tx tx);
    }

    private long change(Call call, PageId page, IncidentId incident, String what, Change change) {
        return database.changePage(call, page, Permission.MANAGE_INCIDENTS, tx -> {
            if (!new LedgerRepository(tx).hasIncident(page, incident)) {
                throw new Problem.NotFound("incident");
            }
            long count = change.in(tx);
            new AuditLog(tx).record(what, incident.value(), Map.of("count", count));
            tx.afterCommit(onWork);
            return count;
        });
    }
}
