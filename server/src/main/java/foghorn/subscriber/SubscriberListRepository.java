package foghorn.subscriber;

import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SQL that lists {@code subscriber} for the team; lives as long as one transaction. */
final class SubscriberListRepository {
    private static final String ROWS = """
            select s.id, s.state, s.address, s.created_at, s.confirmed_at,
                   (select count(*) from subscriber_scope c
                     where c.organization_id = s.organization_id and c.page_id = s.page_id and c.subscriber_id = s.id) as scopes
              from subscriber s
             where s.organization_id = :organizationId
               and s.page_id = :page
               and s.channel = 'email'
            """;

    private final Tx tx;
    private final PageId page;

    SubscriberListRepository(Tx tx, PageId page) {
        this.tx = tx;
        this.page = page;
    }

    /** A row as it is stored, with its address sealed. */
    record Row(
            String id,
            SubscriberState state,
            byte @Nullable [] address,
            Instant createdAt,
            Optional<Instant> confirmedAt,
            int scopes) {}

    /** Rows after an id, by id. The state stands in the text, so that the index of the active ones can be used. */
    List<Row> after(String id, Optional<SubscriberState> state, int most) {
        var condition = state.map(one -> " and s.state = '" + one.name().toLowerCase(Locale.ROOT) + "'")
                .orElse("");
        return tx.createQuery(ROWS + condition + " and s.id > :after order by s.id limit :most")
                .bind("page", page.value())
                .bind("after", id)
                .bind("most", most)
                .map((row, context) -> toRow(row))
                .list();
    }

    /** Rows after an id that one of these terms of the blind index speaks for, by id. */
    List<Row> sought(List<Long> terms, String id, int most) {
        return tx.createQuery(
                        ROWS
                                + " and s.address_index && cast(:terms as bigint[]) and s.id > :after order by s.id limit :most")
                .bind("page", page.value())
                .bindArray("terms", Long.class, terms)
                .bind("after", id)
                .bind("most", most)
                .map((row, context) -> toRow(row))
                .list();
    }

    private static Row toRow(ResultSet row) throws SQLException {
        return new Row(
                row.getString("id"),
                SubscriberState.of(row.getString("state")),
                row.getBytes("address"),
                row.getTimestamp("created_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("confirmed_at")).map(Timestamp::toInstant),
                row.getInt("scopes"));
    }
}
