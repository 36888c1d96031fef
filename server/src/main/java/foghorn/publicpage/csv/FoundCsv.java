package foghorn.publicpage.csv;

import foghorn.kit.csv.CsvTable;
import foghorn.publicpage.snapshot.Search.Found;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;

/** What was found in the history as a table, times in UTC. */
public final class FoundCsv {
    private static final List<String> COLUMNS =
            List.of("id", "kind", "name", "impact", "status", "began_at", "resolved_at", "url", "message");

    private FoundCsv() {}

    /** @param url the page's address, without a slash at its end */
    public static void write(Found found, String url, OutputStream out) throws IOException {
        try (var table = new CsvTable(out, COLUMNS)) {
            for (var entry : found.entries()) {
                table.row(
                        entry.id(),
                        entry.kind(),
                        entry.name(),
                        entry.impact().wire(),
                        entry.status().wire(),
                        entry.beganAt().toString(),
                        entry.resolvedAt().map(Instant::toString).orElse(""),
                        entry.address(url),
                        entry.message());
            }
        }
    }
}
