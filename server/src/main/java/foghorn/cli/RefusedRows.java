package foghorn.cli;

import foghorn.kit.csv.CsvTable;
import foghorn.subscriber.SubscriberFileImport;
import foghorn.tenant.Problem.FieldError;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Writes the rows that an import leaves out to a file, line by line, and prints how far it is. Stops the import after the batch at hand
 * when the process is asked to end. There is no file while there is nothing to tell.
 */
final class RefusedRows implements SubscriberFileImport.Listener, AutoCloseable {
    /** Every so many rows there is a line. */
    private static final int STEP = 10_000;

    /** How long the end of the process waits for the batch at hand. */
    private static final int PATIENCE_SECONDS = 20;

    private final Path file;
    private final PrintStream err;
    private final CountDownLatch ended = new CountDownLatch(1);
    private OutputStream out = OutputStream.nullOutputStream();
    private CsvTable table;
    private boolean isOpen;
    private volatile boolean stopped;

    RefusedRows(Path file, PrintStream err) throws IOException {
        this.file = file;
        this.err = err;
        this.table = table(out);
        // What an earlier run told would be taken for what this one does.
        Files.deleteIfExists(file);
    }

    private static CsvTable table(OutputStream out) throws IOException {
        return new CsvTable(out, List.of("line", "column", "problem"));
    }

    Path file() {
        return file;
    }

    @Override
    public void done(long rows) {
        if (rows % STEP == 0) {
            err.println(rows + " rows");
        }
    }

    @Override
    public void refused(long line, FieldError error) {
        try {
            if (!isOpen) {
                out = new BufferedOutputStream(Files.newOutputStream(file));
                table = table(out);
                isOpen = true;
            }
            table.row(Long.toString(line), error.field(), error.message());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isStopped() {
        return stopped;
    }

    void flush() throws IOException {
        table.close();
        out.flush();
    }

    /** Asks the import to stop and waits until it has. */
    void stop() throws InterruptedException {
        stopped = true;
        if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            err.println("The batch at hand did not end in time; it is undone.");
        }
    }

    @Override
    public void close() throws IOException {
        flush();
        out.close();
        ended.countDown();
    }
}
