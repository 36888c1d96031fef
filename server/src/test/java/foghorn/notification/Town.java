package foghorn.notification;

import foghorn.incident.IncidentEvent;
import foghorn.incident.IncidentId;
import foghorn.incident.IncidentUpdateId;
import foghorn.kit.crypto.Field;
import foghorn.kit.crypto.InstallationKey;
import foghorn.kit.crypto.Tokens;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.db.SteadyClock;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.db.Tx;
import foghorn.kit.id.Ids;
import foghorn.kit.outbox.Outbox;
import foghorn.kit.outbox.PageEvent;
import foghorn.subscriber.SubscriberRoom;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An organization with a page and an incident, its subscribers, and a clock in hand. */
final class Town {
    /** The clock is the test's. */
    private static final Duration ANY_TIME = Duration.ofDays(100_000);

    final InstallationKey key;
    final Vault vault;
    final Database database;
    final SubscriberRoom subscribers;
    final OrganizationId organization = new OrganizationId(Ids.next());
    final PageId page = new PageId(Ids.next());
    final Call job = new Call(new Actor.Job(organization, "test"), "test");
    final Clock clock;

    /** A clock that a test sets. */
    static final class Clock implements InstantSource {
        private volatile Instant now = Instant.parse("2026-05-04T09:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        void pass(Duration time) {
            now = now.plus(time);
        }
    }

    Town(TestDatabase test) {
        this(test, InstallationKey.of(Ids.bytes(32)), new Clock());
    }

    Town(TestDatabase test, InstallationKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
        this.vault = new Vault(key);
        this.database = test.database(clock);
        this.subscribers = new SubscriberRoom(database, vault, key);
        change(tx -> {
            tx.createUpdate(
                            "insert into organization (organization_id, name, created_at) values (:organizationId, 'Harbour', :now)")
                    .execute();
            vault.createOrganization(tx);
            tx.createUpdate("""
                    insert into page (organization_id, id, subdomain, name, tag_host, time_zone, created_at, updated_at)
                    values (:organizationId, :page, :subdomain, 'Harbour Ferries', 'status.example', 'Europe/Oslo', :now, :now)
                    """)
                    .bind("page", page.value())
                    .bind("subdomain", "ferries-" + page)
                    .execute();
        });
    }

    /** Another node of the same installation, with its own engine. */
    NotificationRoom node(Channel channel) {
        return node(channel, database, "node-" + Ids.next());
    }

    NotificationRoom node(Channel channel, Database itsDatabase, String nodeId) {
        return node(List.of(channel), itsDatabase, nodeId);
    }

    NotificationRoom node(List<Channel> channels, Database itsDatabase, String nodeId) {
        return node(channels, itsDatabase, nodeId, ANY_TIME);
    }

    NotificationRoom node(List<Channel> channels, Database itsDatabase, String nodeId, Duration clockBound) {
        var room = new SubscriberRoom(itsDatabase, vault, key);
        return new NotificationRoom(
                new NotificationRoom.Needs(itsDatabase, vault, key, room, nodeId, new SteadyClock(clock), clockBound),
                channels);
    }

    /** Takes away what is unfinished, so that the next test's nodes do not find it. */
    void leave(TestDatabase test) {
        try (var owner = test.ownerConnection();
                var statement = owner.createStatement()) {
            for (var table : List.of("claim", "delivery", "tranche", "direct_message", "node")) {
                statement.execute("delete from " + table);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    interface Work {
        void in(Tx tx);
    }

    void change(Work work) {
        database.change(job, tx -> {
            work.in(tx);
            return null;
        });
    }

    /** Stores active subscribers and returns their ids. */
    List<String> follow(String... addresses) {
        var ids = Arrays.stream(addresses).map(address -> Ids.next()).toList();
        change(tx -> {
            for (int i = 0; i < addresses.length; i++) {
                insert(tx, ids.get(i), addresses[i], "active");
            }
        });
        return ids;
    }

    /** Stores active webhooks and returns their ids. */
    List<String> hook(String... endpoints) {
        var ids = Arrays.stream(endpoints).map(endpoint -> Ids.next()).toList();
        change(tx -> {
            for (int i = 0; i < endpoints.length; i++) {
                insert(tx, ids.get(i), endpoints[i], "active");
                tx.createUpdate("""
                        update subscriber set channel = 'webhook', contact = :contact, signing_secret = :signing where id = :id
                        """)
                        .bind("id", ids.get(i))
                        .bind("contact", sealed(tx, ids.get(i), "contact", "ops@a.example"))
                        .bind(
                                "signing",
                                sealed(tx, ids.get(i), "signing_secret", "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0"))
                        .execute();
            }
        });
        return ids;
    }

    private byte[] sealed(Tx tx, String id, String column, String text) {
        return vault.subject(tx, id).orElseThrow().seal(new Field("subscriber", column, id), text);
    }

    String insert(Tx tx, String id, String address, String state) {
        var subject = vault.createSubject(tx, id);
        var secret = "secret-" + id;
        tx.createUpdate("""
                insert into subscriber (organization_id, page_id, id, channel, state, address_hmac, address, secret_hash, secret,
                                        created_at, confirmed_at)
                values (:organizationId, :page, :id, 'email', :state, :mac, :address, :secretHash, :secret, :now, :confirmed)
                """)
                .bind("page", page.value())
                .bind("id", id)
                .bind("state", state)
                .bind("mac", vault.blindIndex(tx, page).unique(address))
                .bind("address", subject.seal(new Field("subscriber", "address", id), address))
                .bind("secretHash", Tokens.hash(secret))
                .bind("secret", subject.seal(new Field("subscriber", "secret", id), secret))
                .bind("confirmed", state.equals("unconfirmed") ? null : tx.now())
                .execute();
        return id;
    }

    /** Opens an incident with its first update and tells of it. */
    IncidentId open(String name, boolean notify) {
        var incident = new IncidentId(Ids.next());
        change(tx -> tx.createUpdate("""
                insert into incident (organization_id, page_id, id, kind, name, status, impact, impact_worst, started_at,
                                      created_at, updated_at)
                values (:organizationId, :page, :id, 'realtime', :name, 'investigating', 'major', 'major', :now, :now, :now)
                """)
                .bind("page", page.value())
                .bind("id", incident.value())
                .bind("name", name)
                .execute());
        post(
                incident,
                "investigating",
                "We are looking into it.",
                (update, version) -> new IncidentEvent.Opened(incident, update, version, notify));
        return incident;
    }

    interface EventOf {
        IncidentEvent make(IncidentUpdateId update, int version);
    }

    /** Posts an update and appends its event. */
    void post(IncidentId incident, String status, String body, EventOf event) {
        var update = new IncidentUpdateId(Ids.next());
        database.changePage(job, page, Permission.MANAGE_INCIDENTS, tx -> {
            int seq = tx.createQuery("select count(*) from incident_update where incident_id = :incident")
                    .bind("incident", incident.value())
                    .mapTo(Integer.class)
                    .one();
            tx.createUpdate("""
                    insert into incident_update (organization_id, page_id, id, incident_id, seq, status, body, deliver_notifications,
                                                 display_at, names_components, created_at, updated_at)
                    values (:organizationId, :page, :id, :incident, :seq, :status, :body, true, :now, false, :now, :now)
                    """)
                    .bind("page", page.value())
                    .bind("id", update.value())
                    .bind("incident", incident.value())
                    .bind("seq", seq + 1)
                    .bind("status", status)
                    .bind("body", body)
                    .execute();
            tx.createUpdate("""
                    insert into incident_update_version (organization_id, page_id, incident_update_id, version, incident_name, impact,
                                                         status, body, display_at, created_at)
                    select :organizationId, :page, :id, 1, i.name, i.impact, :status, :body, :now, :now
                      from incident i where i.id = :incident
                    """)
                    .bind("page", page.value())
                    .bind("id", update.value())
                    .bind("incident", incident.value())
                    .bind("status", status)
                    .bind("body", body)
                    .execute();
            new Outbox(tx).append(page, event.make(update, 1));
            return null;
        });
    }

    /** A further update, told to subscribers. */
    void update(IncidentId incident, String body) {
        post(
                incident,
                "identified",
                body,
                (update, version) -> new IncidentEvent.Updated(incident, update, version, true));
    }

    /** The events that are told, in the order in which they happened. */
    List<String> events() {
        return database.read(
                job,
                tx -> tx.createQuery("select id from notification_event order by page_seq")
                        .mapTo(String.class)
                        .list());
    }

    /** Deliveries with a row and those without. */
    private static final String ALL =
            "(select event_id, state from delivery union all select event_id, 'sending' from delivery_begun) as d";

    /** How many deliveries of one event are in each state. */
    Map<String, Long> deliveries(String event) {
        return database.read(
                job,
                tx -> tx.createQuery("select state, count(*) as count from " + ALL
                                + " where event_id = :event group by state")
                        .bind("event", event)
                        .map((row, context) -> Map.entry(row.getString("state"), row.getLong("count")))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    void append(PageEvent event) {
        database.changePage(job, page, Permission.MANAGE_INCIDENTS, tx -> new Outbox(tx).append(page, event));
    }

    /** How many deliveries are in each state. */
    Map<String, Long> deliveries() {
        return database.read(
                job,
                tx -> tx.createQuery("select state, count(*) as count from " + ALL + " group by state")
                        .map((row, context) -> Map.entry(row.getString("state"), row.getLong("count")))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    long count(String sql) {
        return database.read(job, tx -> tx.createQuery(sql).mapTo(Long.class).one());
    }
}
