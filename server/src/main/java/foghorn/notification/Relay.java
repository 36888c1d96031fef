package foghorn.notification;

import foghorn.component.ComponentEvent;
import foghorn.incident.IncidentEvent;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.notification.EventRepository.Entry;
import foghorn.subscriber.Audience;
import foghorn.subscriber.Concern;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what happened on a page into what is to be told: in the order of {@code page_seq}, and with the cursor moved in the transaction
 * that writes the tranches, so an event is told once, whichever node reads it.
 */
final class Relay {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    /** Subscribers in a tranche. */
    static final int TRANCHE_SIZE = 100;
    /** Events of a page read in one transaction; a busy page then waits for its next turn. */
    private static final int EVENTS_PER_TURN = 20;

    private static final int PAGES_PER_ROUND = 100;

    private final Database database;
    private final Audience audience;
    private final List<Channel> channels;
    private final Runnable onTranches;

    Relay(Database database, Audience audience, List<Channel> channels, Runnable onTranches) {
        this.database = database;
        this.audience = audience;
        this.channels = List.copyOf(channels);
        this.onTranches = onTranches;
    }

    /** Gives every page with unread events one turn; false if there was none. */
    boolean round() {
        var pages = database.installation(
                handle -> new DirectoryRepository(handle).pending(EventRepository.CONSUMER, PAGES_PER_ROUND));
        boolean any = false;
        for (var page : pages) {
            any |= turnAlone(page.organization(), page.page());
        }
        return any;
    }

    /** What goes wrong with one page must not keep the others waiting; a lost database is no page's fault. */
    private boolean turnAlone(OrganizationId organization, PageId page) {
        try {
            return turn(organization, page);
        } catch (Problem.Unavailable e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("The events of page {} cannot be relayed; it is tried again", page, e);
            return false;
        }
    }

    /** Reads the next events of one page; false if another node is at it or nothing was left. */
    private boolean turn(OrganizationId organization, PageId page) {
        return database.change(Jobs.call(organization), tx -> {
            var events = new EventRepository(tx);
            if (!events.lock(page)) {
                return false;
            }
            var entries = events.unread(page, EVENTS_PER_TURN);
            if (entries.isEmpty()) {
                return false;
            }
            entries.forEach(entry -> relay(tx, page, entry));
            events.moveCursor(page, entries.getLast().seq());
            tx.afterCommit(onTranches);
            return true;
        });
    }

    private void relay(Tx tx, PageId page, Entry entry) {
        ComponentEvent.parse(entry.kind(), entry.payload()).ifPresent(event -> {
            switch (event) {
                case ComponentEvent.StatusChanged changed -> tell(tx, page, entry, changed);
                case ComponentEvent.Created ignored -> {}
                case ComponentEvent.Changed ignored -> {}
                case ComponentEvent.Deleted ignored -> {}
            }
        });
        IncidentEvent.parse(entry.kind(), entry.payload()).ifPresent(event -> {
            switch (event) {
                case IncidentEvent.Posted posted -> tell(tx, page, entry, posted);
                case IncidentEvent.Deleted deleted -> new EventRepository(tx).cancel(deleted.incidentId());
                case IncidentEvent.PostmortemWithdrawn withdrawn ->
                    new EventRepository(tx).cancelPostmortem(withdrawn.incidentId());
                case IncidentEvent.Edited ignored -> {}
                case IncidentEvent.Changed ignored -> {}
                case IncidentEvent.Backfilled ignored -> {}
                case IncidentEvent.Imported ignored -> {}
            }
        });
    }

    private void tell(Tx tx, PageId page, Entry entry, IncidentEvent.Posted event) {
        var events = new EventRepository(tx);
        if (!event.notifies() || !events.isThere(event.incidentId())) {
            return;
        }
        var id = events.insertEvent(page, entry, event, events.status(page, entry.at()));
        var concern = events.concern(page, Optional.of(event.incidentId()), Optional.empty());
        cut(tx, entry, new Cut(id, concern, lane(event)));
    }

    /** Told of where somebody listens, and unless it belongs to an incident of which nobody is told. */
    private void tell(Tx tx, PageId page, Entry entry, ComponentEvent.StatusChanged event) {
        var events = new EventRepository(tx);
        var concern = new Concern(page, Optional.empty(), Set.of(event.componentId()));
        boolean isTold = event.incidentId()
                .map(incident -> events.isTold(page, incident, entry.at()))
                .orElse(true);
        boolean isHeard = channels.stream()
                .filter(channel -> channel.tells(Notice.Kind.COMPONENT_CHANGED))
                .anyMatch(channel -> audience.count(tx, concern, channel.name(), entry.at()) > 0);
        if (isTold && isHeard) {
            cut(
                    tx,
                    entry,
                    new Cut(
                            events.insertEvent(page, entry, event, events.status(page, entry.at())),
                            concern,
                            Lane.UPDATE));
        }
    }

    private record Cut(String event, Concern concern, int lane) {}

    private void cut(Tx tx, Entry entry, Cut cut) {
        for (var channel : channels) {
            if (channel.tells(Notice.Kind.of(entry.kind()))) {
                var ranges = audience.ranges(tx, cut.concern(), channel.name(), entry.at(), TRANCHE_SIZE);
                int lane = channel.coalesces() ? cut.lane() : Lane.UPDATE;
                new EventRepository(tx).insertTranches(cut.concern().page(), cut.event(), channel.name(), lane, ranges);
            }
        }
    }

    private static int lane(IncidentEvent.Posted event) {
        return switch (event) {
            case IncidentEvent.Opened ignored -> Lane.FIRST_NOTICE;
            case IncidentEvent.Scheduled ignored -> Lane.UPDATE;
            case IncidentEvent.Updated ignored -> Lane.UPDATE;
            case IncidentEvent.Resolved ignored -> Lane.UPDATE;
            case IncidentEvent.Started ignored -> Lane.UPDATE;
            case IncidentEvent.Completed ignored -> Lane.UPDATE;
            case IncidentEvent.PostmortemPublished ignored -> Lane.BULK;
        };
    }
}
