package foghorn.page;

import java.util.ArrayList;
import java.util.List;

/** What an import verb did: how many things are new here, how many differ now, how many stayed, and what it could not take. */
public record ImportResult(int made, int changed, int unchanged, List<NotTaken> notTaken) {
    /**
     * One thing, or one field of it, that was not taken over as it stands at the source.
     *
     * @param sourceId the thing's id at the source
     * @param field the field as the source calls it; empty if it is the thing as a whole
     * @param reason for people, a continuation of the field's name
     */
    public record NotTaken(String sourceId, String field, String reason) {}

    public ImportResult {
        notTaken = List.copyOf(notTaken);
    }

    public static ImportResult none() {
        return new ImportResult(0, 0, 0, List.of());
    }

    /** Both together; what was not taken is in the order in which it was met. */
    public ImportResult and(ImportResult next) {
        var all = new ArrayList<>(notTaken);
        all.addAll(next.notTaken);
        return new ImportResult(made + next.made, changed + next.changed, unchanged + next.unchanged, all);
    }
}
