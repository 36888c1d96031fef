package foghorn.transfer;

import foghorn.component.ImportedComponent;
import foghorn.incident.ImportedIncident;
import foghorn.page.ImportedPage;
import java.util.List;

/**
 * What the documents of one status page say together.
 *
 * @param components groups among them, in the order of the documents
 * @param incidents maintenances among them, in the order of the documents
 * @param notTaken what could not be understood
 */
record PublicPage(
        Sourced<ImportedPage> page,
        List<Sourced<ImportedComponent>> components,
        List<Sourced<ImportedIncident>> incidents,
        List<NotTaken> notTaken) {
    /** Something with the document that said it. */
    record Sourced<T>(String document, T value) {}

    PublicPage {
        components = List.copyOf(components);
        incidents = List.copyOf(incidents);
        notTaken = List.copyOf(notTaken);
    }
}
