package foghorn.transfer;

import foghorn.component.ComponentStatus;
import foghorn.component.ImportedComponent;
import foghorn.incident.ImportedIncident;
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
        return new ImportedIncident(
                id,
                fields.text("name"),
                status(fields, item, isMaintenance),
                fields.word("impact", IncidentImpact::parse),
                fields.maybeText("reminder_intervals"),
                fields.maybeTime("started_at").orElse(created),
                fields.maybeTime("monitoring_at"),
                fields.maybeTime("resolved_at"),
                isMaintenance
                        ? Optional.of(new ImportedIncident.Window(
                                fields.time("scheduled_for"), fields.time("scheduled_until")))
                        : Optional.empty(),
                updates(fields, item, isMaintenance),
                fields.objects("components").stream()
                        .map(component -> component.id("id"))
                        .toList(),
                created,
                fields.time("updated_at"));
    }

    private List<ImportedUpdate> updates(Fields incident, String item, boolean isMaintenance) {
        var given = incident.objects("incident_updates");
        if (given.size() > MAX_UPDATES) {
            throw new Problem.Invalid("incident_updates", "must be at most " + MAX_UPDATES);
        }
        var updates = new ArrayList<ImportedUpdate>();
        for (var fields : given) {
            orNote(item, () -> updates.add(update(fields, item, isMaintenance)));
        }
        return updates;
    }

    private ImportedUpdate update(Fields fields, String item, boolean isMaintenance) {
        var id = fields.id("id");
        var named = fields.at("incident_updates/" + id + "/");
        noteUnknown(named, UPDATE, item);
        var created = named.time("created_at");
        return new ImportedUpdate(
                id,
                status(named, item, isMaintenance),
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

    /** A status of the incident's own line. What came after the end is resolved here; its text is taken over all the same. */
    private IncidentStatus status(Fields fields, String item, boolean isMaintenance) {
        if (!isMaintenance && fields.text("status").equals(POSTMORTEM)) {
            notTaken.accept(
                    new NotTaken(document, item, fields.path() + "status", "is postmortem, and was taken as resolved"));
            return IncidentStatus.Realtime.RESOLVED;
        }
        return fields.word(
                "status",
                word -> IncidentStatus.parse(word).filter(status -> status.isScheduledKind() == isMaintenance));
    }
}
