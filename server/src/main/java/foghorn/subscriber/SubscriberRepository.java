package foghorn.subscriber;

import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** SQL for {@code subscriber} and the messages to single subscribers; lives as long as one transaction. */
final class SubscriberRepository {
    private final Tx tx;

    SubscriberRepository(Tx tx) {
        this.tx = tx;
    }

    record Row(String id, SubscriberState state, String channel) {}

    /** A new row, ready to be stored. */
    record New(SubscriberId id, byte[] addressMac, byte[] address, long[] index, byte[] secretHash, byte[] secret) {}

    /** What the page offers; empty if there is no such page in this organization, or not everybody may see it. */
    Optional<SubscriberService.Offer> offer(PageId page) {
        return tx.createQuery("""
                select name, allow_page_subscribers and allow_email_subscribers as by_email,
                       allow_page_subscribers and allow_webhook_subscribers as by_webhook,
                       allow_incident_subscribers and allow_email_subscribers as of_incidents,
                       allow_rss_atom_feeds as feeds, time_zone
                  from page
                 where organization_id = :organizationId and id = :page and deleted_at is null and visibility = 'public'
                """)
                .bind("page", page.value())
                .map((row, context) -> new SubscriberService.Offer(
                        row.getString("name"),
                        row.getBoolean("by_email"),
                        row.getBoolean("by_webhook"),
                        row.getBoolean("of_incidents"),
                        row.getBoolean("feeds"),
                        ZoneId.of(row.getString("time_zone"))))
                .findOne();
    }

    Optional<String> pageName(PageId page) {
        return tx.createQuery("""
                select name from page where organization_id = :organizationId and id = :page and deleted_at is null
                """)
                .bind("page", page.value())
                .mapTo(String.class)
                .findOne();
    }

    /** Stores an unconfirmed subscriber; false if somebody else did so meanwhile. */
    boolean insertEmail(PageId page, String language, New row) {
        return tx.createUpdate("""
                insert into subscriber (organization_id, page_id, id, channel, state, address_hmac, address, address_index,
                                        secret_hash, secret, language, created_at, purge_at)
                values (:organizationId, :page, :id, 'email', 'unconfirmed', :mac, :address, :index,
                        :secretHash, :secret, :language, :now, :purge)
                on conflict on constraint subscriber_address_unique do nothing
                """)
                        .bind("page", page.value())
                        .bind("id", row.id().value())
                        .bind("mac", row.addressMac())
                        .bind("address", row.address())
                        .bindArray("index", Long.class, (Object[]) boxed(row.index()))
                        .bind("secretHash", row.secretHash())
                        .bind("secret", row.secret())
                        .bind("language", language)
                        .bind("purge", tx.now().plus(Purge.KEPT))
                        .execute()
                == 1;
    }

    private static Long[] boxed(long[] values) {
        return java.util.Arrays.stream(values).boxed().toArray(Long[]::new);
    }

    String pageLanguage(PageId page) {
        return tx.createQuery("select language from page where organization_id = :organizationId and id = :page")
                .bind("page", page.value())
                .mapTo(String.class)
                .one();
    }

    Optional<Row> lockByAddress(PageId page, byte[] addressMac) {
        return tx.createQuery("""
                select id, state, channel from subscriber
                 where organization_id = :organizationId and page_id = :page and channel = 'email' and address_hmac = :mac
                   for update
                """)
                .bind("page", page.value())
                .bind("mac", addressMac)
                .map((row, context) -> row(row))
                .findOne();
    }

    Optional<Row> lockBySecret(PageId page, byte[] secretHash) {
        return tx.createQuery("""
                select id, state, channel from subscriber
                 where organization_id = :organizationId and page_id = :page and secret_hash = :hash
                   for update
                """)
                .bind("page", page.value())
                .bind("hash", secretHash)
                .map((row, context) -> row(row))
                .findOne();
    }

    Optional<SubscriberState> stateBySecret(PageId page, byte[] secretHash) {
        return tx.createQuery("""
                select state from subscriber
                 where organization_id = :organizationId and page_id = :page and secret_hash = :hash
                """)
                .bind("page", page.value())
                .bind("hash", secretHash)
                .map((row, context) -> SubscriberState.of(row.getString("state")))
                .findOne();
    }

    boolean isLocked(String id) {
        return tx.createQuery("""
                select locked_at is not null from subscriber where organization_id = :organizationId and id = :id
                """).bind("id", id).mapTo(Boolean.class).one();
    }

    void activate(String id) {
        tx.createUpdate("""
                update subscriber
                   set state = 'active', confirmed_at = :now, quarantined_at = null, unsubscribed_at = null, purge_at = null,
                       version = version + 1
                 where organization_id = :organizationId and id = :id
                """).bind("id", id).execute();
    }

    /** Somebody is told at once, since the team says that they have agreed. */
    void vouch(String id) {
        activate(id);
        tx.createUpdate("update subscriber set vouched = true where organization_id = :organizationId and id = :id")
                .bind("id", id)
                .execute();
    }

    /** Somebody has asked again: an address that is not confirmed is kept for as long as if it were new. */
    void keep(String id) {
        tx.createUpdate("""
                update subscriber set purge_at = :purge
                 where organization_id = :organizationId and id = :id and state = 'unconfirmed'
                """)
                .bind("id", id)
                .bind("purge", tx.now().plus(Purge.KEPT))
                .execute();
    }

    void unsubscribe(String id) {
        tx.createUpdate("""
                update subscriber set state = 'unsubscribed', vouched = false, unsubscribed_at = :now, purge_at = :purge,
                       version = version + 1
                 where organization_id = :organizationId and id = :id
                """)
                .bind("id", id)
                .bind("purge", tx.now().plus(Purge.KEPT))
                .execute();
    }

    Map<SubscriberState, Long> counts(PageId page, String channel) {
        var counts = new EnumMap<SubscriberState, Long>(SubscriberState.class);
        for (var state : SubscriberState.values()) {
            counts.put(state, 0L);
        }
        tx.createQuery("""
                select state, count(*) as count from subscriber
                 where organization_id = :organizationId and page_id = :page and channel = :channel
                 group by state
                """)
                .bind("page", page.value())
                .bind("channel", channel)
                .map((row, context) -> Map.entry(SubscriberState.of(row.getString("state")), row.getLong("count")))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    static Row row(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Row(row.getString("id"), SubscriberState.of(row.getString("state")), row.getString("channel"));
    }
}
