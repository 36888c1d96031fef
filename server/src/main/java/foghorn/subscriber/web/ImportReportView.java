package foghorn.subscriber.web;

import foghorn.kit.web.Shell;
import foghorn.subscriber.SubscriberFileImport.Report;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of a table of subscribers, or would.
 *
 * @param base the address of the list
 * @param confirmed whether the team vouches that all have confirmed
 * @param problems the first rows that are left out
 * @param file the table, where it was only looked at
 */
public record ImportReportView(
        Shell shell, String base, Report report, boolean confirmed, List<Problem> problems, Optional<String> file) {
    public ImportReportView {
        problems = List.copyOf(problems);
    }

    /** What is wrong with one column of a row. */
    public record Problem(long line, String column, String message) {}

    public String title() {
        return file.isPresent() ? "Check the import" : "Subscribers imported";
    }

    /** Whether there is anything left to confirm. */
    public boolean isOffered() {
        return file.isPresent() && report.added() > 0;
    }

    public boolean hasMoreProblems() {
        return report.refused() > problems.size();
    }

    public static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** With the noun that goes with it, for example {@code 1 subscriber}. */
    public static String people(long count) {
        return number(count) + (count == 1 ? " subscriber" : " subscribers");
    }
}
