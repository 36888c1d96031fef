package foghorn.kit.web;

/**
 * A field that somebody else has changed while a form was open, where the form says otherwise.
 *
 * @param now what stands there
 * @param yours what the form says
 */
public record Disagreement(String label, String now, String yours) {}
