package foghorn.kit.limit;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** SQL for {@code limit_counter}, which has no organization; lives as long as one transaction. */
final class LimitRepository {
    private final Handle handle;

    LimitRepository(Handle handle) {
        this.handle = handle;
    }

    /** Counts one more and returns the sum of the window. */
    int increment(byte[] subject, Instant windowStart) {
        return handle.createQuery("""
                insert into limit_counter as c (subject, window_start, count)
                values (:subject, :windowStart, 1)
                on conflict (subject, window_start) do update set count = least(c.count, 1000000) + 1
                returning count
                """)
                .bind("subject", subject)
                .bind("windowStart", windowStart)
                .mapTo(Integer.class)
                .one();
    }

    /** Counts one more of each, all in hexadecimal digits, and returns those whose sum is at most this. In one order, so that two calls cannot wait for each other. */
    List<String> increment(Collection<String> subjects, Instant windowStart, int most) {
        return handle.createQuery("""
                with counted as (
                    insert into limit_counter as c (subject, window_start, count)
                    select decode(subject, 'hex'), :windowStart, 1
                      from unnest(cast(:subjects as text[])) as subject order by subject
                    on conflict (subject, window_start) do update set count = least(c.count, 1000000) + 1
                    returning subject, count)
                select encode(subject, 'hex') from counted where count <= :most
                """)
                .bindArray("subjects", String.class, subjects)
                .bind("windowStart", windowStart)
                .bind("most", most)
                .mapTo(String.class)
                .list();
    }

    void delete(byte[] subject) {
        handle.createUpdate("delete from limit_counter where subject = :subject")
                .bind("subject", subject)
                .execute();
    }

    int deleteBefore(Instant windowStart) {
        return handle.createUpdate("delete from limit_counter where window_start < :before")
                .bind("before", windowStart)
                .execute();
    }
}
