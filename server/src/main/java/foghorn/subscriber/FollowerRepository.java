package foghorn.subscriber;

import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;

/** SQL of subscribers as programs see them; lives as long as one transaction. */
final class FollowerRepository {
    static final String COLUMNS =
            "s.id, s.channel, s.state, s.address, s.contact, s.vouched, s.created_at, s.quarantined_at, s.purge_at";

    private final Tx tx;
    private final PageId page;

    FollowerRepository(Tx tx, PageId page) {
        this.tx = tx;
        this.page = page;
    }

    /** A row with its ciphertexts. */
    record Row(
            String id,
            String channel,
            SubscriberState state,
            byte[] address,
            Optional<byte[]> contact,
            boolean vouched,
            Instant createdAt,
            Optional<Instant> quarantinedAt,
            Optional<Instant> purgeAt) {}

    /** Whoever has not left. */
    Optional<Row> find(SubscriberId id) {
        return tx.createQuery("""
                select %s from subscriber s
                 where s.organization_id = :organizationId and s.page_id = :page and s.id = :id and s.state <> 'unsubscribed'
                """.formatted(COLUMNS))
                .bind("page", page.value())
                .bind("id", id.value())
                .map((row, context) -> row(row))
                .findOne();
    }

    static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("id"),
                row.getString("channel"),
                SubscriberState.of(row.getString("state")),
                row.getBytes("address"),
                Optional.ofNullable(row.getBytes("contact")),
                row.getBoolean("vouched"),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "quarantined_at"),
                instant(row, "purge_at"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }
}
