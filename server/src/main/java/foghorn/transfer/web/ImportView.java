package foghorn.transfer.web;

import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Shell;
import foghorn.page.ImportResult;
import foghorn.transfer.ImportProgress;
import foghorn.transfer.ImportRun;
import java.util.Optional;

/**
 * Moving in from a page elsewhere.
 *
 * @param href of this screen
 * @param address as it was typed
 * @param state of the import that goes on, or of the last one
 */
public record ImportView(Shell shell, String href, String address, FormErrors errors, Optional<ImportRun.State> state) {
    public boolean isUnderWay() {
        return state.filter(run -> !run.isOver()).isPresent();
    }

    /** What is being done now. */
    public static String now(ImportRun.State run) {
        if (run.isStopping()) {
            return "Stopping after the step at hand";
        }
        return run.what().equals(ImportProgress.SOURCES)
                ? "Reading " + run.source()
                : "Taking over " + run.what() + ": " + run.done() + " of " + run.all();
    }

    /** What became of it, as a heading. */
    public static String end(ImportRun.State run) {
        if (run.error().isPresent()) {
            return "The import failed";
        }
        boolean isWhole = run.report().filter(report -> !report.stopped()).isPresent();
        return isWhole ? "The import is done" : "The import was stopped";
    }

    public static String counts(ImportResult result) {
        return result.made() + " new, " + result.changed() + " changed, " + result.unchanged() + " as before";
    }
}
