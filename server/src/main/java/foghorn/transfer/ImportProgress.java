package foghorn.transfer;

/** Whoever asked for an import: sees how far it is, hears what could not be taken, and may stop it. */
public interface ImportProgress {
    /** What is read first; when all are, writing begins. */
    String SOURCES = "sources";

    /**
     * How far it is.
     *
     * @param what for example {@code incidents}
     */
    void at(String what, int done, int all);

    /** Something was not taken over as it stands. */
    void notTaken(NotTaken what);

    /** Whether to stop after the step at hand. What is done is kept; the next import goes on. */
    boolean isStopped();
}
