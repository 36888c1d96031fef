package foghorn.subscriber.web;

import foghorn.subscriber.SubscriberFileImport;
import foghorn.tenant.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;

/** The first rows of a table that are left out, for a screen. */
final class FirstProblems implements SubscriberFileImport.Listener {
    static final int MOST = 20;

    private final List<ImportReportView.Problem> problems = new ArrayList<>();

    List<ImportReportView.Problem> list() {
        return problems;
    }

    @Override
    public void done(long rows) {}

    @Override
    public void refused(long line, FieldError error) {
        if (problems.size() < MOST) {
            problems.add(new ImportReportView.Problem(line, error.field(), error.message()));
        }
    }

    @Override
    public boolean isStopped() {
        return false;
    }
}
