package foghorn.incident.web;

import foghorn.incident.IncidentDetails;
import foghorn.incident.IncidentId;
import foghorn.incident.IncidentImpact;
import foghorn.incident.IncidentService;
import foghorn.incident.Postmortem;
import foghorn.incident.PostmortemDraft;
import foghorn.incident.PostmortemService;
import foghorn.incident.PublishPostmortem;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shells;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code …/incidents/{incident_id}/postmortem}: writes, publishes and takes back what was learnt. */
public final class PostmortemController {
    private static final String PATH = "/console/pages/:page_id/incidents/:incident_id/postmortem";
    private static final Map<String, String> LABELS = Map.of("body_draft", "Text");

    private final PostmortemService postmortems;
    private final IncidentService incidents;
    private final Reach reach;
    private final Shells shells;

    public PostmortemController(PostmortemService postmortems, IncidentService incidents, Reach reach, Shells shells) {
        this.postmortems = postmortems;
        this.incidents = incidents;
        this.reach = reach;
        this.shells = shells;
    }

    public void addTo(Routes routes) {
        var access = Access.session(Permission.MANAGE_INCIDENTS);
        routes.get(access, PATH, this::read);
        routes.post(access, PATH, this::save);
        routes.post(access, PATH + "/autosave", this::autosave);
        routes.post(access, PATH + "/revert", this::revert);
        routes.get(access, PATH + "/delete", this::askToDelete);
        routes.post(access, PATH + "/delete", this::delete);
        routes.post(access, PATH + "/ignore", http -> ignore(http, true));
        routes.post(access, PATH + "/await", http -> ignore(http, false));
    }

    private void read(Exchange http) {
        var details = find(http);
        var zone = shells.of(http, IncidentsController.ENTRY).clock().zone();
        var form = details.postmortem()
                .map(PostmortemForm::of)
                .orElseGet(() -> new PostmortemForm(PostmortemOutline.of(details, zone), "0"));
        show(http, 200, details, form, FormErrors.NONE, Optional.empty());
    }

    private void save(Exchange http) {
        var details = find(http);
        var form = PostmortemForm.read(http.body());
        var then = http.body().text("then").orElse("save");
        try {
            http.seeOther(base(http) + "?done=" + done(http, form, then));
        } catch (Problem.Invalid e) {
            show(http, 422, details, form, FormErrors.of(e, LABELS), Optional.empty());
        } catch (Problem.Conflict e) {
            var present = find(http);
            int version = present.postmortem().map(Postmortem::version).orElse(0);
            show(http, 409, present, form.having(version), FormErrors.NONE, Optional.of(conflict(http, present)));
        }
    }

    private String done(Exchange http, PostmortemForm form, String then) {
        var id = http.id("incident_id", IncidentId::new);
        if (then.equals("publish") || then.equals("tell")) {
            var telling = new Postmortem.Telling(then.equals("tell"), false, Optional.empty());
            postmortems.publish(
                    http.call(),
                    http.pageId(),
                    id,
                    new PublishPostmortem(form.expected(), Optional.of(form.body()), telling));
            return "learnt";
        }
        postmortems.write(http.call(), http.pageId(), id, new PostmortemDraft(form.expected(), form.body()));
        return "saved";
    }

    /** Saves what is being written; whoever has written over by somebody else is told, and nothing of either is lost. */
    private void autosave(Exchange http) {
        var form = PostmortemForm.read(http.body());
        try {
            var saved = postmortems.write(
                    http.call(),
                    http.pageId(),
                    http.id("incident_id", IncidentId::new),
                    new PostmortemDraft(form.expected(), form.body(), true));
            var at = shells.of(http, IncidentsController.ENTRY)
                    .clock()
                    .near(saved.draft().updatedAt());
            http.setHeader("hx-trigger", "saved-draft");
            answer(http, "Draft saved at " + at + ".", form.having(saved.version()));
        } catch (Problem.Conflict e) {
            answer(http, "Not saved: somebody else has changed this draft. Save it yourself to see both.", form);
        } catch (Problem.Invalid e) {
            answer(
                    http,
                    "Not saved: " + FormErrors.of(e, LABELS).lines().getFirst().sentence() + ".",
                    form);
        }
    }

    private static void answer(Exchange http, String words, PostmortemForm form) {
        http.html(200, "incident/postmortem-saved.jte", new PostmortemSaved(words, form.seen(), form.body()));
    }

    private void revert(Exchange http) {
        find(http);
        var form = PostmortemForm.read(http.body());
        try {
            postmortems.revert(http.call(), http.pageId(), http.id("incident_id", IncidentId::new), form.expected());
            http.seeOther(base(http) + "?done=reverted");
        } catch (Problem.Conflict e) {
            http.seeOther(base(http) + "?done=changed");
        }
    }

    private void askToDelete(Exchange http) {
        var details = find(http);
        postmortems.find(http.call(), http.pageId(), details.incident().id());
        http.html(
                200,
                "incident/postmortem-delete.jte",
                new DeletionView(shells.of(http, IncidentsController.ENTRY), details.incident()));
    }

    private void delete(Exchange http) {
        postmortems.delete(
                http.call(),
                http.pageId(),
                http.id("incident_id", IncidentId::new),
                foghorn.kit.patch.ExpectedVersion.any());
        http.seeOther(Composers.base(http.pageId(), http.id("incident_id", IncidentId::new)) + "?done=forgotten");
    }

    private void ignore(Exchange http, boolean ignored) {
        find(http);
        postmortems.ignore(http.call(), http.pageId(), http.id("incident_id", IncidentId::new), ignored);
        http.seeOther(base(http) + "?done=noted");
    }

    private static Conflict conflict(Exchange http, IncidentDetails present) {
        var theirs = present.postmortem();
        return new Conflict(
                "Somebody else has changed this postmortem since you opened it. If you save yours now, it takes the place of"
                        + " this text:",
                theirs.isPresent() ? "The draft" : "There is no draft any more",
                theirs.map(postmortem -> postmortem.draft().body()).orElse(""),
                theirs.map(Postmortem::updatedAt).orElse(present.incident().updatedAt()),
                base(http));
    }

    private static String base(Exchange http) {
        return Composers.base(http.pageId(), http.id("incident_id", IncidentId::new)) + "/postmortem";
    }

    /** The incident, for who may write of it. */
    private IncidentDetails find(Exchange http) {
        var details = incidents.find(http.call(), http.pageId(), http.id("incident_id", IncidentId::new));
        shells.require(http, IncidentController.neededFor(details));
        return details;
    }

    private void show(
            Exchange http,
            int status,
            IncidentDetails details,
            PostmortemForm form,
            FormErrors errors,
            Optional<Conflict> conflict) {
        var components =
                details.components().stream().map(component -> component.id()).collect(Collectors.toSet());
        var counts = reach.of(
                http.call(), http.pageId(), Optional.of(details.incident().id()), components);
        var view = new PostmortemView(
                shells.of(http, IncidentsController.ENTRY).saying(Done.said(http)),
                details,
                form,
                new Effect("Publish", true, counts, IncidentImpact.NONE),
                errors,
                conflict);
        http.html(status, "incident/postmortem.jte", view);
    }
}
