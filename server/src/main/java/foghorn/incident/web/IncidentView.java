package foghorn.incident.web;

import foghorn.incident.Incident;
import foghorn.incident.IncidentDetails;
import foghorn.incident.IncidentUpdate;
import foghorn.kit.web.ReadableTime;
import foghorn.kit.web.Shell;
import gg.jte.Content;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The page of one incident.
 *
 * @param composer the form of the next update; empty for who may not post
 * @param panels what other rooms show of it
 */
public record IncidentView(Shell shell, IncidentDetails details, Optional<Composer> composer, List<Content> panels) {
    public IncidentView {
        panels = List.copyOf(panels);
    }

    public Incident incident() {
        return details.incident();
    }

    public ReadableTime clock() {
        return shell.clock();
    }

    /** The name; where the composer was refused, that stands first. */
    public String title() {
        boolean isRefused = composer.filter(shown -> !shown.errors().isEmpty()).isPresent();
        return (isRefused ? "Error: " : "") + incident().name();
    }

    /** How long it has been going on, or was. */
    public String lasting() {
        var end = incident().resolvedAt().orElse(clock().now());
        return ReadableTime.lasting(Duration.between(incident().startedAt(), end));
    }

    /** Whether the team has let pass the time at which it promised to write again. */
    public boolean isLate() {
        return !incident().isOver()
                && incident().nextUpdateAt().filter(clock().now()::isAfter).isPresent();
    }

    public String publicUrl() {
        return shell.publicUrl() + "/incidents/" + incident().id();
    }

    /** Where an update is corrected. */
    public String correction(IncidentUpdate update) {
        return Composers.base(incident().pageId(), incident().id()) + "/updates/" + update.id() + "/edit";
    }

    public String deletion() {
        return Composers.base(incident().pageId(), incident().id()) + "/delete";
    }

    /** Where the plan of a maintenance is changed. */
    public String plan() {
        return Composers.base(incident().pageId(), incident().id()) + "/plan";
    }

    /** What can be done with a maintenance now, before its time. */
    public List<NextStep> steps() {
        return Arrays.stream(NextStep.values())
                .filter(step -> step.follows(incident().status()))
                .toList();
    }

    /** Where a step is written. */
    public String href(NextStep step) {
        return Composers.base(incident().pageId(), incident().id()) + "?next=" + step.wire() + "#post";
    }

    /** Where a postmortem is written, once the incident is over and for who may post. */
    public Optional<String> postmortem() {
        return Optional.of(Composers.base(incident().pageId(), incident().id()) + "/postmortem")
                .filter(href -> incident().isOver() && composer.isPresent());
    }

    /** What there is of a postmortem, in words. */
    public String postmortemLabel() {
        if (details.postmortem().isPresent()) {
            return details.postmortem().get().isPublished() ? "Postmortem: published" : "Postmortem: draft";
        }
        return details.postmortemIgnored() ? "Postmortem: not needed" : "Write a postmortem";
    }

    public String list() {
        return Composers.base(incident().pageId());
    }
}
