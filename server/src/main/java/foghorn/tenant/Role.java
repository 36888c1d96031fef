package foghorn.tenant;

/** A team member's role in an organization. A member has only what is granted page by page. */
public enum Role {
    OWNER,
    ADMIN,
    MEMBER
}
