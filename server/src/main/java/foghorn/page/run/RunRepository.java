package foghorn.page.run;

import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SQL of runs; lives as long as one transaction. Signs of life are by the database's clock, so that the nodes' need not agree. */
final class RunRepository {
    /** How long a node may be silent. */
    static final Duration SILENCE = Duration.ofSeconds(30);

    private final Tx tx;
    private final PageId page;
    private final RunKind kind;

    RunRepository(Tx tx, PageId page, RunKind kind) {
        this.tx = tx;
        this.page = page;
        this.kind = kind;
    }

    /** Removes what began before this and gives no sign of life. */
    static int removeOld(Tx tx, Instant before) {
        return tx.createUpdate("""
                delete from import_run
                 where organization_id = :organizationId and begun_at < :before
                   and coalesce(alive_at, begun_at) < clock_timestamp() - interval '1 day'
                """).bind("before", before).execute();
    }

    void replace(String id, String state) {
        tx.createUpdate("""
                delete from import_run where organization_id = :organizationId and page_id = :page and kind = :kind
                """)
                .bind("page", page.value())
                .bind("kind", kind.wire())
                .execute();
        tx.createUpdate("""
                insert into import_run (organization_id, page_id, kind, id, state, begun_at, alive_at)
                values (:organizationId, :page, :kind, :id, :state, :now, clock_timestamp())
                """)
                .bind("page", page.value())
                .bind("kind", kind.wire())
                .bind("id", id)
                .bind("state", state)
                .execute();
    }

    Optional<KnownRun> find() {
        return tx.createQuery("""
                select id, state, asked,
                       case when alive_at is null then 'ENDED'
                            when alive_at < clock_timestamp() - make_interval(secs => :silence) then 'LOST'
                            else 'ALIVE' end as life
                  from import_run
                 where organization_id = :organizationId and page_id = :page and kind = :kind
                """)
                .bind("page", page.value())
                .bind("kind", kind.wire())
                .bind("silence", SILENCE.toSeconds())
                .map((row, context) -> new KnownRun(
                        row.getString("id"),
                        row.getString("state"),
                        KnownRun.Life.valueOf(row.getString("life")),
                        Optional.ofNullable(row.getString("asked")).map(Wish::of)))
                .findOne();
    }

    int ask(Wish wish) {
        return tx.createUpdate("""
                update import_run set asked = :wish
                 where organization_id = :organizationId and page_id = :page and kind = :kind
                   and alive_at >= clock_timestamp() - make_interval(secs => :silence) and asked is distinct from 'stop'
                """)
                .bind("page", page.value())
                .bind("kind", kind.wire())
                .bind("wish", wish.wire())
                .bind("silence", SILENCE.toSeconds())
                .execute();
    }

    /** A sign of life; empty if there is no such run any more, and in it the wish, which may be none. */
    Optional<Optional<Wish>> alive(String id, @Nullable String state) {
        return tx.createQuery("""
                update import_run set alive_at = clock_timestamp(), state = coalesce(:state, state)
                 where organization_id = :organizationId and page_id = :page and id = :id and alive_at is not null
                returning coalesce(asked, '')
                """)
                .bind("page", page.value())
                .bind("id", id)
                .bind("state", state)
                .mapTo(String.class)
                .findOne()
                .map(asked -> asked.isEmpty() ? Optional.empty() : Optional.of(Wish.of(asked)));
    }

    void end(String id, String state) {
        tx.createUpdate("""
                update import_run set alive_at = null, state = :state
                 where organization_id = :organizationId and page_id = :page and id = :id
                """)
                .bind("page", page.value())
                .bind("id", id)
                .bind("state", state)
                .execute();
    }

    void addPart(String id, int part, String lines) {
        tx.createUpdate("""
                insert into import_run_part (organization_id, page_id, run_id, part, lines)
                select organization_id, page_id, id, :part, :lines
                  from import_run where organization_id = :organizationId and page_id = :page and id = :id
                """)
                .bind("page", page.value())
                .bind("id", id)
                .bind("part", part)
                .bind("lines", lines)
                .execute();
    }

    void removeParts(String id) {
        tx.createUpdate("""
                delete from import_run_part where organization_id = :organizationId and page_id = :page and run_id = :id
                """).bind("page", page.value()).bind("id", id).execute();
    }

    Optional<String> part(String id, int part) {
        return tx.createQuery("""
                select lines from import_run_part
                 where organization_id = :organizationId and page_id = :page and run_id = :id and part = :part
                """)
                .bind("page", page.value())
                .bind("id", id)
                .bind("part", part)
                .mapTo(String.class)
                .findOne();
    }
}
