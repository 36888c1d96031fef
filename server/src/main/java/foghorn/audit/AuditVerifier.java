package foghorn.audit;

import foghorn.audit.ChainState.Broken;
import foghorn.audit.ChainState.Intact;
import foghorn.kit.db.Database;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.OrganizationId;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** Goes through audit chains from their first entry and names the first that was edited, taken out, moved or slipped in. */
public final class AuditVerifier {
    /** Entries read at a time. */
    private static final int BATCH = 1_000;

    private final Database database;

    public AuditVerifier(Database database) {
        this.database = database;
    }

    /** The chain of the installation, then those of all its organizations. */
    public List<ChainState> verifyAll() {
        var states = new ArrayList<ChainState>();
        states.add(verify(
                InstallationChain.NAME,
                seq -> database.installation(handle -> new InstallationAuditRepository(handle).after(seq, BATCH))));
        database.installation(handle -> new InstallationAuditRepository(handle).organizations())
                .forEach(organization -> states.add(verify(organization)));
        return List.copyOf(states);
    }

    public ChainState verify(OrganizationId organization) {
        var call = new Call(new Actor.Job(organization, "audit_verify"), "audit_verify");
        return verify(
                organization.value(), seq -> database.read(call, tx -> new AuditRepository(tx).after(seq, BATCH)));
    }

    private static ChainState verify(String chain, LongFunction<List<StoredEntry>> after) {
        long seq = 0;
        byte[] hash = AuditEntry.NO_HASH;
        for (var batch = after.apply(0); !batch.isEmpty(); batch = after.apply(seq)) {
            for (var stored : batch) {
                var fault = fault(stored, seq + 1, hash);
                if (fault.isPresent()) {
                    return new Broken(chain, seq + 1, fault.get());
                }
                seq++;
                hash = stored.hash();
            }
        }
        return new Intact(chain, seq);
    }

    private static Optional<String> fault(StoredEntry stored, long expected, byte[] previous) {
        if (stored.entry().seq() != expected) {
            return Optional.of(
                    "is missing; the next one there is number " + stored.entry().seq());
        }
        if (!MessageDigest.isEqual(stored.previousHash(), previous)) {
            return Optional.of("does not follow from the one before it");
        }
        if (!MessageDigest.isEqual(stored.hash(), stored.entry().hash(previous))) {
            return Optional.of("is not what was written");
        }
        return Optional.empty();
    }
}
