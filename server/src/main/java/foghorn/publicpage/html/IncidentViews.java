package foghorn.publicpage.html;

import foghorn.kit.text.Markdown;
import foghorn.publicpage.html.IncidentView.Affected;
import foghorn.publicpage.html.IncidentView.Fact;
import foghorn.publicpage.snapshot.IncidentFacts;
import foghorn.publicpage.snapshot.PostmortemFacts;
import foghorn.publicpage.snapshot.UpdateFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns incidents and maintenances into what templates show. */
final class IncidentViews {
    private final Frame frame;
    private final Clock clock;

    IncidentViews(Frame frame, Clock clock) {
        this.frame = frame;
        this.clock = clock;
    }

    IncidentCard card(IncidentFacts incident) {
        var updates = updates(incident);
        var begin = incident.scheduledFor().orElse(incident.startedAt());
        return new IncidentCard(
                incident.id(),
                incident.name(),
                Marks.of(incident.impact()),
                incident.status().label(),
                incident.isMaintenance() ? "From" : "Started",
                incident.isMaintenance() ? clock.from(begin) : clock.at(begin),
                incident.scheduledUntil()
                        .map(until -> clock.until(begin, until))
                        .orElse(null),
                incident.touched().stream()
                        .map(touched -> affected(incident, touched))
                        .toList(),
                updates.isEmpty() ? null : updates.getFirst(),
                updates.isEmpty() ? updates : updates.subList(1, updates.size()),
                nextUpdate(incident));
    }

    /** What is not over stands on the page as a card, with its updates. */
    PastRow past(IncidentFacts incident) {
        var updates = incident.status().isOver() ? updates(incident) : List.<UpdateView>of();
        return new PastRow(
                incident.id(),
                incident.name(),
                Marks.of(incident.impact()),
                incident.status().label(),
                clock.at(incident.resolvedAt().orElse(incident.updatedAt())),
                updates.isEmpty() ? null : updates.getFirst(),
                switch (updates.size()) {
                    case 0, 1 -> null;
                    case 2 -> "1 earlier update";
                    default -> updates.size() - 1 + " earlier updates";
                });
    }

    IncidentView view(IncidentFacts incident) {
        return view(incident, "../", false);
    }

    /** The page with a postmortem that is not published, at an address that is longer. */
    IncidentView preview(IncidentFacts incident) {
        return view(incident, "../../../", true);
    }

    private IncidentView view(IncidentFacts incident, String root, boolean isPreview) {
        return new IncidentView(
                frame,
                root,
                incident.id(),
                follow(incident),
                frame.feeds() && incident.isMaintenance() && !incident.status().isOver(),
                incident.name(),
                (incident.isMaintenance() ? "Maintenance report for " : "Incident report for ") + frame.pageName(),
                Marks.of(incident.impact()),
                incident.status().label(),
                facts(incident),
                incident.touched().stream()
                        .map(touched -> affected(incident, touched))
                        .toList(),
                nextUpdate(incident),
                updates(incident),
                incident.postmortem().map(this::postmortem).orElse(null),
                isPreview);
    }

    private PostmortemView postmortem(PostmortemFacts postmortem) {
        return new PostmortemView(
                clock.at(postmortem.publishedAt()),
                Markdown.html(postmortem.body()),
                postmortem.updatedAt().isAfter(postmortem.publishedAt()) ? clock.at(postmortem.updatedAt()) : null);
    }

    private String follow(IncidentFacts incident) {
        if (!frame.follow() || incident.status().isOver()) {
            return "";
        }
        return incident.isMaintenance() ? "Follow this maintenance" : "Follow this incident";
    }

    private static Affected affected(IncidentFacts incident, IncidentFacts.Touched touched) {
        var component = touched.component();
        return new Affected(
                component.name(),
                Marks.of(touched.worst()),
                isUnderWay(incident) ? Marks.of(component.status()) : null,
                Ribbons.of(incident, component).orElse(null));
    }

    /** Before and after, the present status of a component says nothing of this. */
    private static boolean isUnderWay(IncidentFacts incident) {
        return incident.status().isRunning();
    }

    private List<Fact> facts(IncidentFacts incident) {
        var facts = new ArrayList<Fact>();
        if (incident.isMaintenance()) {
            incident.scheduledFor().ifPresent(at -> facts.add(moment("Planned from", at)));
            incident.scheduledUntil().ifPresent(at -> facts.add(moment("Planned until", at)));
            incident.resolvedAt().ifPresent(at -> facts.add(moment("Completed", at)));
            return facts;
        }
        facts.add(moment("Started", incident.startedAt()));
        incident.resolvedAt().ifPresent(at -> {
            facts.add(moment("Resolved", at));
            facts.add(new Fact("Lasted", null, Clock.lasting(incident.startedAt(), at)));
        });
        return facts;
    }

    private Fact moment(String label, Instant at) {
        return new Fact(label, clock.at(at), "");
    }

    private @Nullable When nextUpdate(IncidentFacts incident) {
        return incident.nextUpdateAt()
                .filter(at -> !incident.status().isOver())
                .map(clock::at)
                .orElse(null);
    }

    /** Newest first. */
    private List<UpdateView> updates(IncidentFacts incident) {
        var views = new ArrayList<UpdateView>();
        for (int i = 0; i < incident.updates().size(); i++) {
            views.add(update(incident.updates().get(i), incident.labelOfUpdate(i)));
        }
        return List.copyOf(views);
    }

    private UpdateView update(UpdateFacts update, String label) {
        return new UpdateView(
                label,
                clock.at(update.displayAt()),
                update.body().strip(),
                update.mentions().stream()
                        .filter(mention -> mention.before() != mention.after())
                        .map(mention -> mention.name() + ": " + mention.before().label() + " → "
                                + mention.after().label())
                        .toList(),
                update.version() > 1 ? clock.at(update.updatedAt()) : null);
    }
}
