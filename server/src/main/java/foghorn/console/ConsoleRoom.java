package foghorn.console;

import foghorn.audit.AuditReader;
import foghorn.audit.web.ActivityController;
import foghorn.component.ComponentGroupService;
import foghorn.component.ComponentService;
import foghorn.component.web.ComponentController;
import foghorn.component.web.ComponentsController;
import foghorn.component.web.GroupController;
import foghorn.incident.IncidentService;
import foghorn.incident.PostmortemService;
import foghorn.incident.template.TemplateService;
import foghorn.incident.web.ComposerController;
import foghorn.incident.web.IncidentController;
import foghorn.incident.web.IncidentsController;
import foghorn.incident.web.MaintenanceController;
import foghorn.incident.web.PastIncidentController;
import foghorn.incident.web.PlanController;
import foghorn.incident.web.PostmortemController;
import foghorn.incident.web.TemplateController;
import foghorn.incident.web.UpdatesController;
import foghorn.kit.mail.LocalInbox;
import foghorn.kit.mail.MailSender;
import foghorn.kit.mail.MailTransport;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shells;
import foghorn.kit.web.Uploads;
import foghorn.notification.ChannelHealth;
import foghorn.notification.Ledger;
import foghorn.notification.RehearsalService;
import foghorn.notification.Sending;
import foghorn.notification.channel.email.RehearsalMails;
import foghorn.notification.web.EndpointController;
import foghorn.notification.web.InboxController;
import foghorn.notification.web.LedgerController;
import foghorn.notification.web.NoticeReach;
import foghorn.notification.web.RehearsalController;
import foghorn.organization.OrganizationRoom;
import foghorn.organization.web.ApiKeysController;
import foghorn.organization.web.InvitationMailer;
import foghorn.organization.web.InvitationsController;
import foghorn.organization.web.PageChoices.PageChoice;
import foghorn.organization.web.RemindersController;
import foghorn.organization.web.TeamController;
import foghorn.page.PageLinks;
import foghorn.page.PageService;
import foghorn.page.web.SettingsController;
import foghorn.subscriber.ConfirmationAgainService;
import foghorn.subscriber.FollowerService;
import foghorn.subscriber.NoticeHistory;
import foghorn.subscriber.SubscriberExportService;
import foghorn.subscriber.SubscriberFileService;
import foghorn.subscriber.SubscriberListService;
import foghorn.subscriber.SubscriberService;
import foghorn.subscriber.WebhookService;
import foghorn.subscriber.web.SubscriberController;
import foghorn.subscriber.web.SubscriberFilesController;
import foghorn.subscriber.web.SubscribersController;
import foghorn.subscriber.web.WebhooksController;
import foghorn.tenant.Call;
import foghorn.tenant.Permission;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Builds the console: the frame of every screen, the overview, and the screens that the rooms bring. */
public final class ConsoleRoom {
    private static final List<Place> OF_ORGANIZATION = List.of(
            new Place(TeamController.ENTRY, "/team", Permission.MANAGE_ORGANIZATION),
            new Place(ActivityController.ENTRY, "/activity", Permission.VIEW_AUDIT),
            new Place(ApiKeysController.ENTRY, "/api-keys", Permission.MANAGE_ORGANIZATION));

    private final Needs needs;
    private final Shells shells;

    /**
     * What the console shows and calls.
     *
     * @param uploads where files lie that are sent to it
     * @param inbox where mail is kept while no mail server is configured; empty when one is
     * @param environment the mark of this installation, for example {@code staging}
     */
    public record Needs(
            OrganizationRoom organization,
            AuditReader audit,
            PageService pages,
            PageLinks links,
            ComponentService components,
            ComponentGroupService groups,
            IncidentService incidents,
            PostmortemService postmortems,
            TemplateService templates,
            SubscriberService subscribers,
            SubscriberListService subscriberLists,
            SubscriberFileService subscriberFiles,
            Uploads uploads,
            SubscriberExportService subscriberExport,
            WebhookService webhooks,
            Following following,
            RehearsalService rehearsals,
            Ledger ledger,
            Sending sending,
            Supplier<List<ChannelHealth>> health,
            Optional<LocalInbox> inbox,
            Post post,
            Optional<String> environment,
            InstantSource time) {}

    /**
     * Single subscribers.
     *
     * @param again asks them once more to confirm
     * @param history what they were sent
     */
    public record Following(FollowerService followers, ConfirmationAgainService again, NoticeHistory history) {}

    /**
     * How mail leaves.
     *
     * @param sender whom it comes from
     */
    public record Post(MailTransport transport, MailSender sender) {}

    public ConsoleRoom(Needs needs) {
        this.needs = needs;
        this.shells = new ConsoleShells(needs, places(needs), OF_ORGANIZATION);
    }

    private static List<Place> places(Needs needs) {
        var places = new ArrayList<Place>();
        places.add(new Place(OverviewController.ENTRY, "", Permission.VIEW_PAGE));
        places.add(new Place("Incidents", "/incidents", Permission.VIEW_PAGE));
        places.add(new Place("Components", "/components", Permission.VIEW_PAGE));
        places.add(new Place(SubscribersController.ENTRY, "/subscribers", Permission.MANAGE_SUBSCRIBERS));
        places.add(new Place(WebhooksController.ENTRY, "/webhooks", Permission.MANAGE_SUBSCRIBERS));
        needs.inbox()
                .ifPresent(
                        inbox -> places.add(new Place(InboxController.ENTRY, "/inbox", Permission.MANAGE_SUBSCRIBERS)));
        places.add(new Place(SettingsController.ENTRY, "/settings", Permission.MANAGE_PAGE));
        return places;
    }

    /** The frame, for screens of other rooms. */
    public Shells shells() {
        return shells;
    }

    /** Mails invitations, for programs that invite. */
    public InvitationMailer invitationMailer() {
        return new InvitationMails(needs);
    }

    /** Adds every screen of the console but those of sign-in. */
    public void addTo(Routes routes) {
        var ledger = new LedgerController(needs.ledger(), needs.sending(), shells);
        var reach = new NoticeReach(needs.subscribers());
        new OverviewController(needs, shells).addTo(routes);
        new ComponentsController(needs.components(), reach, shells).addTo(routes);
        new ComponentController(needs.components(), shells).addTo(routes);
        new GroupController(needs.components(), needs.groups(), shells).addTo(routes);
        new IncidentsController(needs.incidents(), shells).addTo(routes);
        var composing = new ComposerController.Needs(
                needs.incidents(), needs.templates(), needs.components(), reach, shells, needs.time());
        new ComposerController(composing).addTo(routes);
        new PastIncidentController(needs.incidents(), shells).addTo(routes);
        new TemplateController(needs.templates(), needs.components(), shells).addTo(routes);
        new IncidentController(new IncidentController.Needs(
                        needs.incidents(), needs.components(), reach, List.of(ledger), shells, needs.time()))
                .addTo(routes);
        new UpdatesController(needs.incidents(), shells).addTo(routes);
        new MaintenanceController(composing).addTo(routes);
        new PlanController(needs.incidents(), needs.components(), reach, shells).addTo(routes);
        new PostmortemController(needs.postmortems(), needs.incidents(), reach, shells).addTo(routes);
        ledger.addTo(routes);
        var rehearsalMails =
                new RehearsalMails(needs.post().transport(), needs.post().sender(), needs.links());
        new RehearsalController(needs.rehearsals(), rehearsalMails, shells).addTo(routes);
        new SubscribersController(needs.subscriberLists(), needs.subscribers(), shells).addTo(routes);
        new SubscriberController(new SubscriberController.Needs(
                        needs.subscriberLists(),
                        needs.following().followers(),
                        needs.following().again(),
                        needs.following().history(),
                        shells))
                .addTo(routes);
        new SubscriberFilesController(needs.subscriberFiles(), needs.uploads(), needs.subscriberExport(), shells)
                .addTo(routes);
        new WebhooksController(needs.webhooks(), shells).addTo(routes);
        new EndpointController(needs.webhooks(), needs.ledger(), needs.sending(), shells).addTo(routes);
        needs.inbox().ifPresent(inbox -> new InboxController(inbox, shells).addTo(routes));
        new SettingsController(needs.pages(), shells).addTo(routes);
        var names = new ActivityNames(needs);
        new ActivityController(needs.audit(), names, shells).addTo(routes);
        new RemindersController(needs.organization().reminders(), shells).addTo(routes);
        new TeamController(needs.organization().team(), needs.organization().invitations(), this::pages, shells)
                .addTo(routes);
        new InvitationsController(needs.organization().invitations(), invitationMailer(), this::pages, shells)
                .addTo(routes);
        new ApiKeysController(needs.organization().apiKeys(), this::pages, shells, needs.time()).addTo(routes);
    }

    private List<PageChoice> pages(Call call) {
        return needs.pages().list(call).stream()
                .map(page -> new PageChoice(page.id(), page.name()))
                .toList();
    }
}
