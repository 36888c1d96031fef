package foghorn.component;

import foghorn.audit.AuditLog;
import foghorn.component.StatusHistoryRepository.Interval;
import foghorn.kit.db.Tx;
import foghorn.kit.outbox.Outbox;
import foghorn.page.ImportResult;
import foghorn.page.ImportTally;
import foghorn.page.Origin;
import foghorn.page.Origins;
import foghorn.tenant.PageId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes over the histories of imported components within one transaction. */
final class HistoryImport {
    private final Tx tx;
    private final PageId page;
    private final StatusHistoryRepository history;
    private final Map<String, Origin> components;
    private final Map<String, Origin> incidents;
    private final ImportTally tally = new ImportTally();

    HistoryImport(Tx tx, PageId page) {
        this.tx = tx;
        this.page = page;
        this.history = new StatusHistoryRepository(tx, page);
        var origins = new Origins(tx, page);
        this.components = origins.all(Origin.Kind.COMPONENT);
        this.incidents = origins.all(Origin.Kind.INCIDENT);
    }

    ImportResult take(List<ImportedHistory> histories) {
        histories.forEach(this::take);
        var result = tally.result();
        if (tally.hasWritten()) {
            new AuditLog(tx).record("component.history_imported", page.value(), Map.of("components", result.changed()));
            new Outbox(tx).append(page, new ComponentsImported(0, result.changed()));
        }
        return result;
    }

    private void take(ImportedHistory wanted) {
        var origin = components.get(wanted.sourceId());
        if (origin == null) {
            tally.notTaken(wanted.sourceId(), "", "was not imported");
        } else if (history.replace(new ComponentId(origin.ourId()), intervals(wanted))) {
            tally.changed();
        } else {
            tally.unchanged();
        }
    }

    private List<Interval> intervals(ImportedHistory wanted) {
        return wanted.spans().stream()
                .map(span -> new Interval(
                        span.from(),
                        span.status(),
                        span.incidentSourceId()
                                .flatMap(id -> Optional.ofNullable(incidents.get(id)))
                                .map(Origin::ourId)))
                .toList();
    }
}
