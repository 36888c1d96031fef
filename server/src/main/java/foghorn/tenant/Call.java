package foghorn.tenant;

import java.util.Optional;

/**
 * One request or job step: who asks, and the id under which logs and audit entries can be found together.
 *
 * @param requestId 1 to 64 characters, no personal data
 * @param receipt there when the request shall be carried out once, however often it comes
 */
public record Call(Actor actor, String requestId, Optional<Receipt> receipt) {
    public Call(Actor actor, String requestId) {
        this(actor, requestId, Optional.empty());
    }

    public OrganizationId organization() {
        return actor.organization();
    }

    /** The same, to be carried out once. */
    public Call with(Receipt once) {
        return new Call(actor, requestId, Optional.of(once));
    }
}
