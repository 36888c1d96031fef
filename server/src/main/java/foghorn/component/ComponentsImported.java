package foghorn.component;

import foghorn.kit.outbox.PageEvent;

/** Components and groups were taken over from another status page; nobody is told. */
public record ComponentsImported(int made, int changed) implements PageEvent {
    @Override
    public String kind() {
        return "components.imported";
    }
}
