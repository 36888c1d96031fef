package foghorn.tenant;

/** Names an account's membership in one organization; the user id of {@code /v1}. */
public record TeamMemberId(String value) {
    public TeamMemberId {
        IdForm.require("team member", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
