package foghorn.subscriber;

import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import java.time.Instant;
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
                       allow_page_subscribers and allow_webhook_subscribers as by_webhook
                  from page
                 where organization_id = :organizationId and id = :page and deleted_at is null and visibility = 'public'
                """)
                .bind("page", page.value())
                .map((row, context) -> new SubscriberService.Offer(
                        row.getString("name"), row.getBoolean("by_email"), row.getBoolean("by_webhook")))
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
                                        secret_hash, secret, language, created_at)
                values (:organizationId, :page, :id, 'email', 'unconfirmed', :mac, :address, :index,
                        :secretHash, :secret, :language, :now)
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

    /** Whose confirmation link this is, if it is good at this time. */
    Optional<Row> lockByToken(PageId page, byte[] tokenHash) {
        return tx.createQuery("""
                select s.id, s.state, s.channel
                  from direct_message m join subscriber s on s.id = m.subject_id
                 where m.organization_id = :organizationId and m.page_id = :page and m.token_hash = :hash
                   and m.kind = 'confirm_subscription' and m.token_expires_at > :now
                   for update of s
                """)
                .bind("page", page.value())
                .bind("hash", tokenHash)
                .map((row, context) -> row(row))
                .findOne();
    }

    /** As above, for looking only. */
    boolean hasToken(PageId page, byte[] tokenHash) {
        return tx.createQuery("""
                select exists (select from direct_message
                                where organization_id = :organizationId and page_id = :page and token_hash = :hash
                                  and kind = 'confirm_subscription' and token_expires_at > :now)
                """)
                .bind("page", page.value())
                .bind("hash", tokenHash)
                .mapTo(Boolean.class)
                .one();
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

    void activate(String id) {
        tx.createUpdate("""
                update subscriber
                   set state = 'active', confirmed_at = :now, quarantined_at = null, unsubscribed_at = null, purge_at = null,
                       version = version + 1
                 where organization_id = :organizationId and id = :id
                """).bind("id", id).execute();
    }

    void unsubscribe(String id) {
        tx.createUpdate("""
                update subscriber set state = 'unsubscribed', unsubscribed_at = :now, version = version + 1
                 where organization_id = :organizationId and id = :id
                """).bind("id", id).execute();
    }

    /** Ends every link that was mailed to a subscriber. */
    void expireTokens(String subscriberId) {
        tx.createUpdate("""
                update direct_message set token_expires_at = :now
                 where organization_id = :organizationId and subject_id = :subject and token_expires_at > :now
                """).bind("subject", subscriberId).execute();
    }

    void insertMessage(DirectMessage message) {
        tx.createUpdate("""
                insert into direct_message (organization_id, page_id, id, kind, channel, subject_id, token, token_hash,
                                            token_expires_at, state, due_at, created_at)
                select organization_id, page_id, :id, :kind, :channel, id, :token, :hash, :expires, 'waiting', :now, :now
                  from subscriber where organization_id = :organizationId and id = :subject
                """)
                .bind("channel", message.channel())
                .bind("id", message.id())
                .bind("kind", message.kind())
                .bind("subject", message.subject())
                .bind("token", message.token())
                .bind("hash", message.tokenHash())
                .bind("expires", message.expiresAt())
                .execute();
    }

    record DirectMessage(
            String id,
            String kind,
            String channel,
            String subject,
            byte[] token,
            byte[] tokenHash,
            Instant expiresAt) {}

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

    private static Row row(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Row(row.getString("id"), SubscriberState.of(row.getString("state")), row.getString("channel"));
    }
}
