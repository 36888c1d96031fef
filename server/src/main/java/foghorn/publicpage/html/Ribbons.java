package foghorn.publicpage.html;

import foghorn.component.ComponentStatus;
import foghorn.publicpage.snapshot.ComponentFacts;
import foghorn.publicpage.snapshot.IncidentFacts;
import foghorn.publicpage.snapshot.UpdateFacts;
import foghorn.publicpage.snapshot.UpdateFacts.Mention;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Draws what the updates of an incident said of a component over time: the worse, the higher, so that it is told without colour. */
final class Ribbons {
    static final int WIDTH = 600;
    static final int HEIGHT = 16;

    /** So that what was short is seen. */
    private static final int NARROWEST = 6;
    /** The part that stands for the present, of which nobody knows how long it lasts. */
    private static final int PRESENT = 120;
    /** More turns than these are summed up. */
    private static final int MOST_TURNS = 4;

    private Ribbons() {}

    /** From one moment to another in one status. */
    private record Span(ComponentStatus status, Instant from, Instant to) {
        Duration length() {
            return Duration.between(from, to);
        }
    }

    /** A change that an update brought. */
    private record Turn(Instant at, ComponentStatus before, ComponentStatus after) {}

    /** Nothing where no update said anything of the component, and where no time has passed of which more is to be said than the present. */
    static Optional<RibbonView> of(IncidentFacts incident, ComponentFacts component) {
        var turns = turns(incident, component.id());
        if (turns.isEmpty() || !incident.hasBegun()) {
            return Optional.empty();
        }
        var end = incident.status().isOver() ? incident.resolvedAt() : Optional.<Instant>empty();
        var spans = spans(incident.beganAt(), turns, end.orElse(turns.getLast().at()));
        var present = end.isPresent() ? Optional.<ComponentStatus>empty() : Optional.of(component.status());
        return spans.isEmpty()
                ? Optional.empty()
                : Optional.of(new RibbonView(steps(spans, present), words(spans, present)));
    }

    /** In order of time; an update may have been given another time since. */
    private static List<Turn> turns(IncidentFacts incident, String component) {
        return incident.updates().reversed().stream()
                .sorted(Comparator.comparing(UpdateFacts::displayAt))
                .flatMap(update -> update.mentions().stream()
                        .filter(mention -> mention.componentId().equals(component))
                        .map(mention -> turn(update, mention)))
                .toList();
    }

    private static Turn turn(UpdateFacts update, Mention mention) {
        return new Turn(update.displayAt(), mention.before(), mention.after());
    }

    private static List<Span> spans(Instant begin, List<Turn> turns, Instant end) {
        var spans = new ArrayList<Span>();
        var at = begin;
        var status = turns.getFirst().before();
        for (var turn : turns) {
            at = add(spans, new Span(status, at, earlier(turn.at(), end)));
            status = turn.after();
        }
        add(spans, new Span(status, at, end));
        return spans;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Adds what took some time to what is there, and answers to what moment that goes. */
    private static Instant add(List<Span> spans, Span span) {
        if (!span.from().isBefore(span.to())) {
            return span.from();
        }
        if (!spans.isEmpty() && spans.getLast().status() == span.status()) {
            spans.add(new Span(span.status(), spans.removeLast().from(), span.to()));
        } else {
            spans.add(span);
        }
        return span.to();
    }

    private static List<RibbonView.Step> steps(List<Span> spans, Optional<ComponentStatus> present) {
        var paths = new EnumMap<ComponentStatus, StringBuilder>(ComponentStatus.class);
        int past = present.isEmpty() ? WIDTH : WIDTH - PRESENT;
        var begin = spans.getFirst().from();
        double whole = Duration.between(begin, spans.getLast().to()).toMillis();
        for (var span : spans) {
            int from = (int) (past * (Duration.between(begin, span.from()).toMillis() / whole));
            int to = (int) (past * (Duration.between(begin, span.to()).toMillis() / whole));
            int left = Math.min(from, WIDTH - NARROWEST);
            draw(paths, span.status(), left, Math.max(to, left + NARROWEST));
        }
        present.ifPresent(status -> draw(paths, status, past, WIDTH));
        return paths.entrySet().stream()
                .map(path -> new RibbonView.Step(
                        Marks.of(path.getKey()).tone(), path.getValue().toString()))
                .toList();
    }

    private static void draw(EnumMap<ComponentStatus, StringBuilder> paths, ComponentStatus status, int from, int to) {
        paths.computeIfAbsent(status, none -> new StringBuilder())
                .append("M%d %dv-%dh%dv%dz".formatted(from, HEIGHT, height(status), to - from, height(status)));
    }

    private static int height(ComponentStatus status) {
        return switch (status) {
            case OPERATIONAL -> 3;
            case UNDER_MAINTENANCE -> 6;
            case DEGRADED_PERFORMANCE -> 7;
            case PARTIAL_OUTAGE -> 11;
            case MAJOR_OUTAGE -> HEIGHT;
        };
    }

    private static String words(List<Span> spans, Optional<ComponentStatus> present) {
        var parts = new ArrayList<String>();
        if (spans.size() > MOST_TURNS) {
            parts.add("In all " + sums(spans));
        } else {
            parts.add(spans.stream()
                    .map(span -> lasting(span.status(), span.length()))
                    .collect(Collectors.joining(", then ")));
        }
        present.ifPresent(status -> parts.add("now " + word(status)));
        var words = String.join(", ", parts);
        return words.substring(0, 1).toUpperCase(Locale.ENGLISH) + words.substring(1) + ".";
    }

    /** The worst first. */
    private static String sums(List<Span> spans) {
        var sums = new EnumMap<ComponentStatus, Duration>(ComponentStatus.class);
        spans.forEach(span -> sums.merge(span.status(), span.length(), Duration::plus));
        return sums.entrySet().stream()
                .sorted(Comparator.comparing(sum -> -height(sum.getKey())))
                .map(sum -> lasting(sum.getKey(), sum.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String lasting(ComponentStatus status, Duration length) {
        return word(status) + " for " + Clock.lasting(Instant.EPOCH, Instant.EPOCH.plus(length));
    }

    private static String word(ComponentStatus status) {
        return status.label().toLowerCase(Locale.ENGLISH);
    }
}
