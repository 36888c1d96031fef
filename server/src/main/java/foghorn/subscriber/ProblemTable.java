package foghorn.subscriber;

import foghorn.kit.csv.CsvTable;
import foghorn.tenant.Problem.FieldError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The rows that a run leaves out as a CSV table, of which memory holds a part. */
final class ProblemTable {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CsvTable table;
    private int parts;
    private boolean isEmpty = true;

    ProblemTable() {
        try {
            table = new CsvTable(bytes, List.of("line", "column", "problem"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void add(long line, FieldError error) {
        try {
            table.row(Long.toString(line), error.field(), error.message());
            isEmpty = false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was added since the last part. */
    Optional<String> part() {
        if (isEmpty) {
            return Optional.empty();
        }
        try {
            table.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var text = bytes.toString(StandardCharsets.UTF_8);
        bytes.reset();
        isEmpty = true;
        parts++;
        return Optional.of(text);
    }

    /** The number of the last part, from 0. */
    int number() {
        return parts - 1;
    }
}
