package foghorn.app;

import foghorn.app.setup.SetUpController;
import foghorn.app.setup.SetupService;
import foghorn.audit.AuditReader;
import foghorn.component.AutomationAddresses;
import foghorn.component.ComponentRoom;
import foghorn.component.api.ComponentController;
import foghorn.component.api.ComponentGroupController;
import foghorn.component.uptime.UptimeRoom;
import foghorn.component.web.UptimeDaysController;
import foghorn.component.web.UptimeRuleController;
import foghorn.console.ConsoleRoom;
import foghorn.incident.IncidentRoom;
import foghorn.incident.api.IncidentController;
import foghorn.incident.api.IncidentUpdateController;
import foghorn.incident.api.PostmortemController;
import foghorn.incident.api.TemplateController;
import foghorn.incident.api.UptimeController;
import foghorn.incident.template.TemplateRoom;
import foghorn.kit.config.Settings;
import foghorn.kit.crypto.InstallationKey;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.db.DatabaseAccess;
import foghorn.kit.db.PoolUse;
import foghorn.kit.db.SteadyClock;
import foghorn.kit.due.DueWork;
import foghorn.kit.http.GuardedClient;
import foghorn.kit.limit.Limits;
import foghorn.kit.mail.LocalInbox;
import foghorn.kit.mail.MailTransport;
import foghorn.kit.once.Once;
import foghorn.kit.web.Assets;
import foghorn.kit.web.Guard;
import foghorn.kit.web.Proxies;
import foghorn.kit.web.RequestCounts;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Sites;
import foghorn.kit.web.Uploads;
import foghorn.kit.web.WebServer;
import foghorn.notification.MessageKeys;
import foghorn.notification.Notices;
import foghorn.notification.NotificationRoom;
import foghorn.notification.RehearsalService;
import foghorn.notification.Retention;
import foghorn.notification.SubscriberHistory;
import foghorn.notification.api.NotificationController;
import foghorn.notification.channel.email.EmailChannel;
import foghorn.notification.channel.webhook.WebhookChannel;
import foghorn.notification.team.TeamRoom;
import foghorn.organization.OrganizationRoom;
import foghorn.organization.api.UserController;
import foghorn.page.PageLinks;
import foghorn.page.PageRoom;
import foghorn.page.api.PageController;
import foghorn.page.api.StatusEmbedController;
import foghorn.page.run.RunSweep;
import foghorn.publicpage.PublicPageRoom;
import foghorn.publicpage.snapshot.ChoiceService;
import foghorn.publicpage.snapshot.PreviewService;
import foghorn.publicpage.snapshot.SearchService;
import foghorn.publicpage.web.PreviewLink;
import foghorn.publicpage.web.SearchForm;
import foghorn.signin.SignInRoom;
import foghorn.subscriber.SubscriberFileService;
import foghorn.subscriber.SubscriberRoom;
import foghorn.subscriber.api.IncidentSubscriberController;
import foghorn.subscriber.api.SubscriberBulkController;
import foghorn.subscriber.api.SubscriberController;
import foghorn.subscriber.api.SubscriberListController;
import foghorn.subscriber.web.LockForms;
import foghorn.subscriber.web.ManageForms;
import foghorn.subscriber.web.ProgramForms;
import foghorn.subscriber.web.SubscriptionForms;
import foghorn.transfer.PublicPageImport;
import foghorn.transfer.TransferService;
import foghorn.transfer.web.ImportController;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The whole product on one node, wired: what uses what is read here, from top to bottom. */
public final class App {
    /** How long attempts under way may take when the server stops. */
    private static final Duration LAST_ATTEMPTS = Duration.ofSeconds(10);
    /** For how long a count of deliveries is told again. */
    private static final Duration DELIVERIES_COUNTED = Duration.ofSeconds(30);

    private final Ground ground;
    private final Database database;
    private final RequestCounts requests = new RequestCounts();
    private final Routes consoleRoutes = new Routes();
    private final Routes pageRoutes = new Routes();
    private final Routes managementRoutes = new Routes();
    private final OrganizationRoom organizations;
    private final Guard guard;
    private final Once once;
    private final SetupService setUp;
    private final PublicPageRoom publicPages;
    private final NotificationRoom notifications;
    private final MailTransport mail;
    private final TransferService transfers;
    private final SubscriberFileService subscriberFiles;
    private final Uploads uploads;
    private final Housekeeping housekeeping;
    private final List<DueWork> dueWork;
    private final Instant startedAt;
    private boolean working;
    private boolean stopped;

    /**
     * What the rooms stand on.
     *
     * @param port where to listen; 0 takes any free one
     * @param console the address of the console host, without a path
     * @param published the folder of published bytes; beside it lie files that people send, until they are read
     * @param direct the database past a transaction pooler, for LISTEN
     * @param nodeId names this node for ever; it is kept in the data folder, which is locked
     * @param pool its connections now
     * @param outgoing calls servers whose addresses others chose; closed by whoever made it
     */
    public record Ground(
            Settings settings,
            int port,
            URI console,
            Path published,
            Database database,
            DatabaseAccess direct,
            InstallationKey key,
            String nodeId,
            Supplier<DatabaseGate.Start> databaseStart,
            Supplier<PoolUse> pool,
            GuardedClient outgoing,
            SteadyClock clock) {}

    public App(Ground ground) {
        this.ground = ground;
        this.database = ground.database();
        var settings = ground.settings();
        var key = ground.key();
        var vault = new Vault(key);
        var links = new PageLinks(ground.console(), settings.http().pagesDomain());

        organizations = OrganizationRoom.of(database, key, vault);
        var signIn = new SignInRoom(
                database,
                organizations,
                key,
                settings.http().insecureConsole(),
                new SignInRoom.Asking(settings.api(), this::liveNodes));
        guard = signIn.guard();
        once = signIn.once();
        var pageRoom = new PageRoom(database);
        var pages = pageRoom.pages();
        var components = new ComponentRoom(database);
        var incidentRoom = new IncidentRoom(database);
        var incidents = incidentRoom.incidents();
        var subscribers = new SubscriberRoom(database, vault, key);

        var kept = new LocalInbox(database, vault);
        subscribers.subscriptions().onErasure(kept::remove);
        var inbox = settings.mail().smtp().isEmpty() ? Optional.of(kept) : Optional.<LocalInbox>empty();
        mail = inbox.isPresent()
                ? kept
                : new DemoMail(
                        Mail.transport(settings.mail().smtp(), this::liveNodes),
                        kept,
                        page -> organizations.installation().demoPage().equals(Optional.of(page)));
        notifications = new NotificationRoom(
                new NotificationRoom.Needs(
                        database,
                        vault,
                        key,
                        subscribers,
                        ground.nodeId(),
                        ground.clock(),
                        NotificationRoom.CLOCK_BOUND),
                List.of(
                        new EmailChannel(new EmailChannel.Needs(
                                mail,
                                new Notices(database),
                                links,
                                new MessageKeys(key),
                                ground.clock(),
                                Mail.sender(settings.mail(), ground.console()))),
                        new WebhookChannel(new WebhookChannel.Needs(
                                ground.outgoing(), new Notices(database), links, ground.clock()))));
        publicPages = new PublicPageRoom(
                database,
                ground.direct(),
                links,
                new PublicPageRoom.Settings(
                        ground.published(),
                        settings.data().publishedMemory(),
                        settings.http().pagesDomain()),
                ground.clock());
        database.onPageChange(publicPages.publisher());
        uploads = new Uploads(ground.published().resolveSibling("uploads"));
        subscriberFiles = subscribers.sentFiles();
        transfers = new TransferService(
                database,
                new PublicPageImport(
                        ground.outgoing(), pageRoom.imports(), components.imports(), incidentRoom.imports()));
        setUp = new SetupService(database, organizations, pageRoom, signIn.service(), links);

        var addresses = new AutomationAddresses(key, ground.console().getHost());
        new PageController(pages).addTo(consoleRoutes);
        new StatusEmbedController(pageRoom.embeds()).addTo(consoleRoutes);
        new ComponentController(components.components(), addresses).addTo(consoleRoutes);
        new ComponentGroupController(components.groups()).addTo(consoleRoutes);
        new IncidentController(incidents, addresses, links).addTo(consoleRoutes);
        new IncidentUpdateController(incidents).addTo(consoleRoutes);
        new PostmortemController(incidentRoom.postmortems()).addTo(consoleRoutes);
        var templates = new TemplateRoom(database).templates();
        new TemplateController(templates, addresses).addTo(consoleRoutes);
        new UptimeController(incidentRoom.uptimes()).addTo(consoleRoutes);
        new SubscriberController(subscribers.followers(), subscribers.webhooks()).addTo(consoleRoutes);
        new SubscriberListController(subscribers.followerLists()).addTo(consoleRoutes);
        new SubscriberBulkController(subscribers.bulk(), subscribers.again()).addTo(consoleRoutes);
        new IncidentSubscriberController(subscribers.incidentFollowers()).addTo(consoleRoutes);
        new NotificationController(notifications.ledger(), notifications.sending()).addTo(consoleRoutes);
        new OpenApiController().addTo(consoleRoutes);
        new Unbuilt(pages).addTo(consoleRoutes);
        signIn.addTo(consoleRoutes);
        new SetUpController(setUp, organizations.installation(), signIn.service(), signIn.signedIn())
                .addTo(consoleRoutes);
        var limits = new Limits(database, key);
        var console = new ConsoleRoom(new ConsoleRoom.Needs(
                organizations,
                new AuditReader(database),
                pages,
                links,
                components.components(),
                components.groups(),
                incidents,
                incidentRoom.postmortems(),
                templates,
                subscribers.service(),
                subscribers.lists(),
                subscriberFiles,
                uploads,
                subscribers.exports(),
                subscribers.webhooks(),
                new ConsoleRoom.Following(
                        subscribers.followers(), subscribers.again(), new SubscriberHistory(database)),
                new RehearsalService(database, organizations.accounts(), limits),
                notifications.ledger(),
                notifications.sending(),
                notifications::health,
                inbox,
                new ConsoleRoom.Post(mail, Mail.sender(settings.mail(), ground.console())),
                settings.environment(),
                ground.clock()));
        console.addTo(consoleRoutes);
        new UserController(organizations.users(), organizations.invitations(), console.invitationMailer())
                .addTo(consoleRoutes);
        new ImportController(transfers, uploads, console.shells()).addTo(consoleRoutes);
        var uptimes = new UptimeRoom(database);
        new UptimeDaysController(uptimes.corrections(), console.shells()).addTo(consoleRoutes);
        new UptimeRuleController(uptimes.rules(), console.shells()).addTo(consoleRoutes);
        Assets.addTo(consoleRoutes);
        var team = new TeamRoom(new TeamRoom.Needs(
                database,
                organizations.reminders(),
                organizations.accounts(),
                mail,
                Mail.sender(settings.mail(), ground.console()),
                links));
        var retention = new Retention(
                database, organizations.organizations()::all, settings.ledger().kept());
        housekeeping = new Housekeeping(
                notifications::isClockRight,
                List.of(
                        limits::sweep,
                        signIn.sessions()::sweep,
                        () -> once.sweep(organizations.organizations().all()),
                        () -> organizations
                                .invitations()
                                .sweep(organizations.organizations().all()),
                        subscribers.purge(organizations.organizations()::all)::sweep,
                        retention::sweep,
                        new RunSweep(database, organizations.organizations()::all)::sweep,
                        () -> team.sweep(organizations.organizations()::all)));
        dueWork = List.of(
                incidentRoom.dueWork(notifications::isClockRight),
                team.reminding(notifications::isClockRight),
                team.sending(notifications::isClockRight));
        startedAt = ground.clock().instant();
        var health = new Health(this::facts);
        health.addTo(consoleRoutes);
        health.addDetailsTo(managementRoutes);
        var deliveries = new DeliveryCounts(database, DELIVERIES_COUNTED);
        new Metrics(new Metrics.Sources(notifications, deliveries, publicPages.publisher(), requests, ground.pool()))
                .addTo(managementRoutes);
        var choices = new ChoiceService(database);
        new SubscriptionForms(subscribers, choices).addTo(pageRoutes);
        new ManageForms(subscribers, choices, new SubscriberHistory(database)).addTo(pageRoutes);
        new LockForms(subscribers).addTo(pageRoutes);
        new ProgramForms(subscribers, ground.clock()).addTo(pageRoutes);
        new SearchForm(new SearchService(database), links).addTo(pageRoutes);
        new PreviewLink(new PreviewService(database)).addTo(pageRoutes);
    }

    /** The routes of the console host, API included. */
    public Routes consoleRoutes() {
        return consoleRoutes;
    }

    /** The routes of every page. */
    public Routes pageRoutes() {
        return pageRoutes;
    }

    /** The routes of the management listener. */
    public Routes managementRoutes() {
        return managementRoutes;
    }

    public SetupService setUp() {
        return setUp;
    }

    /** What programs may repeat. */
    Once once() {
        return once;
    }

    /** A new link to set the installation up, which replaces the one before; empty once somebody owns it. */
    public Optional<String> setUpLink() {
        return organizations
                .installation()
                .newSetUpSecret()
                .map(secret -> ground.console() + SetUpController.LINK + secret);
    }

    /** Answers requests from now on; published pages are there at once. Returns the port. Ended by {@code shutdown}. */
    public int listen(Vertx vertx, Shutdown shutdown) {
        uploads.clear();
        var http = ground.settings().http();
        var consoleHost = http.consoleUrl().map(URI::getHost).orElse(null);
        var sites = new Sites(consoleHost, publicPages.sites(), publicPages.published(), consoleRoutes, pageRoutes);
        var server = new WebServer(vertx, sites, guard, new Proxies(http.trustedProxies()), requests);
        shutdown.add("publishing and telling", this::stopWork);
        int port = server.listen(http.host(), ground.port());
        shutdown.add("HTTP server", server);
        return port;
    }

    /** Answers whoever runs the installation, on a listener of its own, if there is to be one. Ended by {@code shutdown}. */
    public void listenForManagement(Vertx vertx, Shutdown shutdown) {
        var http = ground.settings().http();
        http.managementPort().ifPresent(port -> {
            var server = new WebServer(
                    vertx, Sites.without(managementRoutes), guard, new Proxies(List.of()), new RequestCounts());
            server.listen(http.managementHost(), port);
            shutdown.add("management listener", server);
        });
    }

    private int liveNodes() {
        return notifications.liveNodes();
    }

    private Health.Facts facts() {
        var start = ground.databaseStart().get();
        return new Health.Facts(
                ground.nodeId(),
                startedAt,
                ground.clock().instant(),
                start,
                start == DatabaseGate.Start.REACHED && publicPages.reachesDatabase(),
                publicPages.isCaughtUp(),
                notifications.clockOff(),
                notifications.liveNodes(),
                notifications.health());
    }

    /** Begins to publish and to tell; the database must be open. */
    public synchronized void work() {
        if (!stopped) {
            publicPages.start();
            notifications.start();
            dueWork.forEach(DueWork::start);
            housekeeping.start();
            working = true;
        }
    }

    private synchronized void stopWork() throws Exception {
        stopped = true;
        if (working) {
            for (var work : dueWork) {
                work.close();
            }
            notifications.stop(LAST_ATTEMPTS);
        }
        transfers.close();
        subscriberFiles.close();
        housekeeping.close();
        publicPages.close();
        mail.close();
    }
}
