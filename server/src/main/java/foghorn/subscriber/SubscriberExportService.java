package foghorn.subscriber;

import foghorn.audit.AuditLog;
import foghorn.kit.crypto.SubjectKey;
import foghorn.kit.crypto.Vault;
import foghorn.kit.csv.CsvTable;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** Hands out all subscribers of a page as a table, part by part: memory holds one part. Who was erased is not in it. */
public final class SubscriberExportService {
    private static final int PART = 1_000;

    /** Before every id. */
    private static final String START = "";

    private final Database database;
    private final Vault vault;

    SubscriberExportService(Database database, Vault vault) {
        this.database = database;
        this.vault = vault;
    }

    /** Writes down that the table is taken away; before it is written. */
    public void record(Call call, PageId page) {
        database.changePage(call, page, Permission.MANAGE_SUBSCRIBERS, tx -> {
            new AuditLog(tx).record("subscriber.exported", page.value());
            return null;
        });
    }

    /** Writes everybody, in the order of their ids. */
    public void write(Call call, PageId page, OutputStream out) throws IOException {
        try (var table = new CsvTable(out, SubscriberTable.COLUMNS)) {
            var after = START;
            while (true) {
                var part = part(call, page, after);
                for (var one : part.subscribers()) {
                    table.row(SubscriberTable.cells(one));
                }
                if (part.last().isEmpty()) {
                    return;
                }
                after = part.last().get();
            }
        }
    }

    private record Part(List<ExportedSubscriber> subscribers, Optional<String> last) {}

    private Part part(Call call, PageId page, String after) {
        return database.readPage(call, page, Permission.MANAGE_SUBSCRIBERS, tx -> {
            var subscribers = new SubscriberExportRepository(tx, page);
            var rows = subscribers.after(after, PART);
            return new Part(
                    opened(tx, subscribers, rows),
                    rows.size() < PART
                            ? Optional.empty()
                            : Optional.of(rows.getLast().id()));
        });
    }

    private List<ExportedSubscriber> opened(
            Tx tx, SubscriberExportRepository subscribers, List<SubscriberExportRepository.Row> rows) {
        var ids = rows.stream().map(SubscriberExportRepository.Row::id).toList();
        var keys = vault.subjects(tx, ids);
        var scopes = subscribers.scopes(ids);
        return rows.stream()
                .flatMap(row -> Optional.ofNullable(keys.get(row.id())).stream()
                        .map(key -> opened(row, key, scopes.getOrDefault(row.id(), List.of()))))
                .toList();
    }

    private static ExportedSubscriber opened(
            SubscriberExportRepository.Row row, SubjectKey key, List<SubscriberExportRepository.Scope> scopes) {
        return new ExportedSubscriber(
                new SubscriberId(row.id()),
                row.channel(),
                key.open(Audience.address(row.id()), row.address()),
                row.contact().map(contact -> key.open(Audience.contact(row.id()), contact)),
                scopes.stream().flatMap(scope -> scope.component().stream()).toList(),
                scopes.stream().flatMap(scope -> scope.incident().stream()).toList(),
                row.state(),
                row.createdAt(),
                row.confirmedAt());
    }
}
