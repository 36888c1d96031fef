package foghorn.kit.crypto;

import foghorn.kit.db.ByteText;
import foghorn.kit.db.Tx;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** SQL for {@code organization_key} and {@code subject_key}; lives as long as one transaction. */
final class KeyRepository {
    private final Tx tx;

    KeyRepository(Tx tx) {
        this.tx = tx;
    }

    record WrappedOrganizationKey(byte[] keyset, byte[] index) {}

    void insertOrganization(WrappedOrganizationKey key) {
        tx.createUpdate("""
                insert into organization_key (organization_id, wrapped, wrapped_index)
                values (:organizationId, :keyset, :index)
                """)
                .bind("keyset", key.keyset())
                .bind("index", key.index())
                .execute();
    }

    Optional<WrappedOrganizationKey> findOrganization() {
        return tx.createQuery(
                        "select wrapped, wrapped_index from organization_key where organization_id = :organizationId")
                .map((row, context) ->
                        new WrappedOrganizationKey(row.getBytes("wrapped"), row.getBytes("wrapped_index")))
                .findOne();
    }

    void insertSubjects(List<Vault.NewSubject> subjects) {
        tx.createUpdate("""
                insert into subject_key (organization_id, subject_id, wrapped)
                select :organizationId, r.subject, r.wrapped
                  from unnest(cast(:subjects as text[]), cast(cast(:wrapped as text[]) as bytea[])) as r (subject, wrapped)
                """)
                .bindArray(
                        "subjects",
                        String.class,
                        subjects.stream().map(Vault.NewSubject::id).toList())
                .bindArray(
                        "wrapped",
                        String.class,
                        subjects.stream()
                                .map(subject -> ByteText.of(subject.wrapped()))
                                .toList())
                .execute();
    }

    Map<String, byte[]> findSubjects(Collection<String> subjectIds) {
        return tx.createQuery("""
                select subject_id, wrapped
                  from subject_key
                 where organization_id = :organizationId
                   and subject_id = any(:subjects)
                """)
                .bindArray("subjects", String.class, subjectIds)
                .map((row, context) -> Map.entry(row.getString("subject_id"), row.getBytes("wrapped")))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    void deleteSubject(String subjectId) {
        tx.createUpdate("delete from subject_key where organization_id = :organizationId and subject_id = :subject")
                .bind("subject", subjectId)
                .execute();
    }
}
