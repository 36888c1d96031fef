package foghorn.tenant;

/** Names an organization: the tenant that every row of it carries. */
public record OrganizationId(String value) {
    public OrganizationId {
        IdForm.require("organization", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
