package foghorn.page;

import java.util.ArrayList;
import java.util.List;

/** Counts for an import verb while it works. */
public final class ImportTally {
    private final List<ImportResult.NotTaken> notTaken = new ArrayList<>();
    private int made;
    private int changed;
    private int unchanged;

    public void made() {
        made++;
    }

    public void changed() {
        changed++;
    }

    public void unchanged() {
        unchanged++;
    }

    public void notTaken(String sourceId, String field, String reason) {
        notTaken.add(new ImportResult.NotTaken(sourceId, field, reason));
    }

    /** Whether anything here differs from before. */
    public boolean hasWritten() {
        return made + changed > 0;
    }

    public ImportResult result() {
        return new ImportResult(made, changed, unchanged, notTaken);
    }
}
