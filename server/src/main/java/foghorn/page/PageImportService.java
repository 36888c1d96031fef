package foghorn.page;

import foghorn.audit.AuditLog;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.kit.outbox.Outbox;
import foghorn.kit.patch.Change;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.util.Map;

/** Takes over what another status page says of itself. */
public final class PageImportService {
    private final Database database;

    PageImportService(Database database) {
        this.database = database;
    }

    /**
     * Gives the page the name and the time zone it has at its source, and remembers the source: everything that is imported into this
     * page later must come from there, else {@link Problem.Invalid}. What was changed here since the last import stays.
     */
    public ImportResult take(Call call, PageId page, ImportedPage source) {
        return database.changePage(call, page, Permission.MANAGE_PAGE, tx -> take(tx, page, source));
    }

    private static ImportResult take(Tx tx, PageId id, ImportedPage source) {
        var tally = new ImportTally();
        var origins = new Origins(tx, id);
        var known = origins.all(Origin.Kind.PAGE);
        if (!known.isEmpty() && !known.containsKey(source.sourceId())) {
            throw new Problem.Invalid(
                    "page.id", "is another page's: this page was imported from " + String.join(", ", known.keySet()));
        }
        var pages = new PageRepository(tx);
        var present = pages.find(id).orElseThrow(() -> new Problem.NotFound("page"));
        var wanted = describe(present, source, tally);
        var origin = known.get(source.sourceId());
        if (origin != null && (wanted.equals(present) || source.updatedAt().isBefore(origin.sourceUpdatedAt()))) {
            tally.unchanged();
        } else if (origin != null && origin.version() != present.version()) {
            tally.notTaken(source.sourceId(), "", "was changed here since it was imported, and stays as it is");
        } else {
            save(tx, id, wanted, present);
            int version = pages.find(id).map(Page::version).orElse(present.version());
            origins.put(Origin.Kind.PAGE, new Origin(source.sourceId(), id.value(), source.updatedAt(), version));
            tally.changed();
        }
        return tally.result();
    }

    private static void save(Tx tx, PageId id, Page wanted, Page present) {
        if (!wanted.equals(present)) {
            new PageRepository(tx).save(wanted);
            new AuditLog(tx).record("page.imported", id.value(), Map.of("version", present.version() + 1));
            new Outbox(tx).append(id, new PageChanged(present.version() + 1));
        }
    }

    private static Page describe(Page present, ImportedPage source, ImportTally tally) {
        Change<String> name = Change.keep();
        try {
            name = Change.to(PageRules.name(source.name()));
        } catch (Problem.Invalid e) {
            e.errors().forEach(error -> tally.notTaken(source.sourceId(), error.field(), error.message()));
        }
        var known = source.timeZone().filter(given -> TimeZones.find(given).isPresent());
        Change<String> zone = known.map(Change::to).orElseGet(Change::keep);
        if (known.isEmpty() && source.timeZone().isPresent()) {
            tally.notTaken(source.sourceId(), "time_zone", "is not the name of a time zone");
        }
        return PageRules.apply(PagePatch.toNameAndZone(name, zone), present);
    }
}
