package foghorn.incident.web;

/**
 * What publishing would do, for a composer that is being filled in.
 *
 * @param hasImpact whether the form asks for an impact
 * @param calculated whether the impact follows from the components
 */
public record EffectView(Effect effect, boolean hasImpact, boolean calculated) {}
