package foghorn.subscriber;

import foghorn.kit.crypto.InstallationKey;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;

/** Builds the room's objects. */
public final class SubscriberRoom {
    private final Audience audience;
    private final SubscriberService service;

    public SubscriberRoom(Database database, Vault vault, InstallationKey key) {
        this.audience = new Audience(vault);
        this.service = new SubscriberService(database, vault, audience, new ConfirmationLimits(database, key));
    }

    public Audience audience() {
        return audience;
    }

    public SubscriberService service() {
        return service;
    }
}
