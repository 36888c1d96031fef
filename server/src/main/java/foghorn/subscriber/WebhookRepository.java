package foghorn.subscriber;

import foghorn.component.ComponentId;
import foghorn.kit.db.Tx;
import foghorn.kit.id.Ids;
import foghorn.tenant.PageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** SQL for subscribers that are webhooks; lives as long as one transaction. */
final class WebhookRepository {
    private final Tx tx;

    WebhookRepository(Tx tx) {
        this.tx = tx;
    }

    /** @param contact sealed */
    record Known(String id, SubscriberState state, byte[] contact) {}

    record New(
            SubscriberId id,
            SubscriberState state,
            byte[] endpointMac,
            byte[] endpoint,
            long[] index,
            byte[] contact,
            byte[] secretHash,
            byte[] secret,
            byte[] signing) {}

    record Row(
            String id,
            SubscriberState state,
            byte[] endpoint,
            byte[] contact,
            Instant createdAt,
            Optional<Instant> quarantinedAt,
            Optional<Instant> purgeAt,
            Optional<Instant> oldSigningUntil) {}

    boolean isOffered(PageId page) {
        return tx.createQuery("""
                select exists (select from page
                                where organization_id = :organizationId and id = :page and deleted_at is null
                                  and visibility = 'public' and allow_page_subscribers and allow_webhook_subscribers)
                """)
                .bind("page", page.value())
                .mapTo(Boolean.class)
                .one();
    }

    long unconfirmed(PageId page) {
        return tx.createQuery("""
                select count(*) from subscriber
                 where organization_id = :organizationId and page_id = :page and channel = 'webhook' and state = 'unconfirmed'
                """).bind("page", page.value()).mapTo(Long.class).one();
    }

    Optional<Known> known(PageId page, byte[] endpointMac) {
        return known(page, endpointMac, "");
    }

    /** As above; nobody else changes it meanwhile. */
    Optional<Known> lock(PageId page, byte[] endpointMac) {
        return known(page, endpointMac, "for update");
    }

    private Optional<Known> known(PageId page, byte[] endpointMac, String lock) {
        return tx.createQuery("""
                select id, state, contact from subscriber
                 where organization_id = :organizationId and page_id = :page and channel = 'webhook' and address_hmac = :mac
                """ + lock)
                .bind("page", page.value())
                .bind("mac", endpointMac)
                .map((row, context) -> new Known(
                        row.getString("id"), SubscriberState.of(row.getString("state")), row.getBytes("contact")))
                .findOne();
    }

    /** Gives an endpoint that was told of nothing yet another secret. */
    void sign(String id, byte[] signing) {
        tx.createUpdate("""
                update subscriber
                   set signing_secret = :signing, old_signing_secret = null, old_signing_until = null, version = version + 1
                 where organization_id = :organizationId and id = :id and state = 'unconfirmed'
                """).bind("id", id).bind("signing", signing).execute();
    }

    /** Stores a webhook, or puts everything of it in the place of what was known under its id. */
    void save(PageId page, New row) {
        tx.createUpdate("""
                insert into subscriber (organization_id, page_id, id, channel, state, address_hmac, address, address_index, contact,
                                        secret_hash, secret, signing_secret, created_at, confirmed_at, purge_at)
                values (:organizationId, :page, :id, 'webhook', :state, :mac, :endpoint, :index, :contact,
                        :secretHash, :secret, :signing, :now, case when :state = 'active' then cast(:now as timestamptz) end,
                        case when :state = 'unconfirmed' then cast(:purge as timestamptz) end)
                on conflict (id) do update
                   set state = excluded.state, contact = excluded.contact, address_index = excluded.address_index,
                       secret_hash = excluded.secret_hash, secret = excluded.secret, signing_secret = excluded.signing_secret,
                       old_signing_secret = null, old_signing_until = null, confirmed_at = excluded.confirmed_at,
                       failures = null, quarantined_at = null, unsubscribed_at = null, purge_at = excluded.purge_at,
                       version = subscriber.version + 1
                """)
                .bind("page", page.value())
                .bind("id", row.id().value())
                .bind("state", row.state().wire())
                .bind("mac", row.endpointMac())
                .bind("endpoint", row.endpoint())
                .bindArray("index", Long.class, (Object[])
                        Arrays.stream(row.index()).boxed().toArray(Long[]::new))
                .bind("contact", row.contact())
                .bind("secretHash", row.secretHash())
                .bind("secret", row.secret())
                .bind("signing", row.signing())
                .bind("purge", tx.now().plus(Purge.KEPT))
                .execute();
        tx.createUpdate("delete from subscriber_scope where organization_id = :organizationId and subscriber_id = :id")
                .bind("id", row.id().value())
                .execute();
    }

    void scope(PageId page, SubscriberId id, List<ComponentId> components) {
        for (var component : List.copyOf(new LinkedHashSet<>(components))) {
            tx.createUpdate("""
                    insert into subscriber_scope (organization_id, page_id, id, subscriber_id, component_id)
                    values (:organizationId, :page, :id, :subscriber, :component)
                    """)
                    .bind("page", page.value())
                    .bind("id", Ids.next())
                    .bind("subscriber", id.value())
                    .bind("component", component.value())
                    .execute();
        }
    }

    /** What these webhooks follow, by their ids; whoever follows the whole page is missing. */
    Map<String, List<ComponentId>> components(Collection<String> ids) {
        return tx.createQuery("""
                select subscriber_id, component_id from subscriber_scope
                 where organization_id = :organizationId and subscriber_id = any(cast(:ids as text[]))
                   and component_id is not null
                 order by component_id
                """)
                .bindArray("ids", String.class, ids)
                .map((row, context) ->
                        Map.entry(row.getString("subscriber_id"), new ComponentId(row.getString("component_id"))))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    List<Row> list(PageId page) {
        return tx.createQuery("""
                select id, state, address, contact, created_at, quarantined_at, purge_at, old_signing_until from subscriber
                 where organization_id = :organizationId and page_id = :page and channel = 'webhook' and state <> 'unsubscribed'
                 order by created_at desc, id
                """)
                .bind("page", page.value())
                .map((row, context) -> row(row))
                .list();
    }

    Optional<Row> find(PageId page, SubscriberId id) {
        return tx.createQuery("""
                select id, state, address, contact, created_at, quarantined_at, purge_at, old_signing_until from subscriber
                 where organization_id = :organizationId and page_id = :page and channel = 'webhook' and id = :id
                   and state <> 'unsubscribed'
                """)
                .bind("page", page.value())
                .bind("id", id.value())
                .map((row, context) -> row(row))
                .findOne();
    }

    void rotate(SubscriberId id, byte[] signing, Instant oldUntil) {
        tx.createUpdate("""
                update subscriber
                   set old_signing_secret = signing_secret, old_signing_until = :until, signing_secret = :signing,
                       version = version + 1
                 where organization_id = :organizationId and id = :id
                """)
                .bind("id", id.value())
                .bind("signing", signing)
                .bind("until", oldUntil)
                .execute();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("id"),
                SubscriberState.of(row.getString("state")),
                row.getBytes("address"),
                row.getBytes("contact"),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "quarantined_at"),
                instant(row, "purge_at"),
                instant(row, "old_signing_until"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }
}
