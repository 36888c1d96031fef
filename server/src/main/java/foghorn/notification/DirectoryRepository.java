package foghorn.notification;

import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** SQL over all organizations, which tells only where there is something to do; and the node's own row. No tenant is set here. */
final class DirectoryRepository {
    private final Handle handle;

    DirectoryRepository(Handle handle) {
        this.handle = handle;
    }

    /** A page with something to do. */
    record Place(OrganizationId organization, PageId page) {}

    /** What a page may have to do in a lane. */
    enum Work {
        /** New notices, in tranches. */
        NOTICES,
        RETRIES,
        /** Messages to single persons. */
        DIRECT
    }

    /** A page with work waiting in a lane. */
    record Turn(Place place, int lane, Work work) {}

    /** A row by its id or number. */
    record Found<T>(Place place, T id) {}

    List<Place> pending(String consumer, int most) {
        return handle.createQuery("select * from directory_pending(:consumer, :most)")
                .bind("consumer", consumer)
                .bind("most", most)
                .map((row, context) -> place(row))
                .list();
    }

    List<Turn> dueTranches(String channel, Instant now, int most) {
        return handle.createQuery("select * from directory_due_tranches(:channel, :now, :most)")
                .bind("channel", channel)
                .bind("now", now)
                .bind("most", most)
                .map((row, context) -> new Turn(place(row), row.getInt("lane"), Work.NOTICES))
                .list();
    }

    List<Turn> dueRetries(String channel, Instant now, int most) {
        return handle.createQuery("select * from directory_due_retries(:channel, :now, :most)")
                .bind("channel", channel)
                .bind("now", now)
                .bind("most", most)
                .map((row, context) -> new Turn(place(row), Lane.UPDATE, Work.RETRIES))
                .list();
    }

    /** Pages with direct messages of a lane that are due, or that a node may have lost. */
    List<Turn> dueDirectMessages(String channel, int lane, Instant now, int most) {
        return handle.createQuery("select * from directory_due_direct_pages(:channel, :lane, :now, :most)")
                .bind("channel", channel)
                .bind("lane", lane)
                .bind("now", now)
                .bind("most", most)
                .map((row, context) -> new Turn(place(row), lane, Work.DIRECT))
                .list();
    }

    List<Found<String>> directMessagesOf(String channel, String node) {
        return handle.createQuery("select * from directory_node_direct_messages(:channel, :node)")
                .bind("channel", channel)
                .bind("node", node)
                .map((row, context) -> new Found<>(place(row), row.getString("direct_message_id")))
                .list();
    }

    /** Claims whose lease ended so long ago, by the database's clock, that their node has had time to come back. */
    List<Found<Long>> lostClaims(int most) {
        return handle.createQuery("""
                select * from directory_lost_claims(clock_timestamp() - :grace * interval '1 second', :most)
                """)
                .bind("grace", Lease.GRACE.toSeconds())
                .bind("most", most)
                .map((row, context) -> new Found<>(place(row), row.getLong("claim_no")))
                .list();
    }

    List<Found<Long>> claimsOf(String node) {
        return handle.createQuery("select * from directory_node_claims(:node)")
                .bind("node", node)
                .map((row, context) -> new Found<>(place(row), row.getLong("claim_no")))
                .list();
    }

    /** Since when the longest waiting work of a channel has been due; empty where nothing is. */
    Optional<Instant> oldestDue(String channel, Instant now) {
        return handle.createQuery("select due_at from directory_oldest_due(:channel, :now)")
                .bind("channel", channel)
                .bind("now", now)
                .map((row, context) -> row.getTimestamp("due_at").toInstant())
                .findOne();
    }

    /** How far the database's clock is ahead of this time. */
    Duration aheadOf(Instant now) {
        return handle.createQuery(
                        "select cast(extract(epoch from clock_timestamp() - :now) * 1000 as bigint) as millis")
                .bind("now", now)
                .map((row, context) -> Duration.ofMillis(row.getLong("millis")))
                .one();
    }

    /** How many nodes have lately said that they are alive. */
    int liveNodes(Duration lately) {
        return handle.createQuery("""
                select count(*) from node where heartbeat_at > clock_timestamp() - :lately * interval '1 second'
                """)
                .bind("lately", lately.toSeconds())
                .mapTo(Integer.class)
                .one();
    }

    /** Says that the node is alive, by the database's clock. */
    void heartbeat(String node, Instant startedAt) {
        handle.createUpdate("""
                insert into node (id, started_at, heartbeat_at) values (:node, :started, clock_timestamp())
                on conflict (id) do update set started_at = excluded.started_at, heartbeat_at = excluded.heartbeat_at
                """).bind("node", node).bind("started", startedAt).execute();
    }

    /** Makes a month's partition unless it is there; nodes that start together do so one after another. */
    void makePartition(LocalDate month) {
        handle.createQuery("select pg_advisory_xact_lock(hashtextextended('notification.partition', 0))")
                .mapToMap()
                .list();
        handle.createQuery("select delivery_partition_make(:month)")
                .bind("month", month)
                .mapToMap()
                .list();
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(new OrganizationId(row.getString("organization_id")), new PageId(row.getString("page_id")));
    }
}
