package foghorn.page;

import foghorn.kit.outbox.PageEvent;

/** A page was made or its settings changed; {@code version} is that of the settings afterwards. */
public record PageChanged(int version) implements PageEvent {
    public static final String KIND = "page.changed";

    @Override
    public String kind() {
        return KIND;
    }
}
