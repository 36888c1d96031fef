package foghorn.incident.web;

import foghorn.incident.Incident;
import foghorn.incident.IncidentDetails;
import foghorn.incident.Postmortem;
import foghorn.kit.text.Markdown;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Shell;
import java.util.Optional;

/**
 * The screen on which a postmortem is written.
 *
 * @param details of the incident, with what is saved
 * @param effect what publishing and telling would do
 * @param conflict what somebody else has made of it meanwhile
 */
public record PostmortemView(
        Shell shell,
        IncidentDetails details,
        PostmortemForm form,
        Effect effect,
        FormErrors errors,
        Optional<Conflict> conflict) {
    public Incident incident() {
        return details.incident();
    }

    public Optional<Postmortem> saved() {
        return details.postmortem();
    }

    /** Whether it can be written yet. */
    public boolean isPossible() {
        return incident().isOver();
    }

    public boolean isPublished() {
        return saved().filter(Postmortem::isPublished).isPresent();
    }

    /** Whether subscribers may be told once it is published. */
    public boolean mayTell() {
        return saved().flatMap(Postmortem::toldAt).isEmpty() && !incident().backfilled();
    }

    public boolean isRefused() {
        return !errors.isEmpty() || conflict.isPresent();
    }

    public String title() {
        return (errors.isEmpty() ? "" : "Error: ") + "Postmortem of "
                + incident().name();
    }

    public String back() {
        return Composers.base(incident().pageId(), incident().id());
    }

    public String action() {
        return back() + "/postmortem";
    }

    /** Where the draft can be read by whoever has this address. */
    public Optional<String> preview() {
        return saved().map(postmortem ->
                shell.publicUrl() + "/incidents/" + incident().id() + "/preview/" + postmortem.previewKey());
    }

    public String publicUrl() {
        return shell.publicUrl() + "/incidents/" + incident().id() + "#postmortem";
    }

    /** The text of the form as readers would see it, safe as it is. */
    public String html() {
        return Markdown.html(form.body());
    }
}
