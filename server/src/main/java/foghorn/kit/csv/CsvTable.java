package foghorn.kit.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Writes a table (RFC 4180, UTF-8), row by row. A cell that a spreadsheet would take for a formula begins with an apostrophe. */
public final class CsvTable implements AutoCloseable {
    private final CsvWriter writer;

    /** Begins with the names of the columns. The stream is the caller's to close. */
    public CsvTable(OutputStream out, List<String> columns) throws IOException {
        this.writer = CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        row(columns);
    }

    public void row(String... cells) throws IOException {
        row(Arrays.asList(cells));
    }

    private void row(List<String> cells) throws IOException {
        try {
            writer.writeRecord(cells.stream().map(Formulas::guarded).toList());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Hands on what was written so far. */
    @Override
    public void close() throws IOException {
        writer.flush();
    }
}
