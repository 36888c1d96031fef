package foghorn.subscriber.web;

import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Shell;
import foghorn.subscriber.TableRun;
import foghorn.subscriber.TableRun.Phase;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks for a table of subscribers, and shows how the last one stands.
 *
 * @param base the address of the list
 * @param confirmed whether the team vouches that all have confirmed
 */
public record ImportView(Shell shell, String base, boolean confirmed, FormErrors errors, Optional<TableRun> run) {
    /** How large a file may be. */
    public int mostMegabytes() {
        return SubscriberFilesController.MOST_MEGABYTES;
    }

    /** What the screen is about now. */
    public String title() {
        return run.map(ImportView::title).orElse("Import subscribers");
    }

    private static String title(TableRun run) {
        return switch (run.phase()) {
            case LOOKING -> "Looking at the file";
            case ASKING -> "Check the import";
            case IMPORTING -> "Importing subscribers";
            case LEFT -> "Import subscribers";
            case DONE ->
                run.error().isPresent()
                        ? "The import failed"
                        : run.stopped() ? "The import was stopped" : "Subscribers imported";
        };
    }

    /** Whether the screen changes by itself. */
    public boolean isUnderWay() {
        return run.filter(TableRun::isUnderWay).isPresent();
    }

    /** What is said above the form, where it is not all there is. */
    public Optional<String> another() {
        return run.map(one -> one.phase() == Phase.ASKING ? "Send another file instead" : "Import another file");
    }

    /** Whether it is known what became of the rows, or would. */
    public static boolean hasCounts(TableRun run) {
        boolean isCounted = run.error().isEmpty() && run.unreadable().isEmpty();
        return switch (run.phase()) {
            case LOOKING, IMPORTING -> false;
            case ASKING -> true;
            case LEFT -> isCounted && !run.stopped();
            case DONE -> isCounted;
        };
    }

    /** Whether nothing was changed. */
    public static boolean isDry(TableRun run) {
        return run.phase() != Phase.IMPORTING && run.phase() != Phase.DONE;
    }

    public static String now(TableRun run) {
        if (run.stopped()) {
            return "Stopping after the rows at hand";
        }
        return (run.phase() == Phase.IMPORTING ? "Importing: " : "Looking: ") + number(run.rows()) + " rows, "
                + run.percent() + "% of the file";
    }

    public static boolean hasMoreProblems(TableRun run) {
        return run.refused() > run.firstProblems().size();
    }

    public static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** With the noun that goes with it, for example {@code 1 subscriber}. */
    public static String people(long count) {
        return number(count) + (count == 1 ? " subscriber" : " subscribers");
    }
}
