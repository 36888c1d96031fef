package foghorn.subscriber;

/**
 * One thing that is followed, by name.
 *
 * @param isOver of an incident: nothing more comes of it
 */
public record Followed(Kind kind, String id, String name, boolean isOver) {
    boolean isIncident() {
        return kind == Kind.INCIDENT;
    }

    /** What it is. */
    public enum Kind {
        GROUP,
        COMPONENT,
        INCIDENT
    }
}
