package foghorn.notification;

import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** SQL for {@code target_pause}, by the database's clock: what one node writes holds on every other. */
final class PauseRepository {
    private final Handle handle;

    PauseRepository(Handle handle) {
        this.handle = handle;
    }

    /** @param left how much longer it lasts */
    record Pause(String host, Duration left) {}

    void pause(String channel, String host, Duration pause) {
        handle.createUpdate("""
                insert into target_pause (channel, host, not_before)
                values (:channel, :host, clock_timestamp() + :millis * interval '1 millisecond')
                on conflict (channel, host) do update set not_before = greatest(target_pause.not_before, excluded.not_before)
                """)
                .bind("channel", channel)
                .bind("host", host)
                .bind("millis", pause.toMillis())
                .execute();
    }

    List<Pause> present(String channel) {
        return handle.createQuery("""
                select host, cast(extract(epoch from not_before - clock_timestamp()) * 1000 as bigint) as millis
                  from target_pause where channel = :channel and not_before > clock_timestamp()
                """)
                .bind("channel", channel)
                .map((row, context) -> new Pause(row.getString("host"), Duration.ofMillis(row.getLong("millis"))))
                .list();
    }

    /** Forgets what is over. */
    void sweep() {
        handle.execute("delete from target_pause where not_before < clock_timestamp()");
    }
}
