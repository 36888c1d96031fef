package foghorn.subscriber;

import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** SQL for {@code direct_message}: messages to single subscribers and the links in them; lives as long as one transaction. */
final class LinkRepository {
    /** The kind of message whose link confirms. */
    static final String CONFIRM = "confirm_subscription";
    /** The kind of message whose link unlocks. */
    static final String UNLOCK = "unlock_subscription";
    /** The kind of message that an endpoint has to answer. */
    static final String TEST = "webhook_test";
    /** The kind of message that says that an endpoint has failed. */
    static final String QUARANTINED = "webhook_quarantined";
    /** The kind of message that says that an endpoint has a new secret. */
    static final String ROTATED = "webhook_rotated";

    /** The engine's lane of what somebody waits for. */
    static final int WAITED_FOR = 0;
    /** The engine's lane of what is sent to many at once: it goes behind everything else. */
    static final int BULK = 3;

    private final Tx tx;

    LinkRepository(Tx tx) {
        this.tx = tx;
    }

    /**
     * A message to be stored; its subject is a subscriber.
     *
     * @param scope what the use of its link follows; empty to leave that as it is
     */
    record New(
            String id,
            String kind,
            String channel,
            String subject,
            Optional<Scope> scope,
            byte[] token,
            byte[] tokenHash,
            Instant expiresAt) {}

    /**
     * A link that is good.
     *
     * @param scope what its use follows; empty to leave that as it is
     * @param isUsed whether it was used before
     */
    record Link(String message, SubscriberRepository.Row subscriber, Optional<Scope> scope, boolean isUsed) {}

    void insert(New message) {
        tx.createUpdate("""
                insert into direct_message (organization_id, page_id, id, kind, channel, subject_id, scope, token, token_hash,
                                            token_expires_at, lane, state, due_at, created_at)
                select organization_id, page_id, :id, :kind, :channel, id, :scope, :token, :hash, :expires, :lane, 'waiting',
                       :now, :now
                  from subscriber where organization_id = :organizationId and id = :subject
                """)
                .bind("id", message.id())
                .bind("kind", message.kind())
                .bind("channel", message.channel())
                .bind("subject", message.subject())
                .bind("scope", message.scope().map(Scope::stored).orElse(null))
                .bind("token", message.token())
                .bind("hash", message.tokenHash())
                .bind("expires", message.expiresAt())
                .bind("lane", message.kind().equals(QUARANTINED) ? BULK : WAITED_FOR)
                .execute();
    }

    /** The link of this kind with this token, if it is good at this time; nobody else changes its subscriber meanwhile. */
    Optional<Link> lock(PageId page, String kind, byte[] tokenHash) {
        return find(page, kind, tokenHash, "for update of s");
    }

    /** As above, for looking only. */
    Optional<Link> find(PageId page, String kind, byte[] tokenHash) {
        return find(page, kind, tokenHash, "");
    }

    private Optional<Link> find(PageId page, String kind, byte[] tokenHash, String lock) {
        return tx.createQuery("""
                select m.id as message, m.scope, m.used_at is not null as used, s.id, s.state, s.channel
                  from direct_message m join subscriber s on s.id = m.subject_id
                 where m.organization_id = :organizationId and m.page_id = :page and m.token_hash = :hash
                   and m.kind = :kind and m.token_expires_at > :now
                """ + lock)
                .bind("page", page.value())
                .bind("kind", kind)
                .bind("hash", tokenHash)
                .map((row, context) -> new Link(
                        row.getString("message"),
                        SubscriberRepository.row(row),
                        Optional.ofNullable(row.getString("scope")).map(Scope::ofStored),
                        row.getBoolean("used")))
                .findOne();
    }

    void use(String message) {
        tx.createUpdate("""
                update direct_message set used_at = coalesce(used_at, :now)
                 where organization_id = :organizationId and id = :message
                """).bind("message", message).execute();
    }

    /** How many messages of this kind were made for a subscriber since some time. */
    long lately(String subscriber, String kind, Instant since) {
        return tx.createQuery("""
                select count(*) from direct_message
                 where organization_id = :organizationId and subject_id = :subject and kind = :kind and created_at > :since
                """)
                .bind("subject", subscriber)
                .bind("kind", kind)
                .bind("since", since)
                .mapTo(Long.class)
                .one();
    }

    /**
     * What is known of the tests of an endpoint.
     *
     * @param isUnderWay whether one waits or is being sent
     * @param lately how many were made since some time, the first of them at {@code oldest}
     */
    record Tests(boolean isUnderWay, long lately, Instant oldest) {}

    Tests tests(String subscriber, Instant since) {
        return tx.createQuery("""
                select count(*) filter (where state in ('waiting', 'sending')) > 0 as under_way,
                       count(*) filter (where created_at > :since) as lately,
                       coalesce(min(created_at) filter (where created_at > :since), :now) as oldest
                  from direct_message
                 where organization_id = :organizationId and subject_id = :subject and kind = 'webhook_test'
                """)
                .bind("subject", subscriber)
                .bind("since", since)
                .map((row, context) -> new Tests(
                        row.getBoolean("under_way"),
                        row.getLong("lately"),
                        row.getTimestamp("oldest").toInstant()))
                .one();
    }

    /** Makes the test that waits due at once, unless so many attempts of it were made. */
    void hastenTest(String subscriber, int most) {
        tx.createUpdate("""
                update direct_message set due_at = :now
                 where organization_id = :organizationId and subject_id = :subject and kind = 'webhook_test'
                   and state = 'waiting' and due_at > :now and attempts < :most
                """).bind("subject", subscriber).bind("most", most).execute();
    }

    /** Gives up the test that waits; one that is being sent proves nothing any more, since its token has expired. */
    void endTests(String subscriber) {
        expire(subscriber);
        tx.createUpdate("""
                update direct_message set state = 'failed', token = null, code = 'replaced'
                 where organization_id = :organizationId and subject_id = :subject and kind = 'webhook_test' and state = 'waiting'
                """).bind("subject", subscriber).execute();
    }

    /** From now on no link that was mailed to a subscriber changes what is followed. */
    void followAsIs(String subscriber) {
        tx.createUpdate("""
                update direct_message set scope = null
                 where organization_id = :organizationId and subject_id = :subject and kind = 'confirm_subscription'
                   and scope is not null
                """).bind("subject", subscriber).execute();
    }

    /** Ends every link that was mailed to these subscribers. */
    void expire(Collection<String> subscribers) {
        tx.createUpdate("""
                update direct_message set token_expires_at = :now
                 where organization_id = :organizationId and subject_id = any(cast(:subjects as text[])) and token_expires_at > :now
                """).bindArray("subjects", String.class, subscribers).execute();
    }

    /** Ends every link that was mailed to a subscriber. */
    void expire(String subscriber) {
        expire(List.of(subscriber));
    }

    /** A code that was mailed, by its hash. */
    record Code(String message, byte[] hash) {}

    /** The codes of a subscriber that are good at this time. */
    List<Code> codes(String subscriber) {
        return tx.createQuery("""
                select id, token_hash from direct_message
                 where organization_id = :organizationId and subject_id = :subject and kind = 'manage_code'
                   and token_expires_at > :now
                """)
                .bind("subject", subscriber)
                .map((row, context) -> new Code(row.getString("id"), row.getBytes("token_hash")))
                .list();
    }

    void expireCodes(String subscriber) {
        tx.createUpdate("""
                update direct_message set token_expires_at = :now, used_at = :now
                 where organization_id = :organizationId and subject_id = :subject and kind = 'manage_code'
                   and token_expires_at > :now
                """).bind("subject", subscriber).execute();
    }
}
