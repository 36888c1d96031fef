package foghorn.publicpage.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import foghorn.kit.web.Json;
import foghorn.page.PageLinks;
import foghorn.publicpage.snapshot.ComponentFacts;
import foghorn.publicpage.snapshot.IncidentFacts;
import foghorn.publicpage.snapshot.PageSnapshot;
import foghorn.publicpage.snapshot.PostmortemFacts;
import foghorn.publicpage.snapshot.UpdateFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The documents of {@code /api/v2}, and {@code /incidents/{id}.json}: keys, their order, types and time forms as in the contract,
 * public-v2, sections 0 to 7 and 12.
 */
public final class JsonDocuments {
    private static final String BASE = "api/v2/";
    private static final String POSTMORTEM = "postmortem";

    private final PageSnapshot snapshot;
    private final PageLinks links;
    private final Times times;

    public JsonDocuments(PageSnapshot snapshot, PageLinks links) {
        this.snapshot = snapshot;
        this.links = links;
        this.times = new Times(snapshot.page().zone());
    }

    private record Summary(
            PageJson page,
            List<ComponentJson> components,
            List<IncidentJson> incidents,
            List<MaintenanceJson> scheduledMaintenances,
            StatusJson status) {}

    private record Status(PageJson page, StatusJson status) {}

    private record Components(PageJson page, List<ComponentJson> components) {}

    private record Incidents(PageJson page, List<IncidentJson> incidents) {}

    private record Maintenances(PageJson page, List<MaintenanceJson> scheduledMaintenances) {}

    /** All documents of {@code /api/v2} by their path under the page's base. */
    public Map<String, byte[]> all() {
        var page = page();
        var documents = new LinkedHashMap<String, byte[]>();
        documents.put(BASE + "summary.json", write(summary(page)));
        documents.put(BASE + "status.json", write(new Status(page, status())));
        documents.put(BASE + "components.json", write(new Components(page, components())));
        documents.put(BASE + "incidents.json", write(new Incidents(page, incidents(snapshot.newestIncidents()))));
        documents.put(
                BASE + "incidents/unresolved.json",
                write(new Incidents(page, incidents(snapshot.unresolvedIncidents()))));
        documents.put(BASE + "scheduled-maintenances.json", maintenances(page, snapshot.newestMaintenances()));
        documents.put(
                BASE + "scheduled-maintenances/upcoming.json", maintenances(page, snapshot.upcomingMaintenances()));
        documents.put(BASE + "scheduled-maintenances/active.json", maintenances(page, snapshot.activeMaintenances()));
        return documents;
    }

    /** The document of one incident or maintenance, however old it is. */
    public byte[] incident(IncidentFacts incident) {
        return write(new IncidentDocument(
                incident.id(),
                incident.name(),
                status(incident),
                times.of(incident.createdAt()),
                times.of(incident.updatedAt()),
                times.of(incident.monitoringAt()),
                times.of(incident.resolvedAt()),
                incident.impact().wire(),
                links.incident(incident.id()),
                times.of(incident.startedAt()),
                snapshot.page().id(),
                updates(incident),
                incident.touched().stream()
                        .map(touched -> new IncidentDocument.Part(
                                touched.component().id(), touched.component().name()))
                        .toList(),
                incident.postmortem().map(PostmortemFacts::body).orElse(null),
                times.of(incident.postmortem().map(PostmortemFacts::publishedAt)),
                times.of(incident.scheduledFor()),
                times.of(incident.scheduledUntil())));
    }

    private Summary summary(PageJson page) {
        var planned =
                snapshot.openMaintenances().stream().map(this::maintenance).toList();
        return new Summary(page, components(), incidents(snapshot.unresolvedIncidents()), planned, status());
    }

    private PageJson page() {
        var page = snapshot.page();
        return new PageJson(
                page.id(),
                page.name(),
                links.page(page.subdomain(), page.domain()),
                page.zone().getId(),
                times.of(page.updatedAt()));
    }

    private StatusJson status() {
        var status = snapshot.status();
        return new StatusJson(status.indicator().wire(), status.description());
    }

    private List<ComponentJson> components() {
        return snapshot.components().stream()
                .map(component -> component(component, component.isGroup() ? children(component) : null))
                .toList();
    }

    private List<String> children(ComponentFacts group) {
        return snapshot.components().stream()
                .filter(child -> child.parentId().filter(group.id()::equals).isPresent())
                .map(ComponentFacts::id)
                .toList();
    }

    private ComponentJson component(ComponentFacts component, @Nullable List<String> children) {
        return new ComponentJson(
                component.id(),
                component.name(),
                component.status().wire(),
                times.of(component.createdAt()),
                times.of(component.updatedAt()),
                component.position(),
                component.description().orElse(null),
                component.showcase(),
                component.startDate().map(Object::toString).orElse(null),
                component.parentId().orElse(null),
                snapshot.page().id(),
                component.isGroup(),
                component.onlyShowIfDegraded(),
                children);
    }

    private List<ComponentJson> components(IncidentFacts incident) {
        return incident.touched().stream()
                .map(touched -> component(touched.component(), null))
                .toList();
    }

    private List<IncidentJson> incidents(List<IncidentFacts> incidents) {
        return incidents.stream().map(this::listed).toList();
    }

    private IncidentJson listed(IncidentFacts incident) {
        return new IncidentJson(
                incident.id(),
                incident.name(),
                status(incident),
                times.of(incident.createdAt()),
                times.of(incident.updatedAt()),
                times.of(incident.monitoringAt()),
                times.of(incident.resolvedAt()),
                incident.impact().wire(),
                links.incident(incident.id()),
                times.of(incident.startedAt()),
                snapshot.page().id(),
                updates(incident),
                components(incident),
                incident.reminderIntervals().orElse(null));
    }

    private byte[] maintenances(PageJson page, List<IncidentFacts> maintenances) {
        return write(new Maintenances(
                page, maintenances.stream().map(this::maintenance).toList()));
    }

    private MaintenanceJson maintenance(IncidentFacts maintenance) {
        return new MaintenanceJson(
                maintenance.id(),
                maintenance.name(),
                maintenance.status().wire(),
                times.of(maintenance.createdAt()),
                times.of(maintenance.updatedAt()),
                times.of(maintenance.monitoringAt()),
                times.of(maintenance.resolvedAt()),
                maintenance.impact().wire(),
                links.incident(maintenance.id()),
                times.of(maintenance.startedAt()),
                snapshot.page().id(),
                updates(maintenance),
                components(maintenance),
                times.of(maintenance.scheduledFor()),
                times.of(maintenance.scheduledUntil()));
    }

    /** Of an incident, the newest status is that of its postmortem; a maintenance stays completed. */
    private static String status(IncidentFacts incident) {
        return postmortem(incident).isPresent() ? POSTMORTEM : incident.status().wire();
    }

    private static Optional<PostmortemFacts> postmortem(IncidentFacts incident) {
        return incident.isMaintenance() || !incident.status().isOver() ? Optional.empty() : incident.postmortem();
    }

    /** Newest first, before them what was learnt. */
    private List<UpdateJson> updates(IncidentFacts incident) {
        return Stream.concat(
                        postmortem(incident).map(postmortem -> update(incident, postmortem)).stream(), posted(incident))
                .toList();
    }

    private UpdateJson update(IncidentFacts incident, PostmortemFacts postmortem) {
        return new UpdateJson(
                postmortem.updateId(),
                POSTMORTEM,
                postmortem.body(),
                incident.id(),
                times.of(postmortem.publishedAt()),
                times.of(postmortem.updatedAt()),
                times.of(postmortem.publishedAt()),
                null,
                postmortem.told(),
                postmortem.customTweet().orElse(null),
                null);
    }

    private Stream<UpdateJson> posted(IncidentFacts incident) {
        return incident.updates().stream()
                .map(update -> new UpdateJson(
                        update.id(),
                        update.status().wire(),
                        update.body(),
                        incident.id(),
                        times.of(update.createdAt()),
                        times.of(update.updatedAt()),
                        times.of(update.displayAt()),
                        affected(update),
                        update.deliverNotifications(),
                        update.customTweet().orElse(null),
                        update.tweetId().orElse(null)));
    }

    private static @Nullable List<UpdateJson.AffectedJson> affected(UpdateFacts update) {
        if (update.mentions().isEmpty()) {
            return null;
        }
        return update.mentions().stream()
                .map(mention -> new UpdateJson.AffectedJson(
                        mention.componentId(),
                        mention.name(),
                        mention.before().wire(),
                        mention.after().wire()))
                .toList();
    }

    static byte[] write(Object document) {
        try {
            return Json.MAPPER.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("document cannot be written", e);
        }
    }
}
