package foghorn.kit.outbox;

/** Something that happened on a page. Holds ids and versions, never personal data. */
public interface PageEvent {
    /** The stored name of the kind of event, for example {@code incident.updated}. */
    String kind();
}
