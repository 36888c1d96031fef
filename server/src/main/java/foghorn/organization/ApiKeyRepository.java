package foghorn.organization;

import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/** SQL for {@code api_key}; lives as long as one transaction. */
final class ApiKeyRepository {
    private static final String COLUMNS =
            "select id, name, scopes, page_id, created_at, expires_at, last_used_at, revoked_at, per_minute from api_key";

    private final Tx tx;

    ApiKeyRepository(Tx tx) {
        this.tx = tx;
    }

    /** Stores a new key; one for a page that is not the organization's is {@link Problem.Invalid}. */
    void insert(ApiKey key, byte[] hash) {
        try {
            insertRow(key, hash);
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof PSQLException sql
                    && sql.getServerErrorMessage() != null
                    && "api_key_page".equals(sql.getServerErrorMessage().getConstraint())) {
                throw new Problem.Invalid("page_id", "names no page of this organization");
            }
            throw e;
        }
    }

    private void insertRow(ApiKey key, byte[] hash) {
        tx.createUpdate("""
                insert into api_key (organization_id, id, name, hash, scopes, page_id, created_at, expires_at, per_minute)
                values (:organizationId, :id, :name, :hash, :scopes, :page, :createdAt, :expiresAt, :perMinute)
                """)
                .bind("id", key.id())
                .bind("name", key.name())
                .bind("hash", hash)
                .bindArray(
                        "scopes",
                        String.class,
                        key.scopes().stream()
                                .map(scope -> scope.scope())
                                .sorted()
                                .toList())
                .bind("page", key.onlyPage().map(PageId::value))
                .bind("createdAt", key.createdAt())
                .bind("expiresAt", key.expiresAt())
                .bind("perMinute", key.perMinute())
                .execute();
    }

    Optional<ApiKey> find(String id) {
        return tx.createQuery(COLUMNS + " where organization_id = :organizationId and id = :id")
                .bind("id", id)
                .map((row, context) -> toApiKey(row))
                .findOne();
    }

    List<ApiKey> list() {
        return tx.createQuery(COLUMNS + " where organization_id = :organizationId order by created_at, id")
                .map((row, context) -> toApiKey(row))
                .list();
    }

    /** The names of keys, also of those that have ended. */
    Map<String, String> names(Set<String> ids) {
        return tx
                .createQuery("select id, name from api_key where organization_id = :organizationId and id = any(:ids)")
                .bindArray("ids", String.class, List.copyOf(ids))
                .map((row, context) -> Map.entry(row.getString("id"), row.getString("name")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void saveLastUse(String id) {
        tx.createUpdate("update api_key set last_used_at = :now where organization_id = :organizationId and id = :id")
                .bind("id", id)
                .execute();
    }

    void saveLimit(String id, Optional<Integer> perMinute) {
        tx.createUpdate(
                        "update api_key set per_minute = :perMinute where organization_id = :organizationId and id = :id")
                .bind("id", id)
                .bind("perMinute", perMinute)
                .execute();
    }

    /** Says whether the key was valid until now. */
    boolean saveRevocation(String id) {
        return tx.createUpdate("""
                update api_key set revoked_at = :now
                 where organization_id = :organizationId
                   and id = :id
                   and revoked_at is null
                """).bind("id", id).execute() == 1;
    }

    private static ApiKey toApiKey(ResultSet row) throws SQLException {
        var scopes = (String[]) row.getArray("scopes").getArray();
        return new ApiKey(
                row.getString("id"),
                row.getString("name"),
                Arrays.stream(scopes).map(Scopes::parse).collect(Collectors.toUnmodifiableSet()),
                Optional.ofNullable(row.getString("page_id")).map(PageId::new),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("expires_at")),
                instant(row.getTimestamp("last_used_at")),
                instant(row.getTimestamp("revoked_at")),
                Optional.ofNullable(row.getObject("per_minute", Integer.class)));
    }

    private static Optional<Instant> instant(@Nullable Timestamp time) {
        return Optional.ofNullable(time).map(Timestamp::toInstant);
    }
}
