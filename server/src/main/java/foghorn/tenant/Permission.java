package foghorn.tenant;

/** What an actor may do. Each is granted for a page, or for the whole organization by role. */
public enum Permission {
    /** Read everything the team sees of a page, but no subscriber's address. */
    VIEW_PAGE,
    /** Change name, settings and look of a page. */
    MANAGE_PAGE,
    /** Add, change and remove components and groups, and set component statuses. */
    MANAGE_COMPONENTS,
    /** Open, update, resolve, edit and delete incidents. */
    MANAGE_INCIDENTS,
    /** The same for scheduled maintenances. */
    MANAGE_MAINTENANCE,
    /** See and change subscribers and the delivery ledger. */
    MANAGE_SUBSCRIBERS,
    /** Create pages; invite, change and remove team members; make and revoke API keys. Organization-wide only. */
    MANAGE_ORGANIZATION,
    /** Read the audit log. Organization-wide only. */
    VIEW_AUDIT;

    /** The name used in API key scopes and in error messages, for example {@code manage_incidents}. */
    public String scope() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
