package foghorn.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import foghorn.kit.db.Database;
import foghorn.kit.web.Json;
import foghorn.tenant.Call;
import foghorn.tenant.Permission;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows an organization its own audit log. Whoever reads it is recorded in it. */
public final class AuditReader {
    /** The number above every entry: where reading from the newest begins. */
    public static final long NEWEST = Long.MAX_VALUE;

    /** Entries on one page at most. */
    public static final int MAX_PAGE = 100;

    private static final int BATCH = 1_000;

    /** Entries that one question looks through at most, so that a rare thing costs no more than a common one. */
    static final long REACH = 20_000;

    /** Numbers follow each other by the ends of transactions and times by their beginnings: no transaction is longer than this. */
    private static final Duration SLACK = Duration.ofMinutes(30);

    private final Database database;
    private final long reach;

    public AuditReader(Database database) {
        this(database, REACH);
    }

    AuditReader(Database database, long reach) {
        this.database = database;
        this.reach = reach;
    }

    /** Up to {@code most} entries below a number, newest first; the number of the last one is where the next page begins. */
    public List<AuditEntry> before(Call call, long seq, int most) {
        call.actor().require(Permission.VIEW_AUDIT);
        return database.change(call, tx -> {
            new AuditLog(tx).record("audit.read", call.organization().value());
            return new AuditRepository(tx)
                    .before(seq, Math.clamp(most, 1, MAX_PAGE)).stream()
                            .map(StoredEntry::entry)
                            .toList();
        });
    }

    /**
     * Up to {@code most} of the entries that are asked for, newest first. A part can be short or empty and yet say where the next begins:
     * no more than the newest 20,000 entries are looked through at a time.
     */
    public AuditPage find(Call call, AuditQuery query, int most) {
        call.actor().require(Permission.VIEW_AUDIT);
        return database.change(call, tx -> {
            new AuditLog(tx).record("audit.read", call.organization().value());
            var log = new AuditRepository(tx);
            long first =
                    query.period().since().map(at -> log.since(at.minus(SLACK))).orElse(1L);
            long end =
                    query.period().until().map(at -> log.since(at.plus(SLACK))).orElseGet(() -> log.newest() + 1);
            long top = Math.clamp(query.before().orElse(NEWEST), 1, end);
            long bottom = Math.max(first, top - reach);
            var found = log.find(query, new AuditRepository.Range(bottom, top), most + 1).stream()
                    .map(StoredEntry::entry)
                    .toList();
            if (found.size() > most) {
                return new AuditPage(
                        found.subList(0, most), Optional.of(found.get(most - 1).seq()));
            }
            return new AuditPage(found, bottom > first ? Optional.of(bottom) : Optional.empty());
        });
    }

    /** One line of an export: everything the chain is made of, so that it can be verified elsewhere. */
    private record Line(
            String chain,
            long seq,
            Instant at,
            String actor,
            String action,
            String subject,
            String details,
            String requestId,
            String prevHash,
            String hash) {}

    /** Writes the whole chain as JSON lines, oldest first, hashes in hexadecimal. Returns the number of entries. */
    public long export(Call call, Appendable out) throws IOException {
        call.actor().require(Permission.VIEW_AUDIT);
        database.change(call, tx -> {
            new AuditLog(tx).record("audit.exported", call.organization().value(), Map.of());
            return null;
        });
        long[] after = new long[1];
        while (true) {
            var batch = database.read(call, tx -> new AuditRepository(tx).after(after[0], BATCH));
            if (batch.isEmpty()) {
                return after[0];
            }
            for (var stored : batch) {
                out.append(line(stored)).append('\n');
            }
            after[0] = batch.getLast().entry().seq();
        }
    }

    private static String line(StoredEntry stored) throws JsonProcessingException {
        var entry = stored.entry();
        var hex = HexFormat.of();
        return Json.MAPPER.writeValueAsString(new Line(
                entry.chain(),
                entry.seq(),
                entry.at(),
                entry.actor(),
                entry.action(),
                entry.subject(),
                entry.details(),
                entry.requestId(),
                hex.formatHex(stored.previousHash()),
                hex.formatHex(stored.hash())));
    }
}
