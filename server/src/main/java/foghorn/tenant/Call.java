package foghorn.tenant;

/**
 * One request or job step: who asks, and the id under which logs and audit entries can be found together.
 *
 * @param requestId 1 to 64 characters, no personal data
 */
public record Call(Actor actor, String requestId) {
    public OrganizationId organization() {
        return actor.organization();
    }
}
