package foghorn.transfer;

import foghorn.component.ComponentStatus;
import foghorn.component.ImportedComponent;
import foghorn.incident.ImportedIncident;
import foghorn.incident.ImportedIncident.ImportedPostmortem;
import foghorn.incident.ImportedUpdate;
import foghorn.incident.IncidentImpact;
import foghorn.incident.IncidentStatus;
import foghorn.tenant.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads components, incidents and maintenances as the contract (public-v2, section 0) has them. */
record PublicItems(String document, Consumer<NotTaken> notTaken) {
    /** What a component may say. Page and children follow from the rest, and its mail address is its own here. */
    static final Set<String> COMPONENT = Set.of(
            "id",
            "name",
            "status",
            "created_at",
            "updated_at",
            "position",
            "description",
            "showcase",
            "start_date",
            "group_id",
            "group",
            "only_show_if_degraded",
            "page_id",
            "components",
            "automation_email");

    /** What an incident or a maintenance may say; the address and the page are its own here. */
    static final Set<String> INCIDENT = Set.of(
            "id",
            "name",
            "status",
            "created_at",
            "updated_at",
            "monitoring_at",
            "resolved_at",
            "impact",
            "shortlink",
            "started_at",
            "page_id",
            "incident_updates",
            "components",
            "reminder_intervals",
            "scheduled_for",
            "scheduled_until");

    private static final Set<String> UPDATE = Set.of(
            "id",
            "status",
            "body",
            "incident_id",
            "created_at",
            "updated_at",
            "display_at",
            "affected_components",
            "deliver_notifications",
            "custom_tweet",
            "tweet_id");

    private static final String POSTMORTEM = "postmortem";
    private static final int MAX_UPDATES = 1_000;

    static ImportedComponent component(Fields fields) {
        return new ImportedComponent(
                fields.id("id"),
                fields.flag("group", false),
                fields.maybeId("group_id"),
                fields.text("name"),
                fields.maybeText("description"),
                fields.word("status", ComponentStatus::parse),
                fields.number("position"),
                fields.flag("showcase", false),
                fields.flag("only_show_if_degraded", false),
                fields.maybeDate("start_date"),
                fields.time("created_at"),
                fields.time("updated_at"));
    }

    ImportedIncident incident(Fields fields, boolean isMaintenance) {
        var id = fields.id("id");
        var item = (isMaintenance ? "maintenance " : "incident ") + id;
        var created = fields.time("created_at");
        var told = told(fields, item, isMaintenance);
        return new ImportedIncident(
                id,
                fields.text("name"),
                status(fields, isMaintenance),
                fields.word("impact", IncidentImpact::parse),
                fields.maybeText("reminder_intervals"),
                fields.maybeTime("started_at").orElse(created),
                fields.maybeTime("monitoring_at"),
                fields.maybeTime("resolved_at"),
                isMaintenance
                        ? Optional.of(new ImportedIncident.Window(
                                fields.time("scheduled_for"), fields.time("scheduled_until")))
                        : Optional.empty(),
                told.updates(),
                told.postmortem(),
                fields.objects("components").stream()
                        .map(component -> component.id("id"))
                        .toList(),
                created,
                fields.time("updated_at"));
    }

    private record Told(List<ImportedUpdate> updates, Optional<ImportedPostmortem> postmortem) {}

    private Told told(Fields incident, String item, boolean isMaintenance) {
        var given = incident.objects("incident_updates");
        if (given.size() > MAX_UPDATES) {
            throw new Problem.Invalid("incident_updates", "must be at most " + MAX_UPDATES);
        }
        var updates = new ArrayList<ImportedUpdate>();
        var postmortems = new ArrayList<ImportedPostmortem>();
        for (var fields : given) {
            orNote(item, () -> {
                var named = fields.at("incident_updates/" + fields.id("id") + "/");
                noteUnknown(named, UPDATE, item);
                if (isPostmortem(named, isMaintenance)) {
                    postmortems.add(postmortem(named, item));
                } else {
                    updates.add(update(named, item, isMaintenance));
                }
            });
        }
        postmortems.stream()
                .skip(1)
                .forEach(older -> notTaken.accept(new NotTaken(
                        document,
                        item,
                        "incident_updates/" + older.sourceId() + "/status",
                        "is that of a second postmortem; the newest is taken")));
        return new Told(updates, postmortems.stream().findFirst());
    }

    /** The newest is the first. */
    private ImportedPostmortem postmortem(Fields named, String item) {
        if (!named.list("affected_components").isEmpty()) {
            notTaken.accept(new NotTaken(
                    document, item, named.path() + "affected_components", "are of a postmortem, which affects none"));
        }
        var published = named.maybeTime("display_at").orElseGet(() -> named.time("created_at"));
        return new ImportedPostmortem(
                named.id("id"),
                named.maybeText("body").orElse(""),
                named.flag("deliver_notifications", false),
                named.maybeLine("custom_tweet"),
                published,
                named.maybeTime("updated_at").orElse(published));
    }

    private ImportedUpdate update(Fields named, String item, boolean isMaintenance) {
        var created = named.time("created_at");
        return new ImportedUpdate(
                named.id("id"),
                status(named, isMaintenance),
                named.maybeText("body").orElse(""),
                mentions(named, item),
                named.flag("deliver_notifications", false),
                named.maybeLine("custom_tweet"),
                named.maybeLine("tweet_id"),
                named.maybeTime("display_at").orElse(created),
                created,
                named.maybeTime("updated_at").orElse(created));
    }

    private List<ImportedUpdate.Mention> mentions(Fields update, String item) {
        var mentions = new ArrayList<ImportedUpdate.Mention>();
        for (var mention : update.objects("affected_components")) {
            orNote(
                    item,
                    () -> mentions.add(new ImportedUpdate.Mention(
                            mention.id("code"),
                            mention.line("name"),
                            mention.word("old_status", ComponentStatus::parse),
                            mention.word("new_status", ComponentStatus::parse))));
        }
        return mentions;
    }

    /** Leaves out what is wrong of a thing, and keeps the thing. */
    private void orNote(String item, Runnable step) {
        try {
            step.run();
        } catch (Problem.Invalid e) {
            e.errors().forEach(error -> notTaken.accept(new NotTaken(document, item, error.field(), error.message())));
        }
    }

    /** Says which fields have no place here. */
    void noteUnknown(Fields fields, Set<String> known, String item) {
        fields.namesBeside(known)
                .forEach(name ->
                        notTaken.accept(new NotTaken(document, item, fields.path() + name, "has no place here")));
    }

    private static boolean isPostmortem(Fields fields, boolean isMaintenance) {
        return !isMaintenance && fields.text("status").equals(POSTMORTEM);
    }

    /** A status of the incident's own line. One with a postmortem is resolved. */
    private static IncidentStatus status(Fields fields, boolean isMaintenance) {
        if (isPostmortem(fields, isMaintenance)) {
            return IncidentStatus.Realtime.RESOLVED;
        }
        return fields.word(
                "status",
                word -> IncidentStatus.parse(word).filter(status -> status.isScheduledKind() == isMaintenance));
    }
}
