package foghorn.kit.web;

/** What answers a route: reads, calls one verb, writes. Runs on a virtual thread and may block. */
@FunctionalInterface
public interface Handler {
    void handle(Exchange http);
}
