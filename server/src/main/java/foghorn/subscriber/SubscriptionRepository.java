package foghorn.subscriber;

import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** SQL of what subscribers do with their own subscription; lives as long as one transaction. */
final class SubscriptionRepository {
    private final Tx tx;
    private final PageId page;

    SubscriptionRepository(Tx tx, PageId page) {
        this.tx = tx;
        this.page = page;
    }

    /** A subscription as it is stored, with the page's name and zone. */
    record Row(
            String id,
            String pageName,
            String channel,
            SubscriberState state,
            byte[] address,
            Optional<byte[]> contact,
            byte[] secret,
            String language,
            Optional<ZoneId> zone,
            ZoneId pageZone,
            Instant createdAt,
            Optional<Instant> confirmedAt,
            Optional<Instant> lockedAt,
            Optional<Instant> quarantinedAt,
            Optional<Instant> unsubscribedAt,
            Optional<Instant> purgeAt) {}

    Optional<Row> bySecret(byte[] secretHash, boolean locked) {
        return find("s.secret_hash = :key", secretHash, locked);
    }

    Optional<Row> byAddress(byte[] addressMac) {
        return find("s.channel = 'email' and s.address_hmac = :key", addressMac, true);
    }

    Optional<Row> byId(String id) {
        return find("s.id = :key", id, true);
    }

    /** To look at, of who is told by e-mail. */
    Optional<Row> readByEmail(String id) {
        return find("s.channel = 'email' and s.id = :key", id, false);
    }

    private Optional<Row> find(String condition, Object key, boolean locked) {
        return tx.createQuery("""
                select s.id, p.name, s.channel, s.state, s.address, s.contact, s.secret, s.language, s.time_zone,
                       p.time_zone as page_zone, s.created_at, s.confirmed_at, s.locked_at, s.quarantined_at, s.unsubscribed_at, s.purge_at
                  from subscriber s join page p on p.id = s.page_id and p.deleted_at is null
                 where s.organization_id = :organizationId and s.page_id = :page and %s %s
                """.formatted(condition, locked ? "for update of s" : ""))
                .bind("page", page.value())
                .bind("key", key)
                .map((row, context) -> row(row))
                .findOne();
    }

    void timeIn(String id, Optional<ZoneId> zone) {
        tx.createUpdate("""
                update subscriber set time_zone = :zone, version = version + 1
                 where organization_id = :organizationId and id = :id
                """)
                .bind("id", id)
                .bind("zone", zone.map(ZoneId::getId).orElse(null))
                .execute();
    }

    void lock(String id) {
        tx.createUpdate("""
                update subscriber set locked_at = :now, version = version + 1
                 where organization_id = :organizationId and id = :id
                """).bind("id", id).execute();
    }

    void unlock(String id) {
        tx.createUpdate("""
                update subscriber set locked_at = null, version = version + 1
                 where organization_id = :organizationId and id = :id
                """).bind("id", id).execute();
    }

    /** Puts a subscription that was left back where it was, as if nothing had been. */
    void restore(String id, SubscriberState state, Optional<Instant> purgeAt) {
        tx.createUpdate("""
                update subscriber
                   set state = :state, unsubscribed_at = null, purge_at = cast(:purge as timestamptz), version = version + 1
                 where organization_id = :organizationId and id = :id
                """)
                .bind("id", id)
                .bind("state", state.wire())
                .bind("purge", purgeAt.orElse(null))
                .execute();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("id"),
                row.getString("name"),
                row.getString("channel"),
                SubscriberState.of(row.getString("state")),
                row.getBytes("address"),
                Optional.ofNullable(row.getBytes("contact")),
                row.getBytes("secret"),
                row.getString("language"),
                Optional.ofNullable(row.getString("time_zone")).map(ZoneId::of),
                ZoneId.of(row.getString("page_zone")),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "confirmed_at"),
                instant(row, "locked_at"),
                instant(row, "quarantined_at"),
                instant(row, "unsubscribed_at"),
                instant(row, "purge_at"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }
}
