package foghorn.subscriber;

import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** SQL that reads {@code subscriber} as a whole; lives as long as one transaction. */
final class SubscriberExportRepository {
    private final Tx tx;
    private final PageId page;

    SubscriberExportRepository(Tx tx, PageId page) {
        this.tx = tx;
        this.page = page;
    }

    /** A row as it is stored. */
    record Row(
            String id,
            String channel,
            SubscriberState state,
            byte[] address,
            Optional<byte[]> contact,
            Instant createdAt,
            Optional<Instant> confirmedAt) {}

    /** Those after an id who still have an address, by id. */
    List<Row> after(String id, int most) {
        return tx.createQuery("""
                select id, channel, state, address, contact, created_at, confirmed_at from subscriber
                 where organization_id = :organizationId and page_id = :page and id > :after and address is not null
                 order by id limit :most
                """)
                .bind("page", page.value())
                .bind("after", id)
                .bind("most", most)
                .map((row, context) -> new Row(
                        row.getString("id"),
                        row.getString("channel"),
                        SubscriberState.of(row.getString("state")),
                        row.getBytes("address"),
                        Optional.ofNullable(row.getBytes("contact")),
                        row.getTimestamp("created_at").toInstant(),
                        Optional.ofNullable(row.getTimestamp("confirmed_at")).map(Timestamp::toInstant)))
                .list();
    }

    /** One thing that a subscriber follows. */
    record Scope(String subscriber, Optional<String> component, Optional<String> incident) {}

    /** What these follow, by their ids; whoever follows the whole page is missing. */
    Map<String, List<Scope>> scopes(Collection<String> ids) {
        return tx.createQuery("""
                select subscriber_id, component_id, incident_id from subscriber_scope
                 where organization_id = :organizationId and subscriber_id = any(cast(:ids as text[]))
                 order by component_id, incident_id
                """)
                .bindArray("ids", String.class, ids)
                .map((row, context) -> new Scope(
                        row.getString("subscriber_id"),
                        Optional.ofNullable(row.getString("component_id")),
                        Optional.ofNullable(row.getString("incident_id"))))
                .collect(Collectors.groupingBy(Scope::subscriber));
    }
}
