package foghorn.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which entries are asked for.
 *
 * @param before only those with a smaller number; empty to begin with the newest
 * @param kinds what the action is about, the part of its name before the dot, for example {@code incident}; empty for everything but
 *     readings of the log itself
 * @param actor whose; empty for everybody's
 * @param subject about which id; empty for any
 */
public record AuditQuery(
        Optional<Long> before, Set<String> kinds, Optional<String> actor, Optional<String> subject, Period period) {
    /**
     * When it was done.
     *
     * @param since the first moment; empty for the beginning
     * @param until the first moment after it; empty for what is still to come
     */
    public record Period(Optional<Instant> since, Optional<Instant> until) {
        public static final Period ALWAYS = new Period(Optional.empty(), Optional.empty());
    }

    public AuditQuery {
        kinds = Set.copyOf(kinds);
    }
}
