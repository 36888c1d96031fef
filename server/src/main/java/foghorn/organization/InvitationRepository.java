package foghorn.organization;

import foghorn.kit.db.Tx;
import foghorn.tenant.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** SQL for {@code invitation}; lives as long as one transaction. */
final class InvitationRepository {
    private static final String COLUMNS =
            "select id, address, role, grants, created_at, expires_at, mailed_at from invitation";

    private final Tx tx;

    InvitationRepository(Tx tx) {
        this.tx = tx;
    }

    /** An invitation as it is stored, with its address sealed. */
    record Row(
            String id, byte[] address, Rank rank, Instant createdAt, Instant expiresAt, Optional<Instant> mailedAt) {}

    /** A link by its hash, and until when it works. */
    record Link(byte[] hash, Instant expiresAt) {}

    /** Stores a new invitation; false if the address has one. */
    boolean insert(Row row, byte[] addressHmac, Link link) {
        return tx.createUpdate("""
                insert into invitation (organization_id, id, address, address_hmac, role, grants, token_hash, created_at, expires_at)
                values (:organizationId, :id, :address, :addressHmac, :role, :grants, :hash, :now, :expiresAt)
                on conflict on constraint invitation_address_unique do nothing
                """)
                        .bind("id", row.id())
                        .bind("address", row.address())
                        .bind("addressHmac", addressHmac)
                        .bind("role", row.rank().role().name().toLowerCase(Locale.ROOT))
                        .bindArray(
                                "grants",
                                String.class,
                                PageGrant.wires(row.rank().grants()))
                        .bind("hash", link.hash())
                        .bind("expiresAt", link.expiresAt())
                        .execute()
                == 1;
    }

    Optional<Row> find(String id) {
        return tx.createQuery(COLUMNS + " where organization_id = :organizationId and id = :id")
                .bind("id", id)
                .map((row, context) -> toRow(row))
                .findOne();
    }

    List<Row> list() {
        return tx.createQuery(COLUMNS + " where organization_id = :organizationId order by created_at desc, id")
                .map((row, context) -> toRow(row))
                .list();
    }

    /** Gives an invitation another link; the one before works no more. */
    void saveLink(String id, Link link) {
        tx.createUpdate("""
                update invitation set token_hash = :hash, expires_at = :expiresAt, mailed_at = null
                 where organization_id = :organizationId and id = :id
                """)
                .bind("id", id)
                .bind("hash", link.hash())
                .bind("expiresAt", link.expiresAt())
                .execute();
    }

    void saveGrants(String id, Set<PageGrant> grants) {
        tx.createUpdate("""
                update invitation set grants = :grants where organization_id = :organizationId and id = :id
                """)
                .bind("id", id)
                .bindArray("grants", String.class, PageGrant.wires(grants))
                .execute();
    }

    void saveMailed(String id, byte[] hash) {
        tx.createUpdate("""
                update invitation set mailed_at = :now
                 where organization_id = :organizationId and id = :id and token_hash = :hash
                """).bind("id", id).bind("hash", hash).execute();
    }

    /** The invitation of a link that works. */
    Optional<Row> findByLink(byte[] hash) {
        return tx.createQuery(COLUMNS
                        + " where organization_id = :organizationId and token_hash = :hash and expires_at > :now")
                .bind("hash", hash)
                .map((row, context) -> toRow(row))
                .findOne();
    }

    /** Uses a link up; of two at once only one succeeds. */
    boolean deleteByLink(byte[] hash) {
        return tx.createUpdate("""
                delete from invitation
                 where organization_id = :organizationId and token_hash = :hash and expires_at > :now
                """).bind("hash", hash).execute() == 1;
    }

    /** Says whether it was there. */
    boolean delete(String id) {
        return tx.createUpdate("delete from invitation where organization_id = :organizationId and id = :id")
                        .bind("id", id)
                        .execute()
                == 1;
    }

    /** Deletes those whose links have expired before this, and names them. */
    List<String> deleteExpiredBefore(Instant time) {
        return tx.createQuery("""
                delete from invitation
                 where organization_id = :organizationId and expires_at < :time
                returning id
                """).bind("time", time).mapTo(String.class).list();
    }

    private static Row toRow(ResultSet row) throws SQLException {
        var grants = (String[]) row.getArray("grants").getArray();
        return new Row(
                row.getString("id"),
                row.getBytes("address"),
                new Rank(
                        Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
                        Arrays.stream(grants).map(PageGrant::parse).collect(Collectors.toSet())),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("mailed_at")).map(Timestamp::toInstant));
    }
}
