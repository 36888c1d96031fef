package foghorn.tenant;

/** Names a page, unique in the installation. */
public record PageId(String value) {
    public PageId {
        IdForm.require("page", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
