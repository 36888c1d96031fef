package foghorn.kit.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import foghorn.tenant.Problem;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a table (RFC 4180) row by row; its first row names the columns, in any order and case. What cannot be read is
 * {@link Problem.Invalid}, which names the line. Memory holds one row, of at most 64 Ki characters.
 */
public final class CsvFile {
    /** Under this name problems of the file as a whole are told. */
    public static final String FIELD = "file";

    private static final int MOST_CHARACTERS = 64 * 1024;
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final CloseableIterator<CsvRecord> records;
    private final int width;
    private final Map<String, Integer> columns;
    private long line = 1;

    /**
     * One row.
     *
     * @param line the line on which it begins, from 1
     * @param cells what stands in each column, without the spaces around it; columns that the row does not reach are missing
     * @param overflows whether the row has more cells than the table has columns
     */
    public record Row(long line, Map<String, String> cells, boolean overflows) {
        /** What stands in this column; empty if nothing does. */
        public Optional<String> cell(String column) {
            return Optional.ofNullable(cells.get(column)).filter(text -> !text.isEmpty());
        }
    }

    public CsvFile(Reader reader) {
        this.records = CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(MOST_CHARACTERS)
                .ofCsvRecord(reader)
                .iterator();
        var header = record().orElseThrow(() -> new Problem.Invalid(FIELD, "is empty"));
        this.width = header.getFieldCount();
        this.columns = columns(header);
    }

    private static Map<String, Integer> columns(CsvRecord header) {
        var columns = new LinkedHashMap<String, Integer>();
        for (int i = 0; i < header.getFieldCount(); i++) {
            var name = header.getField(i).replace(BYTE_ORDER_MARK, "").strip().toLowerCase(Locale.ROOT);
            if (columns.put(name, i) != null && !name.isEmpty()) {
                throw new Problem.Invalid(FIELD, "has two columns with the name " + name);
            }
        }
        return columns;
    }

    /** Whether the table has this column. */
    public boolean has(String column) {
        return columns.containsKey(column);
    }

    /** The next row; empty at the end. */
    public Optional<Row> next() {
        return record().map(record -> {
            var cells = new LinkedHashMap<String, String>();
            columns.forEach((name, i) -> {
                if (i < record.getFieldCount()) {
                    cells.put(name, Formulas.bare(record.getField(i).strip()));
                }
            });
            return new Row(record.getStartingLineNumber(), cells, record.getFieldCount() > width);
        });
    }

    private Optional<CsvRecord> record() {
        try {
            if (!records.hasNext()) {
                return Optional.empty();
            }
            var record = records.next();
            line = record.getStartingLineNumber();
            return Optional.of(record);
        } catch (CsvParseException e) {
            throw new Problem.Invalid(
                    FIELD, "cannot be read after line " + line + ": a quote is not closed, or a cell is too long");
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new Problem.Invalid(FIELD, "is not UTF-8 after line " + line);
            }
            throw e;
        }
    }
}
