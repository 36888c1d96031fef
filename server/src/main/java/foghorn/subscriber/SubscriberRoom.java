package foghorn.subscriber;

import foghorn.kit.crypto.InstallationKey;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;

/** Builds the room's objects. */
public final class SubscriberRoom {
    private final Audience audience;
    private final SubscriberService service;
    private final SubscriberListService lists;
    private final WebhookService webhooks;
    private final Quarantine quarantine;
    private final SubscriberImportService imports;
    private final SubscriberExportService exports;

    public SubscriberRoom(Database database, Vault vault, InstallationKey key) {
        this.audience = new Audience(vault);
        var limits = new ConfirmationLimits(database, key);
        this.quarantine = new Quarantine(vault);
        this.service = new SubscriberService(database, vault, audience, limits);
        this.lists = new SubscriberListService(database, vault);
        this.webhooks = new WebhookService(database, vault, limits, service::messageWaits);
        this.imports = new SubscriberImportService(database, vault, key, service::messageWaits);
        this.exports = new SubscriberExportService(database, vault);
    }

    public SubscriberImportService imports() {
        return imports;
    }

    public SubscriberFileImport files() {
        return new SubscriberFileImport(imports);
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
