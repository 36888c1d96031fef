package foghorn.subscriber;

import foghorn.kit.db.Tx;
import foghorn.subscriber.BulkService.Selection;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/** SQL that changes many subscribers of a page at once; lives as long as one transaction. */
final class BulkRepository {
    private final Tx tx;
    private final PageId page;

    BulkRepository(Tx tx, PageId page) {
        this.tx = tx;
        this.page = page;
    }

    /** Throws {@link Problem.Invalid} unless all of these are, or were, subscribers of the page. */
    void requireKnown(Collection<String> ids) {
        int known = tx.createQuery("""
                select count(*) from subscriber
                 where organization_id = :organizationId and page_id = :page and id = any(cast(:ids as text[]))
                """)
                .bind("page", page.value())
                .bindArray("ids", String.class, ids)
                .mapTo(Integer.class)
                .one();
        if (known < ids.size()) {
            throw new Problem.Invalid("subscribers", "must be subscribers of this page");
        }
    }

    /** Ends the subscriptions of some of these, and returns their ids. */
    List<String> unsubscribe(Selection selection, int most) {
        return change(
                selection,
                most,
                "state = 'unsubscribed', vouched = false, unsubscribed_at = :now, purge_at = cast(:purge as timestamptz)");
    }

    /** Ends every link that was mailed to these. */
    void expireLinks(Collection<String> ids) {
        new LinkRepository(tx).expire(ids);
    }

    /** Makes some of these active, and returns their ids. */
    List<String> activate(Selection selection, int most) {
        return change(
                selection,
                most,
                "state = 'active', confirmed_at = :now, quarantined_at = null, unsubscribed_at = null, purge_at = null");
    }

    private List<String> change(Selection selection, int most, String assignments) {
        return select(tx.createQuery("""
                with chosen as (
                    select s.id from subscriber s
                     where s.organization_id = :organizationId and s.page_id = :page and s.state = any(cast(:states as text[]))%s
                     limit :most
                       for update)
                update subscriber s set %s, version = s.version + 1
                  from chosen
                 where s.organization_id = :organizationId and s.id = chosen.id
                returning s.id
                """.formatted(condition(selection), assignments)), selection, most)
                .bind("purge", tx.now().plus(Purge.KEPT))
                .mapTo(String.class)
                .list();
    }

    /** Somebody who has not confirmed, with a sealed address. */
    record Unconfirmed(String id, byte[] address) {}

    /** Some of these who have not confirmed their e-mail address, after an id. */
    List<Unconfirmed> unconfirmed(Selection selection, String after, int most) {
        return select(tx.createQuery("""
                select s.id, s.address from subscriber s
                 where s.organization_id = :organizationId and s.page_id = :page
                   and s.state = 'unconfirmed' and s.channel = 'email' and s.id > :after%s
                 order by s.id limit :most
                """.formatted(named(selection))), selection, most)
                .bind("after", after)
                .map((row, context) -> new Unconfirmed(row.getString("id"), row.getBytes("address")))
                .list();
    }

    /** Somebody and what they asked to follow last; without, it is what they follow already. */
    record Wish(String subscriber, Optional<Scope> scope) {}

    /** What those of these who still have not confirmed asked for; they are locked. */
    List<Wish> wishes(Collection<String> ids) {
        return tx.createQuery("""
                select s.id,
                       (select m.scope from direct_message m
                         where m.organization_id = :organizationId and m.subject_id = s.id and m.kind = 'confirm_subscription'
                         order by m.created_at desc, m.id limit 1) as scope
                  from subscriber s
                 where s.organization_id = :organizationId and s.page_id = :page and s.id = any(cast(:ids as text[]))
                   and s.state = 'unconfirmed' and s.channel = 'email'
                 order by s.id
                   for update of s
                """)
                .bind("page", page.value())
                .bindArray("ids", String.class, ids)
                .map((row, context) -> new Wish(
                        row.getString("id"),
                        Optional.ofNullable(row.getString("scope")).map(Scope::ofStored)))
                .list();
    }

    private static String condition(Selection selection) {
        return named(selection) + (selection.channel().isEmpty() ? "" : " and s.channel = :channel");
    }

    private static String named(Selection selection) {
        return selection.named().isEmpty() ? "" : " and s.id = any(cast(:ids as text[]))";
    }

    private <S extends SqlStatement<S>> S select(S statement, Selection selection, int most) {
        return statement
                .bind("page", page.value())
                .bind("channel", selection.channel().orElse(null))
                .bind("most", most)
                .bindArray("ids", String.class, selection.ids())
                .bindArray(
                        "states",
                        String.class,
                        selection.states().stream().map(SubscriberState::wire).toList());
    }
}
