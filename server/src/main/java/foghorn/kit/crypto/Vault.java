package foghorn.kit.crypto;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import foghorn.kit.db.Tx;
import foghorn.kit.id.Ids;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Envelope encryption inside a tenant's transaction: the installation key wraps the organization's keyset, that wraps a key per
 * person. What a person's key encrypted is gone for good when {@link #erase} destroys the key.
 */
public final class Vault {
    private static final int CACHED_ORGANIZATIONS = 1_000;
    private static final Duration CACHED_FOR = Duration.ofMinutes(10);

    private final InstallationKey installation;
    /** Keysets never change in place; {@link #forget} invalidates one that was destroyed, other nodes follow after ten minutes. */
    private final Cache<OrganizationId, OrganizationKeys> organizations = Caffeine.newBuilder()
            .maximumSize(CACHED_ORGANIZATIONS)
            .expireAfterWrite(CACHED_FOR)
            .build();

    public Vault(InstallationKey installation) {
        this.installation = installation;
    }

    /** Makes the keyset of the transaction's organization; once per organization. */
    public void createOrganization(Tx tx) {
        new KeyRepository(tx).insertOrganization(OrganizationKeys.generate(installation, tx.organization()));
    }

    /** Makes the key of a person; the id is the one of its row (subscriber and the like). */
    public SubjectKey createSubject(Tx tx, String subjectId) {
        var made = newSubject(tx, subjectId);
        keep(tx, List.of(made));
        return made.key();
    }

    /** A key that is not stored yet. */
    public record NewSubject(String id, SubjectKey key, byte[] wrapped) {}

    /** Makes the key of a person whose row may turn out to be there already; {@link #keep} stores it. */
    public NewSubject newSubject(Tx tx, String subjectId) {
        byte[] key = Ids.bytes(Gcm.KEY_BYTES);
        byte[] wrapped = Gcm.seal(keys(tx).aead(), key, subjectContext(tx, subjectId));
        return new NewSubject(subjectId, new SubjectKey(tx.organization().value(), key), wrapped);
    }

    /** Stores new keys in one statement. */
    public void keep(Tx tx, List<NewSubject> subjects) {
        new KeyRepository(tx).insertSubjects(subjects);
    }

    /** A person's key; empty once the person was erased. */
    public Optional<SubjectKey> subject(Tx tx, String subjectId) {
        return Optional.ofNullable(subjects(tx, List.of(subjectId)).get(subjectId));
    }

    /** The keys of several people in one query; whoever was erased is missing. */
    public Map<String, SubjectKey> subjects(Tx tx, Collection<String> subjectIds) {
        var aead = keys(tx).aead();
        var result = new HashMap<String, SubjectKey>();
        new KeyRepository(tx)
                .findSubjects(subjectIds)
                .forEach((id, wrapped) -> result.put(
                        id,
                        new SubjectKey(tx.organization().value(), Gcm.open(aead, wrapped, subjectContext(tx, id)))));
        return result;
    }

    /** Destroys a person's key, and with it everything it encrypted. */
    public void erase(Tx tx, String subjectId) {
        new KeyRepository(tx).deleteSubject(subjectId);
    }

    /** Encrypts what belongs to the organization and to no person. */
    public byte[] seal(Tx tx, Field field, byte[] plain) {
        return Gcm.seal(keys(tx).aead(), plain, field.within(tx.organization().value()));
    }

    public byte[] open(Tx tx, Field field, byte[] sealed) {
        return Gcm.open(keys(tx).aead(), sealed, field.within(tx.organization().value()));
    }

    public BlindIndex blindIndex(Tx tx, PageId page) {
        return new BlindIndex(keys(tx).index(), page);
    }

    /** HMAC-SHA256 under the organization's index key, with a key of its own for the purpose: 32 bytes. */
    public byte[] mac(Tx tx, String purpose, String text) {
        return Mac.of(Mac.derive(keys(tx).index(), "mac|" + purpose), text);
    }

    /** Drops an organization's keyset from memory. */
    public void forget(OrganizationId organization) {
        organizations.invalidate(organization);
    }

    private OrganizationKeys keys(Tx tx) {
        var cached = organizations.getIfPresent(tx.organization());
        if (cached != null) {
            return cached;
        }
        var wrapped = new KeyRepository(tx)
                .findOrganization()
                .orElseThrow(() -> new IllegalStateException("organization " + tx.organization() + " has no keyset"));
        var keys = OrganizationKeys.unwrap(installation, tx.organization(), wrapped);
        organizations.put(tx.organization(), keys);
        return keys;
    }

    private static String subjectContext(Tx tx, String subjectId) {
        return new Field("subject_key", "wrapped", subjectId)
                .within(tx.organization().value());
    }
}
