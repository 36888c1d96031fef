package foghorn.subscriber;

import foghorn.Cast;
import foghorn.component.Component;
import foghorn.component.ComponentId;
import foghorn.component.ComponentRoom;
import foghorn.component.NewComponent;
import foghorn.component.NewGroup;
import foghorn.incident.ComponentChanges;
import foghorn.incident.IncidentId;
import foghorn.incident.IncidentPatch;
import foghorn.incident.IncidentRoom;
import foghorn.incident.IncidentStatus.Realtime;
import foghorn.incident.OpenIncident;
import foghorn.kit.crypto.Field;
import foghorn.kit.db.Database;
import foghorn.kit.db.TestDatabase;
import foghorn.subscriber.SubscriberService.Subscribe;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A page with people who follow it, a clock in hand, and their mail as the database holds it. */
final class Ferry implements AutoCloseable {
    static final Duration DAY = Duration.ofDays(1);

    final TestDatabase test = TestDatabase.create();
    private Instant now = Instant.parse("2026-05-04T09:00:00Z");
    final Database database = test.database(() -> now);
    final Cast cast = Cast.on(database);
    final SubscriberRoom room = new SubscriberRoom(database, cast.vault(), cast.key());
    final ComponentRoom components = new ComponentRoom(database);
    final IncidentRoom incidents = new IncidentRoom(database);
    final PageId page = cast.page();
    final Call visitor = new Call(new Actor.Viewer(cast.organization(), page), "test");
    private int client;

    @Override
    public void close() {
        test.close();
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Instant now() {
        return now;
    }

    String client() {
        return "192.0.2." + ++client;
    }

    // ---- the page

    ComponentId component(String name) {
        return created(name).id();
    }

    private Component created(String name) {
        return components.components().create(cast.alice(), page, NewComponent.named(name));
    }

    ComponentId componentIn(ComponentId group, String name) {
        var plain = NewComponent.named(name);
        return components
                .components()
                .create(
                        cast.alice(),
                        page,
                        new NewComponent(
                                name,
                                plain.description(),
                                plain.status(),
                                Optional.of(group),
                                true,
                                false,
                                Optional.empty()))
                .id();
    }

    ComponentId group(String name, ComponentId... members) {
        return components
                .groups()
                .create(cast.alice(), page, new NewGroup(name, Optional.empty(), List.of(members)))
                .group()
                .id();
    }

    IncidentId incident(String name) {
        var command = OpenIncident.of(name, Realtime.INVESTIGATING, "We are looking.", ComponentChanges.none());
        return incidents
                .incidents()
                .open(cast.alice(), page, command)
                .incident()
                .id();
    }

    void resolve(IncidentId incident) {
        incidents
                .incidents()
                .update(
                        cast.alice(),
                        page,
                        incident,
                        IncidentPatch.post(Realtime.RESOLVED, "It is over.", ComponentChanges.none()));
    }

    // ---- its readers

    static Scope of(ComponentId... components) {
        return new Scope(Set.of(components), Set.of());
    }

    static Scope of(IncidentId incident) {
        return new Scope(Set.of(), Set.of(incident));
    }

    void ask(String email, Scope scope) {
        pass(Duration.ofSeconds(1));
        room.service().subscribe(visitor, page, new Subscribe(email, client(), scope));
    }

    void confirm(String token) {
        room.confirmations().confirm(visitor, page, token);
    }

    /** Subscribes and confirms; returns the secret that stands in every message. */
    String reader(String email, Scope scope) {
        ask(email, scope);
        confirm(newest(email, "confirm_subscription"));
        return secret(email);
    }

    Subscription find(String secret) {
        return room.subscriptions().find(visitor, page, secret);
    }

    void follow(String secret, Scope scope) {
        room.subscriptions().follow(visitor, page, secret, new SubscriptionService.Wish(scope, Optional.empty()));
    }

    void lock(String secret) {
        room.locks().lock(visitor, page, secret);
    }

    void leave(String secret) {
        room.service().unsubscribe(visitor, page, secret);
    }

    /** How many would hear of something that touches this. */
    long reach(Optional<IncidentId> incident, ComponentId... touched) {
        return room.service().reach(cast.alice(), new Concern(page, incident, Set.of(touched)), Audience.EMAIL);
    }

    // ---- their mail

    /** The token of the newest message of this kind to this address. */
    String newest(String email, String kind) {
        return database.read(
                cast.alice(),
                tx -> tx.createQuery("""
                select id, subject_id, token from direct_message
                 where organization_id = :organizationId and subject_id = :subject and kind = :kind
                 order by created_at desc limit 1
                """)
                        .bind("subject", id(email))
                        .bind("kind", kind)
                        .map((row, context) -> cast.vault()
                                .subject(tx, row.getString("subject_id"))
                                .orElseThrow()
                                .open(new Field("direct_message", "token", row.getString("id")), row.getBytes("token")))
                        .one());
    }

    String newestKind(String email) {
        return texts("select kind from direct_message where subject_id = ? order by created_at desc limit 1", id(email))
                .getFirst();
    }

    String id(String email) {
        return database.read(cast.alice(), tx -> {
            byte[] mac = cast.vault().blindIndex(tx, page).unique(email);
            return tx.createQuery("select id from subscriber where page_id = :page and address_hmac = :mac")
                    .bind("page", page.value())
                    .bind("mac", mac)
                    .mapTo(String.class)
                    .one();
        });
    }

    String secret(String email) {
        var id = id(email);
        return database.read(
                cast.alice(),
                tx -> tx.createQuery("select secret from subscriber where id = :id")
                        .bind("id", id)
                        .map((row, context) -> cast.vault()
                                .subject(tx, id)
                                .orElseThrow()
                                .open(Audience.secret(id), row.getBytes("secret")))
                        .one());
    }

    // ---- the tables

    /** The first column of what the owner of the tables reads. */
    List<String> texts(String sql, Object... values) {
        try (var connection = test.superuser();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            var texts = new ArrayList<String>();
            if (statement.execute()) {
                try (var rows = statement.getResultSet()) {
                    while (rows.next()) {
                        texts.add(rows.getString(1));
                    }
                }
            }
            return texts;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    long number(String sql, Object... values) {
        return Long.parseLong(texts(sql, values).getFirst());
    }
}
