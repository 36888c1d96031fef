package foghorn.kit.once;

/** What became of an earlier request of the same name. */
sealed interface Earlier {
    /** It was another request. */
    record Different() implements Earlier {}

    record Running() implements Earlier {}

    /** @param sealed the answer, as it is kept */
    record Answered(byte[] sealed) implements Earlier {}

    /** It was carried out, and what was answered is not known: the server stopped in between, or the answer was too long. */
    record Unanswered() implements Earlier {}
}
