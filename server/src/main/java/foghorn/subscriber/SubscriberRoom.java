package foghorn.subscriber;

import foghorn.kit.crypto.InstallationKey;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.limit.Limits;
import foghorn.tenant.OrganizationId;
import java.util.List;
import java.util.function.Supplier;

/** Builds the room's objects. */
public final class SubscriberRoom {
    private final Audience audience;
    private final SubscriberService service;
    private final SubscriberListService lists;
    private final WebhookService webhooks;
    private final Quarantine quarantine;
    private final SubscriberImportService imports;
    private final SubscriberExportService exports;
    private final ConfirmationService confirmations;
    private final SubscriptionService subscriptions;
    private final CodeService codes;
    private final LockService locks;
    private final FollowerService followers;
    private final FollowerListService followerLists;
    private final IncidentFollowerService incidentFollowers;
    private final BulkService bulk;
    private final ConfirmationAgainService again;
    private final Forgetting forgetting;
    private final Database database;
    private final SubscriberFileService files;

    public SubscriberRoom(Database database, Vault vault, InstallationKey key) {
        this.audience = new Audience(vault);
        var limits = new ConfirmationLimits(database, key);
        this.quarantine = new Quarantine(vault);
        this.service = new SubscriberService(database, vault, audience, limits);
        this.lists = new SubscriberListService(database, vault);
        this.webhooks = new WebhookService(database, vault, limits, service::messageWaits);
        this.imports = new SubscriberImportService(database, vault, key, service::messageWaits);
        this.files = new SubscriberFileService(database, new SubscriberFileImport(imports));
        this.exports = new SubscriberExportService(database, vault);
        this.database = database;
        this.forgetting = new Forgetting(vault);
        this.followers = new FollowerService(database, vault, service);
        this.followerLists = new FollowerListService(database, vault);
        this.bulk = new BulkService(database);
        this.again = new ConfirmationAgainService(database, vault, limits, service::messageWaits);
        this.incidentFollowers = new IncidentFollowerService(database, vault, service, again);
        this.confirmations = new ConfirmationService(database, vault, service::messageWaits);
        this.subscriptions = new SubscriptionService(database, vault, forgetting);
        this.codes = new CodeService(database, vault, new Limits(database, key), service::messageWaits);
        this.locks = new LockService(database, vault, new Limits(database, key), service::messageWaits);
    }

    public ConfirmationService confirmations() {
        return confirmations;
    }

    public SubscriptionService subscriptions() {
        return subscriptions;
    }

    public FollowerService followers() {
        return followers;
    }

    public FollowerListService followerLists() {
        return followerLists;
    }

    public IncidentFollowerService incidentFollowers() {
        return incidentFollowers;
    }

    public BulkService bulk() {
        return bulk;
    }

    public ConfirmationAgainService again() {
        return again;
    }

    public CodeService codes() {
        return codes;
    }

    public LockService locks() {
        return locks;
    }

    /** Clears away who is to be forgotten, of these organizations. */
    public Purge purge(Supplier<List<OrganizationId>> organizations) {
        return new Purge(database, forgetting, organizations);
    }

    public SubscriberImportService imports() {
        return imports;
    }

    public SubscriberFileImport files() {
        return new SubscriberFileImport(imports);
    }

    /** Tables that people send; closed by whoever made the room. */
    public SubscriberFileService sentFiles() {
        return files;
    }

    public SubscriberExportService exports() {
        return exports;
    }

    public Audience audience() {
        return audience;
    }

    public SubscriberListService lists() {
        return lists;
    }

    public WebhookService webhooks() {
        return webhooks;
    }

    public Quarantine quarantine() {
        return quarantine;
    }

    public SubscriberService service() {
        return service;
    }
}
