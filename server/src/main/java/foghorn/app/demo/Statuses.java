package foghorn.app.demo;

import foghorn.component.ComponentStatus;
import foghorn.component.ImportedHistory.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

/** What happened to one component, put together to what its status was: at each moment the worst of it. */
final class Statuses {
    private static final int BLIP_DAYS = 90;
    private static final int LONGEST_BLIP = 24;

    private final Instant start;
    private final Instant end;
    private final List<Spell> spells = new ArrayList<>();

    /** @param until the end of the demo's time, if it lasts still */
    private record Spell(Instant from, Instant until, ComponentStatus status, Optional<String> story) {
        boolean covers(Instant at) {
            return !at.isBefore(from) && at.isBefore(until);
        }
    }

    /**
     * @param start when there began to be such a component
     * @param end when the demo is made
     */
    Statuses(Instant start, Instant end) {
        this.start = start;
        this.end = end;
    }

    void add(Instant from, Instant until, ComponentStatus status, String story) {
        spells.add(new Spell(from, until, status, Optional.of(story)));
    }

    /** Adds short spells of which nobody wrote. The same seed, the same spells. */
    void addBlips(int count, long seed) {
        var random = new Random(seed);
        var today = end.truncatedTo(ChronoUnit.DAYS);
        for (int i = 0; i < count; i++) {
            var from = today.minus(Duration.ofDays(1L + random.nextInt(BLIP_DAYS - 1)))
                    .plus(Duration.ofMinutes(random.nextInt(24 * 60)));
            var until = from.plus(Duration.ofMinutes(2L + random.nextInt(LONGEST_BLIP)));
            var status = random.nextInt(3) == 0 ? ComponentStatus.PARTIAL_OUTAGE : ComponentStatus.DEGRADED_PERFORMANCE;
            if (from.isAfter(start) && until.isBefore(end)) {
                spells.add(new Spell(from, until, status, Optional.empty()));
            }
        }
    }

    /** From the beginning on, without gaps. */
    List<Span> spans() {
        var turns = new TreeSet<Instant>();
        turns.add(start);
        for (var spell : spells) {
            turns.add(spell.from());
            turns.add(spell.until());
        }
        var spans = new ArrayList<Span>();
        for (var at : turns.tailSet(start).headSet(end)) {
            var next = at(at);
            if (spans.isEmpty() || !same(spans.getLast(), next)) {
                spans.add(next);
            }
        }
        return spans;
    }

    private Span at(Instant at) {
        var worst = new Span(at, ComponentStatus.OPERATIONAL, Optional.empty());
        for (var spell : spells) {
            if (spell.covers(at) && spell.status().isWorseThan(worst.status())) {
                worst = new Span(at, spell.status(), spell.story());
            }
        }
        return worst;
    }

    private static boolean same(Span before, Span next) {
        return before.status() == next.status() && before.incidentSourceId().equals(next.incidentSourceId());
    }
}
