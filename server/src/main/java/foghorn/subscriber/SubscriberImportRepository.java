package foghorn.subscriber;

import foghorn.component.ComponentId;
import foghorn.kit.db.ByteText;
import foghorn.kit.db.Tx;
import foghorn.kit.id.Ids;
import foghorn.tenant.PageId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** SQL that stores many subscribers at once; lives as long as one transaction. */
final class SubscriberImportRepository {
    private final Tx tx;

    SubscriberImportRepository(Tx tx) {
        this.tx = tx;
    }

    /** A row, ready to be stored; contact and signing secret are those of a webhook. */
    record New(
            String id,
            String channel,
            byte[] mac,
            byte[] address,
            long[] index,
            Optional<byte[]> contact,
            byte[] secretHash,
            byte[] secret,
            Optional<byte[]> signing) {}

    /** Where somebody is told: a channel, and the MAC of the address there. */
    record Place(String channel, byte[] mac) {
        /** The same as a text that can be compared. */
        String text() {
            return channel + " " + HexFormat.of().formatHex(mac);
        }
    }

    /** Those of these places that the page knows, as texts. */
    List<String> known(PageId page, List<Place> places) {
        return among("subscriber", page, places);
    }

    /** Those of these places whose owners had them erased, as texts. */
    List<String> erased(PageId page, List<Place> places) {
        return among("subscriber_erasure", page, places);
    }

    private List<String> among(String table, PageId page, List<Place> places) {
        return tx.createQuery("""
                select r.channel || ' ' || encode(r.mac, 'hex')
                  from unnest(cast(:channels as text[]), cast(cast(:macs as text[]) as bytea[])) as r (channel, mac)
                  join %s s on s.organization_id = :organizationId and s.page_id = :page
                           and s.channel = r.channel and s.address_hmac = r.mac
                """.formatted(table))
                .bind("page", page.value())
                .bindArray("channels", String.class, column(places, Place::channel))
                .bindArray("macs", String.class, column(places, place -> ByteText.of(place.mac())))
                .mapTo(String.class)
                .list();
    }

    /** Stores rows in one statement, and returns the ids of those that were stored: not those that somebody else stored meanwhile. */
    List<String> insert(PageId page, SubscriberState state, List<New> rows) {
        return tx.createQuery("""
                insert into subscriber (organization_id, page_id, id, channel, state, address_hmac, address, address_index, contact,
                                        secret_hash, secret, signing_secret, language, created_at, confirmed_at, vouched, purge_at)
                select :organizationId, p.id, r.id, r.channel, :state, r.mac, r.address, cast(r.terms as bigint[]), r.contact,
                       r.hash, r.secret, r.signing, p.language, :now, case when :state = 'active' then cast(:now as timestamptz) end,
                       :state = 'active', case when :state = 'unconfirmed' then cast(:purge as timestamptz) end
                  from page p
                 cross join unnest(cast(:ids as text[]), cast(:channels as text[]), cast(cast(:macs as text[]) as bytea[]),
                                   cast(cast(:addresses as text[]) as bytea[]), cast(:terms as text[]),
                                   cast(cast(:contacts as text[]) as bytea[]), cast(cast(:hashes as text[]) as bytea[]),
                                   cast(cast(:secrets as text[]) as bytea[]), cast(cast(:signings as text[]) as bytea[]))
                       as r (id, channel, mac, address, terms, contact, hash, secret, signing)
                 where p.organization_id = :organizationId and p.id = :page
                on conflict on constraint subscriber_address_unique do nothing
                returning id
                """)
                .bind("page", page.value())
                .bind("state", state.wire())
                .bind("purge", tx.now().plus(Purge.KEPT))
                .bindArray("ids", String.class, column(rows, New::id))
                .bindArray("channels", String.class, column(rows, New::channel))
                .bindArray("macs", String.class, column(rows, row -> ByteText.of(row.mac())))
                .bindArray("addresses", String.class, column(rows, row -> ByteText.of(row.address())))
                .bindArray("terms", String.class, column(rows, row -> terms(row.index())))
                .bindArray(
                        "contacts",
                        String.class,
                        column(rows, row -> ByteText.of(row.contact().orElse(null))))
                .bindArray("hashes", String.class, column(rows, row -> ByteText.of(row.secretHash())))
                .bindArray("secrets", String.class, column(rows, row -> ByteText.of(row.secret())))
                .bindArray(
                        "signings",
                        String.class,
                        column(rows, row -> ByteText.of(row.signing().orElse(null))))
                .mapTo(String.class)
                .list();
    }

    private static String terms(long[] index) {
        return Arrays.stream(index).mapToObj(Long::toString).collect(Collectors.joining(",", "{", "}"));
    }

    /** Somebody and one thing that they follow. */
    record Part(String subscriber, ComponentId component) {}

    void scope(PageId page, List<Part> parts) {
        tx.createUpdate("""
                insert into subscriber_scope (organization_id, page_id, id, subscriber_id, component_id)
                select :organizationId, :page, r.id, r.subscriber, r.component
                  from unnest(cast(:ids as text[]), cast(:subscribers as text[]), cast(:components as text[]))
                       as r (id, subscriber, component)
                """)
                .bind("page", page.value())
                .bindArray("ids", String.class, column(parts, part -> Ids.next()))
                .bindArray("subscribers", String.class, column(parts, Part::subscriber))
                .bindArray(
                        "components",
                        String.class,
                        column(parts, part -> part.component().value()))
                .execute();
    }

    /** Puts messages with links to confirm into the queue; for one alone somebody waits. */
    void insertConfirmations(PageId page, List<LinkRepository.New> messages) {
        tx.createUpdate("""
                insert into direct_message (organization_id, page_id, id, kind, channel, subject_id, scope, token, token_hash,
                                            token_expires_at, lane, state, due_at, created_at)
                select :organizationId, :page, r.id, r.kind, r.channel, r.subject, r.scope, r.token, r.hash,
                       cast(r.expires as timestamptz), :lane, 'waiting', :now, :now
                  from unnest(cast(:ids as text[]), cast(:kinds as text[]), cast(:channels as text[]), cast(:subjects as text[]),
                              cast(:scopes as text[]), cast(cast(:tokens as text[]) as bytea[]), cast(cast(:hashes as text[]) as bytea[]),
                              cast(:expires as text[]))
                       as r (id, kind, channel, subject, scope, token, hash, expires)
                """)
                .bind("page", page.value())
                .bind("lane", messages.size() == 1 ? LinkRepository.WAITED_FOR : LinkRepository.BULK)
                .bindArray("ids", String.class, column(messages, LinkRepository.New::id))
                .bindArray("kinds", String.class, column(messages, LinkRepository.New::kind))
                .bindArray("channels", String.class, column(messages, LinkRepository.New::channel))
                .bindArray("subjects", String.class, column(messages, LinkRepository.New::subject))
                .bindArray(
                        "scopes",
                        String.class,
                        column(
                                messages,
                                message -> message.scope().map(Scope::stored).orElse(null)))
                .bindArray("tokens", String.class, column(messages, message -> ByteText.of(message.token())))
                .bindArray("hashes", String.class, column(messages, message -> ByteText.of(message.tokenHash())))
                .bindArray(
                        "expires",
                        String.class,
                        column(messages, message -> message.expiresAt().toString()))
                .execute();
    }

    private static <R, T extends @Nullable Object> List<T> column(List<R> rows, Function<R, T> value) {
        var column = new ArrayList<T>(rows.size());
        rows.forEach(row -> column.add(value.apply(row)));
        return column;
    }
}
