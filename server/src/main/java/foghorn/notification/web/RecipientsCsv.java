package foghorn.notification.web;

import foghorn.kit.csv.CsvTable;
import foghorn.notification.Ledger;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The recipients of a notice as a table. */
final class RecipientsCsv implements AutoCloseable {
    private final CsvTable table;

    RecipientsCsv(OutputStream out) throws IOException {
        this.table = new CsvTable(
                out,
                List.of(
                        "subscriber_id",
                        "recipient",
                        "channel",
                        "state",
                        "attempts",
                        "created_at",
                        "retry_at",
                        "done_at",
                        "code",
                        "answer",
                        "first_code"));
    }

    void write(List<Ledger.Entry> rows) throws IOException {
        for (var row : rows) {
            table.row(
                    row.subscriberId(),
                    row.address().orElse(""),
                    row.channel(),
                    row.state().wire(),
                    Integer.toString(row.attempts()),
                    row.createdAt().toString(),
                    row.retryAt().map(Object::toString).orElse(""),
                    row.doneAt().map(Object::toString).orElse(""),
                    row.code().orElse(""),
                    row.error().orElse(""),
                    row.firstSent().flatMap(Ledger.FirstSent::code).orElse(""));
        }
    }

    @Override
    public void close() throws IOException {
        table.close();
    }
}
