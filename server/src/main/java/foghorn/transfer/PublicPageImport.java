package foghorn.transfer;

import foghorn.component.ComponentImportService;
import foghorn.incident.ImportedIncident;
import foghorn.incident.IncidentImportService;
import foghorn.kit.http.GuardedClient;
import foghorn.page.ImportResult;
import foghorn.page.PageImportService;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import foghorn.transfer.PublicPage.Sourced;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes over an existing status page from its public {@code /api/v2} documents: the page's name and zone in one transaction, all its
 * components in the next, and then each incident in one of its own. Nobody is told of any of it. Repeated, it finds what it made and
 * takes what is new.
 */
public final class PublicPageImport {
    private final Documents documents;
    private final PageImportService pages;
    private final ComponentImportService components;
    private final IncidentImportService incidents;

    public PublicPageImport(
            GuardedClient client,
            PageImportService pages,
            ComponentImportService components,
            IncidentImportService incidents) {
        this.documents = new Documents(client);
        this.pages = pages;
        this.components = components;
        this.incidents = incidents;
    }

    /**
     * Imports; outside of any transaction.
     *
     * @param sources all of the same page
     * @throws Problem.Invalid if a source cannot be used; nothing was changed then
     * @throws Problem.Unavailable if an address does not answer as it should (nothing was changed then), or the database is away
     */
    public ImportReport run(Call call, PageId page, List<Source> sources, ImportProgress progress)
            throws InterruptedException {
        var run = new Run(call, page, progress);
        var together = new PublicDocuments();
        documents.read(sources, run, together::read);
        if (!run.isStopped()) {
            run.take(together.together());
        }
        return run.report();
    }

    /** One import under way; counts what is said through it. */
    private final class Run implements ImportProgress {
        private final Call call;
        private final PageId page;
        private final ImportProgress progress;
        private ImportResult takenComponents = ImportResult.none();
        private ImportResult takenIncidents = ImportResult.none();
        private int notTaken;
        private boolean complete;

        private Run(Call call, PageId page, ImportProgress progress) {
            this.call = call;
            this.page = page;
            this.progress = progress;
        }

        private void take(PublicPage source) {
            source.notTaken().forEach(this::notTaken);
            page(source);
            if (isStopped()) {
                return;
            }
            components(source);
            int done = 0;
            for (var incident : source.incidents()) {
                if (isStopped()) {
                    return;
                }
                takenIncidents = takenIncidents.and(incident(incident));
                done++;
                at("incidents and maintenances", done, source.incidents().size());
            }
            complete = true;
        }

        private void page(PublicPage source) {
            var given = source.page();
            say(given.document(), "page", pages.take(call, page, given.value()));
        }

        private void components(PublicPage source) {
            var given = source.components().stream().map(Sourced::value).toList();
            Map<String, String> documentOf = new LinkedHashMap<>();
            source.components().forEach(one -> documentOf.put(one.value().sourceId(), one.document()));
            takenComponents = components.take(call, page, given);
            takenComponents
                    .notTaken()
                    .forEach(what -> notTaken(NotTaken.of(
                            documentOf.getOrDefault(
                                    what.sourceId(), source.page().document()),
                            "component",
                            what)));
            at("components", given.size(), given.size());
        }

        private ImportResult incident(Sourced<ImportedIncident> given) {
            var kind = given.value().window().isPresent() ? "maintenance" : "incident";
            try {
                var result = incidents.take(call, page, given.value());
                say(given.document(), kind, result);
                return result;
            } catch (Problem.Invalid e) {
                e.errors()
                        .forEach(error -> notTaken(new NotTaken(
                                given.document(),
                                kind + " " + given.value().sourceId(),
                                error.field().replaceFirst("^incident\\.", ""),
                                error.message())));
                return ImportResult.none();
            }
        }

        private void say(String document, String kind, ImportResult result) {
            result.notTaken().forEach(what -> notTaken(NotTaken.of(document, kind, what)));
        }

        private ImportReport report() {
            return new ImportReport(takenComponents, takenIncidents, notTaken, !complete);
        }

        @Override
        public void at(String what, int done, int all) {
            progress.at(what, done, all);
        }

        @Override
        public void notTaken(NotTaken what) {
            notTaken++;
            progress.notTaken(what);
        }

        @Override
        public boolean isStopped() {
            return progress.isStopped();
        }
    }
}
