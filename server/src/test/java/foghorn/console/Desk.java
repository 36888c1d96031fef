package foghorn.console;

import foghorn.Cast;
import foghorn.audit.AuditReader;
import foghorn.component.Component;
import foghorn.component.ComponentId;
import foghorn.component.ComponentRoom;
import foghorn.component.ComponentStatus;
import foghorn.component.NewComponent;
import foghorn.component.uptime.UptimeRoom;
import foghorn.component.web.UptimeDaysController;
import foghorn.incident.ComponentChanges;
import foghorn.incident.IncidentDetails;
import foghorn.incident.IncidentList;
import foghorn.incident.IncidentRoom;
import foghorn.incident.IncidentStatus.Realtime;
import foghorn.incident.OpenIncident;
import foghorn.incident.template.TemplateRoom;
import foghorn.kit.crypto.Field;
import foghorn.kit.crypto.Tokens;
import foghorn.kit.db.Database;
import foghorn.kit.db.Paging;
import foghorn.kit.db.SteadyClock;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.http.GuardedClient;
import foghorn.kit.id.Ids;
import foghorn.kit.limit.Limits;
import foghorn.kit.mail.EmailAddress;
import foghorn.kit.mail.LocalInbox;
import foghorn.kit.mail.MailSender;
import foghorn.kit.mail.MailTransport;
import foghorn.kit.mail.SmtpTransport;
import foghorn.kit.web.Access;
import foghorn.kit.web.Assets;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Guard;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Uploads;
import foghorn.notification.NotificationRoom;
import foghorn.notification.RehearsalService;
import foghorn.notification.SubscriberHistory;
import foghorn.page.PageLinks;
import foghorn.page.PageRoom;
import foghorn.signin.TestConsole;
import foghorn.subscriber.SubscriberFileService;
import foghorn.subscriber.SubscriberRoom;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import foghorn.tenant.Role;
import foghorn.transfer.PublicPageImport;
import foghorn.transfer.TransferService;
import foghorn.transfer.web.ImportController;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The whole console on a real server and a real database, with a clock in hand. Beside the cast there is Vera, who may look at the page
 * and do nothing. A browser is admitted by a badge, and its posts need the badge's form token.
 */
final class Desk implements AutoCloseable {
    final TestDatabase test = TestDatabase.create();
    private volatile Instant now = Instant.parse("2026-05-04T09:00:00Z");
    final Database database = test.database((InstantSource) () -> now);
    final Cast cast = Cast.on(database);
    final PageId page = cast.page();
    final ComponentRoom components = new ComponentRoom(database);
    final IncidentRoom incidents = new IncidentRoom(database);
    final LocalInbox inbox = new LocalInbox(database, cast.vault());
    private final Map<String, Call> badges = new ConcurrentHashMap<>();
    private final TestConsole console;
    private final SubscriberFileService sentFiles;
    private final Vertx vertx = Vertx.vertx();
    private final GuardedClient client = new GuardedClient(vertx, List.of());
    private final TransferService transfers;
    final Uploads uploads = new Uploads(temporaryFolder());
    final Call vera;

    /** Mail is kept in the local inbox. */
    Desk() {
        this(Optional.empty());
    }

    /** Invitations leave by this, if it is there. */
    Desk(Optional<SmtpTransport> smtp) {
        var subscribers = new SubscriberRoom(database, cast.vault(), cast.key());
        sentFiles = subscribers.sentFiles();
        var notifications = new NotificationRoom(
                new NotificationRoom.Needs(
                        database,
                        cast.vault(),
                        cast.key(),
                        subscribers,
                        "node",
                        new SteadyClock(() -> now),
                        NotificationRoom.CLOCK_BOUND),
                List.of());
        var routes = new Routes();
        Assets.addTo(routes);
        var room = new ConsoleRoom(new ConsoleRoom.Needs(
                cast.room(),
                new AuditReader(database),
                new PageRoom(database).pages(),
                new PageLinks(URI.create("http://localhost"), Optional.empty()),
                components.components(),
                components.groups(),
                incidents.incidents(),
                incidents.postmortems(),
                new TemplateRoom(database).templates(),
                subscribers.service(),
                subscribers.lists(),
                sentFiles,
                uploads,
                subscribers.exports(),
                subscribers.webhooks(),
                new ConsoleRoom.Following(
                        subscribers.followers(), subscribers.again(), new SubscriberHistory(database)),
                new RehearsalService(database, cast.room().accounts(), new Limits(database, cast.key())),
                notifications.ledger(),
                notifications.sending(),
                notifications::health,
                Optional.of(inbox),
                new ConsoleRoom.Post(
                        smtp.<MailTransport>map(transport -> transport).orElse(inbox),
                        MailSender.plain(EmailAddress.of("from", "status@larkfield.example"))),
                Optional.of("rehearsal"),
                () -> now));
        room.addTo(routes);
        new UptimeDaysController(new UptimeRoom(database).corrections(), room.shells()).addTo(routes);
        transfers = new TransferService(
                database,
                new PublicPageImport(
                        client, new PageRoom(database).imports(), components.imports(), incidents.imports()));
        new ImportController(transfers, uploads, room.shells()).addTo(routes);
        this.console = new TestConsole(new Doorkeeper(), routes);
        var account = cast.room()
                .team()
                .add(cast.alice(), EmailAddress.of("email", "vera@lighthouse.example"), Role.MEMBER)
                .account();
        cast.room().team().grant(cast.alice(), account, page, Set.of(Permission.VIEW_PAGE));
        this.vera = cast.as(cast.alice().organization(), account);
    }

    /** The browser of one of the cast. */
    TestConsole.Browser as(Call who) {
        var badge = Ids.next();
        badges.put(badge, who);
        var browser = console.browser();
        browser.cookies.put("badge", badge);
        return browser;
    }

    String href(String path) {
        return "/console/pages/" + page + path;
    }

    void minutesPass(int minutes) {
        now = now.plusSeconds(minutes * 60L);
    }

    Instant now() {
        return now;
    }

    Component component(String name) {
        return components.components().create(cast.alice(), page, NewComponent.named(name));
    }

    IncidentDetails incident(String name, ComponentId component, ComponentStatus status) {
        return incidents
                .incidents()
                .open(
                        cast.alice(),
                        page,
                        OpenIncident.of(
                                name,
                                Realtime.INVESTIGATING,
                                "We are looking.",
                                ComponentChanges.to(Map.of(component, status))));
    }

    List<IncidentDetails> open() {
        return incidents.incidents().list(cast.alice(), page, IncidentList.UNRESOLVED, new Paging(100, 0));
    }

    IncidentDetails find(IncidentDetails details) {
        return incidents.incidents().find(cast.alice(), page, details.incident().id());
    }

    /** Stores an e-mail subscriber, of one component or of the whole page, and returns the id. */
    String subscriber(String address, String state, Optional<ComponentId> only) {
        var id = Ids.next();
        database.change(new Call(new Actor.Job(cast.alice().organization(), "test"), "test"), tx -> {
            var subject = cast.vault().createSubject(tx, id);
            tx.createUpdate("""
                    insert into subscriber (organization_id, page_id, id, channel, state, address_hmac, address_index, address, secret_hash,
                                            secret, created_at, confirmed_at)
                    values (:organizationId, :page, :id, 'email', :state, :mac, :index, :address, :hash, :secret, :now, :confirmed)
                    """)
                    .bind("page", page.value())
                    .bind("id", id)
                    .bind("state", state)
                    .bind("mac", cast.vault().blindIndex(tx, page).unique(address))
                    .bindArray(
                            "index",
                            Long.class,
                            Arrays.stream(cast.vault().blindIndex(tx, page).search(address))
                                    .boxed()
                                    .toList())
                    .bind("address", subject.seal(new Field("subscriber", "address", id), address))
                    .bind("hash", Tokens.hash(id))
                    .bind("secret", subject.seal(new Field("subscriber", "secret", id), id))
                    .bind("confirmed", state.equals("unconfirmed") ? null : tx.now())
                    .execute();
            only.ifPresent(component -> tx.createUpdate("""
                    insert into subscriber_scope (organization_id, page_id, id, subscriber_id, component_id)
                    values (:organizationId, :page, :scope, :id, :component)
                    """)
                    .bind("page", page.value())
                    .bind("scope", Ids.next())
                    .bind("id", id)
                    .bind("component", component.value())
                    .execute());
            return null;
        });
        return id;
    }

    @Override
    public void close() {
        console.close();
        sentFiles.close();
        transfers.close();
        client.close();
        vertx.close().await();
        test.close();
        uploads.clear();
        uploads.remove(uploads.folder());
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("foghorn-desk-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Admits whoever has a badge. */
    private final class Doorkeeper implements Guard {
        @Override
        public Call admit(Exchange http, Access access) {
            var call = admitBeforeBody(http, access);
            if (http.method().equals("POST")
                    && !http.body().text("form_token").orElse("").equals(http.formToken())) {
                throw new Problem.Forbidden("The form is too old.");
            }
            return call;
        }

        @Override
        public Call admitBeforeBody(Exchange http, Access access) {
            var badge = http.cookie("badge").orElse("");
            var who = badges.get(badge);
            if (who == null) {
                throw new Problem.Unauthenticated("Please sign in.");
            }
            http.setFormToken("token-" + badge);
            return new Call(who.actor(), http.requestId());
        }
    }
}
