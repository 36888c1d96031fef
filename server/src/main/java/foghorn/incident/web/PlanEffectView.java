package foghorn.incident.web;

/**
 * What sending the form of a maintenance would do, while it is being filled in.
 *
 * @param spelled what the window comes to
 */
public record PlanEffectView(Effect effect, String spelled) {}
