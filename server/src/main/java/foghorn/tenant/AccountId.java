package foghorn.tenant;

/** Names a person's account on the installation. */
public record AccountId(String value) {
    public AccountId {
        IdForm.require("account", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
