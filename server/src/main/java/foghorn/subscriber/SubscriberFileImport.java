package foghorn.subscriber;

import foghorn.kit.crypto.Tokens;
import foghorn.kit.csv.CsvFile;
import foghorn.subscriber.SubscriberImportService.Batch;
import foghorn.subscriber.SubscriberImportService.Outcome;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import foghorn.tenant.Problem.FieldError;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a table of subscribers and hands it on in batches: memory holds one. A row that is wrong is told and left out. Each batch is
 * committed on its own, so that what was done stays done, and a second time finds it.
 */
public final class SubscriberFileImport {
    /** Rows of one file. */
    static final int MOST_ROWS = 1_000_000;

    private final SubscriberImportService imports;

    SubscriberFileImport(SubscriberImportService imports) {
        this.imports = imports;
    }

    /**
     * A table.
     *
     * @param confirmed whether the caller vouches that all have confirmed
     * @param dryRun whether nothing is to be changed
     */
    public record Table(Reader reader, boolean confirmed, boolean dryRun) {}

    /** Hears how far it is. Called on the thread that imports. */
    public interface Listener {
        /** So many rows are done. */
        void done(long rows);

        /** A row was left out; the line is the one on which it begins, from 1. */
        void refused(long line, FieldError error);

        /** Whether to stop before the next batch. */
        boolean isStopped();
    }

    /**
     * What became of the rows; of a dry run, what would.
     *
     * @param leftAlone known already, or never to be written to
     * @param stopped whether rows may be left
     */
    public record Report(long rows, long added, long leftAlone, long refused, boolean stopped) {}

    /** Imports a table. One that cannot be read, from its first line or later, is {@link Problem.Invalid}; batches before that stay. */
    public Report run(Call call, PageId page, Table table, Listener listener) {
        var run = new Run(call, page, table, listener);
        var file = new CsvFile(table.reader());
        SubscriberTable.requireColumns(file);
        while (!listener.isStopped()) {
            var batch = run.next(file);
            if (batch.isEmpty()) {
                return run.report(false);
            }
            run.take(batch);
        }
        return run.report(true);
    }

    private record Entry(long line, Optional<ImportedSubscriber> subscriber, List<FieldError> errors) {
        static Entry of(CsvFile.Row row) {
            try {
                return new Entry(row.line(), Optional.of(SubscriberTable.read(row)), List.of());
            } catch (Problem.Invalid e) {
                return new Entry(row.line(), Optional.empty(), e.errors());
            }
        }
    }

    private final class Run {
        private final Call call;
        private final PageId page;
        private final Table table;
        private final Listener listener;
        /** Of a dry run, whom it has met: 64 bits of each, since nothing is written in which they could be found again. */
        private final CompactSet met = new CompactSet();

        private long rows;
        private long added;
        private long leftAlone;
        private long refused;

        Run(Call call, PageId page, Table table, Listener listener) {
            this.call = call;
            this.page = page;
            this.table = table;
            this.listener = listener;
        }

        List<Entry> next(CsvFile file) {
            var entries = new ArrayList<Entry>();
            while (entries.size() < SubscriberImportService.AT_ONCE) {
                var row = file.next();
                if (row.isEmpty()) {
                    break;
                }
                entries.add(Entry.of(row.get()));
            }
            if (rows + entries.size() > MOST_ROWS) {
                throw new Problem.Invalid(CsvFile.FIELD, "has more than " + MOST_ROWS + " rows: take it in parts");
            }
            return entries;
        }

        void take(List<Entry> entries) {
            var subscribers = entries.stream()
                    .flatMap(entry -> entry.subscriber().stream())
                    .toList();
            var batch = new Batch(table.confirmed(), subscribers);
            var outcomes =
                    (table.dryRun() ? imports.preview(call, page, batch) : imports.add(call, page, batch)).iterator();
            for (var entry : entries) {
                if (entry.subscriber().isPresent()) {
                    count(entry.line(), entry.subscriber().get(), outcomes.next());
                } else {
                    refused++;
                    entry.errors().forEach(error -> listener.refused(entry.line(), error));
                }
            }
            rows += entries.size();
            listener.done(rows);
        }

        private void count(long line, ImportedSubscriber subscriber, Outcome outcome) {
            switch (outcome) {
                case ADDED -> {
                    if (table.dryRun() && !met.add(mark(subscriber))) {
                        leftAlone++;
                    } else {
                        added++;
                    }
                }
                case LEFT_ALONE -> leftAlone++;
                case UNKNOWN_COMPONENT -> {
                    refused++;
                    listener.refused(
                            line,
                            new FieldError(SubscriberTable.COMPONENTS, "name something that this page does not have"));
                }
            }
        }

        private static long mark(ImportedSubscriber subscriber) {
            return ByteBuffer.wrap(Tokens.hash(subscriber.channel() + " " + subscriber.target()))
                    .getLong();
        }

        Report report(boolean stopped) {
            return new Report(rows, added, leftAlone, refused, stopped);
        }
    }
}
