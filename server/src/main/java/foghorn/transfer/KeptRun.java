package foghorn.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import foghorn.kit.web.Json;
import foghorn.page.ImportResult;
import java.util.List;
import java.util.Optional;

/** How an import stands, as text that all nodes can read. */
record KeptRun(
        String source,
        String what,
        int done,
        int all,
        boolean over,
        boolean stopping,
        List<String> lines,
        int left,
        Optional<Counts> components,
        Optional<Counts> incidents,
        int notTaken,
        boolean stopped,
        Optional<String> error) {
    record Counts(int made, int changed, int unchanged) {
        static Counts of(ImportResult result) {
            return new Counts(result.made(), result.changed(), result.unchanged());
        }

        ImportResult result() {
            return new ImportResult(made, changed, unchanged, List.of());
        }
    }

    static String text(ImportRun.State run) {
        var kept = new KeptRun(
                run.source(),
                run.what(),
                run.done(),
                run.all(),
                run.isOver(),
                run.isStopping(),
                run.lines(),
                run.left(),
                run.report().map(report -> Counts.of(report.components())),
                run.report().map(report -> Counts.of(report.incidents())),
                run.report().map(ImportReport::notTaken).orElse(0),
                run.report().map(ImportReport::stopped).orElse(false),
                run.error());
        try {
            return Json.MAPPER.writeValueAsString(kept);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static ImportRun.State read(String text) {
        try {
            return Json.MAPPER.readValue(text, KeptRun.class).state();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private ImportRun.State state() {
        Optional<ImportReport> report = components.isPresent() && incidents.isPresent()
                ? Optional.of(new ImportReport(
                        components.get().result(), incidents.get().result(), notTaken, stopped))
                : Optional.empty();
        return new ImportRun.State(source, what, done, all, over, stopping, lines, left, report, error);
    }
}
