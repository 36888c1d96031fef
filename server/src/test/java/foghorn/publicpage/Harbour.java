package foghorn.publicpage;

import foghorn.kit.db.Database;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.db.Tx;
import foghorn.kit.id.Ids;
import foghorn.kit.outbox.Outbox;
import foghorn.kit.outbox.PageEvent;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An organization with a page, filled row by row, so that ids, names and times are those that a test expects. */
final class Harbour {
    static final Instant BEGINNING = Instant.parse("2026-02-01T08:00:00.412Z");

    final Database database;
    final OrganizationId organization = new OrganizationId(Ids.next());
    final PageId page;
    final Clock clock;
    private final Call call = new Call(new Actor.Job(organization, "test"), "test");

    /** A clock that a test sets. */
    static final class Clock implements InstantSource {
        private volatile Instant now = BEGINNING;

        @Override
        public Instant instant() {
            return now;
        }

        void set(String time) {
            now = Instant.parse(time);
        }
    }

    /** Something changed on the page. */
    private record Changed() implements PageEvent {
        @Override
        public String kind() {
            return "test.changed";
        }
    }

    interface Work {
        void in(Tx tx);
    }

    Harbour(TestDatabase test, String zone) {
        this(test, zone, Ids.next());
    }

    Harbour(TestDatabase test, String zone, String pageId) {
        clock = new Clock();
        database = test.database(clock);
        page = new PageId(pageId);
        database.change(call, tx -> {
            tx.createUpdate(
                            "insert into organization (organization_id, name, created_at) values (:organizationId, 'Larkfield', :now)")
                    .execute();
            return tx.createUpdate("""
                    insert into page (organization_id, id, subdomain, name, tag_host, time_zone, created_at, updated_at)
                    values (:organizationId, :page, :subdomain, 'Larkfield Ferries', 'status.example', :zone, :now, :now)
                    """)
                    .bind("page", pageId)
                    .bind("subdomain", subdomain())
                    .bind("zone", zone)
                    .execute();
        });
    }

    String subdomain() {
        return "ferries-" + page;
    }

    /** Changes the page as a verb does: in one transaction, with an event. */
    void change(String time, Work work) {
        clock.set(time);
        database.changePage(call, page, Permission.MANAGE_PAGE, tx -> {
            work.in(tx);
            return new Outbox(tx).append(page, new Changed());
        });
    }

    void run(Tx tx, String sql, Object... values) {
        var update = tx.createUpdate(sql).bind("page", page.value());
        for (int i = 0; i < values.length; i++) {
            update.bind("v" + i, values[i]);
        }
        update.execute();
    }

    void component(Tx tx, String id, String name, @Nullable String parent, int position) {
        tx.createUpdate("""
                insert into component (organization_id, page_id, id, parent_id, is_group, name, status, position, showcase,
                                       created_at, updated_at)
                values (:organizationId, :page, :id, :parent, false, :name, 'operational', :position, true, :now, :now)
                """)
                .bind("page", page.value())
                .bind("id", id)
                .bind("name", name)
                .bind("parent", Optional.ofNullable(parent))
                .bind("position", position)
                .execute();
    }

    void group(Tx tx, String id, String name, int position) {
        tx.createUpdate("""
                insert into component (organization_id, page_id, id, is_group, name, status, position, showcase, created_at, updated_at)
                values (:organizationId, :page, :id, true, :name, 'operational', :position, false, :now, :now)
                """)
                .bind("page", page.value())
                .bind("id", id)
                .bind("name", name)
                .bind("position", position)
                .execute();
    }

    void status(Tx tx, String component, String status) {
        run(
                tx,
                "update component set status = :v1, version = version + 1, updated_at = :now where id = :v0",
                component,
                status);
    }

    /** A stretch of a component's history; the present one ends nowhere. */
    void was(Tx tx, String component, int seq, String from, String until, String status) {
        run(tx, """
                insert into component_status_history (organization_id, page_id, component_id, seq, started_at, ended_at, status)
                values (:organizationId, :page, :v0, :v1, cast(:v2 as timestamptz), cast(nullif(:v3, '') as timestamptz), :v4)
                """, component, seq, from, until, status);
    }

    void incident(Tx tx, String id, String name, String status, String impact, String... components) {
        tx.createUpdate("""
                insert into incident (organization_id, page_id, id, kind, name, status, impact, impact_worst, started_at, resolved_at,
                                      created_at, updated_at)
                values (:organizationId, :page, :id, 'realtime', :name, :status, :impact, :impact, :now,
                        case :status when 'resolved' then cast(:now as timestamptz) end, :now, :now)
                """)
                .bind("page", page.value())
                .bind("id", id)
                .bind("name", name)
                .bind("status", status)
                .bind("impact", impact)
                .execute();
        touch(tx, id, components);
    }

    void maintenance(Tx tx, String id, String name, String status, String from, String until, String... components) {
        tx.createUpdate("""
                insert into incident (organization_id, page_id, id, kind, name, status, impact, impact_worst, started_at, resolved_at,
                                      scheduled_for, scheduled_until, created_at, updated_at)
                values (:organizationId, :page, :id, 'scheduled', :name, :status, 'maintenance', 'maintenance', :now,
                        case :status when 'completed' then cast(:now as timestamptz) end, :from, :until, :now, :now)
                """)
                .bind("page", page.value())
                .bind("id", id)
                .bind("name", name)
                .bind("status", status)
                .bind("from", Instant.parse(from))
                .bind("until", Instant.parse(until))
                .execute();
        touch(tx, id, components);
    }

    private void touch(Tx tx, String incident, String... components) {
        Arrays.stream(components).forEach(component -> run(tx, """
                        insert into incident_component (organization_id, page_id, incident_id, component_id, worst_status)
                        values (:organizationId, :page, :v0, :v1, 'degraded_performance')
                        """, incident, component));
    }

    /** Posts an update; each affected component as {@code id|name|old|new}. */
    void update(Tx tx, String incident, String id, String status, String body, String... affected) {
        run(tx, """
                update incident set status = :v1, update_seq = update_seq + 1, version = version + 1, updated_at = :now,
                       resolved_at = case when :v1 in ('resolved', 'completed') then cast(:now as timestamptz) end
                 where id = :v0
                """, incident, status);
        tx.createUpdate("""
                insert into incident_update (organization_id, page_id, id, incident_id, seq, status, body, deliver_notifications,
                                             display_at, names_components, created_at, updated_at)
                select :organizationId, :page, :id, :incident, update_seq, :status, :body, true, :now, :names, :now, :now
                  from incident where id = :incident
                """)
                .bind("page", page.value())
                .bind("id", id)
                .bind("incident", incident)
                .bind("status", status)
                .bind("body", body)
                .bind("names", affected.length > 0)
                .execute();
        for (int i = 0; i < affected.length; i++) {
            var parts = affected[i].split("\\|", -1);
            run(tx, """
                    insert into incident_update_component (organization_id, page_id, incident_update_id, component_id, ordinal, name,
                                                           old_status, new_status)
                    values (:organizationId, :page, :v0, :v1, :v2, :v3, :v4, :v5)
                    """, id, parts[0], i, parts[1], parts[2], parts[3]);
        }
    }
}
