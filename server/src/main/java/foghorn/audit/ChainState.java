package foghorn.audit;

/** What a chain was found to be. */
public sealed interface ChainState {
    /** The organization's id, or {@code installation}. */
    String chain();

    /** Every entry follows from the one before. That entries were cut off at the end cannot be seen from the chain alone. */
    record Intact(String chain, long entries) implements ChainState {}

    /**
     * The chain holds up to the entry before this one.
     *
     * @param seq the number of the first entry that is wrong or missing
     */
    record Broken(String chain, long seq, String reason) implements ChainState {}
}
