package foghorn.notification.channel.webhook;

import foghorn.incident.AffectedComponent;
import foghorn.incident.IncidentImpact;
import foghorn.incident.IncidentUpdate;
import foghorn.kit.time.WireTime;
import foghorn.notification.Hook;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a payload, in the contract's order of keys; all times are UTC with milliseconds. Source: contract/behaviours.md, section 7,
 * and the captured payloads beside it.
 */
final class HookJson {
    /** The status of an incident whose postmortem is published, as the status API tells it. */
    private static final String POSTMORTEM = "postmortem";

    private HookJson() {}

    /** All of a payload but {@code meta}. */
    sealed interface Tail {}

    record ComponentTail(Page page, Component component, ComponentUpdate componentUpdate) implements Tail {}

    record IncidentTail(Page page, Incident incident) implements Tail {}

    record TrialTail(Page page, boolean test) implements Tail {}

    record Meta(String unsubscribe, String documentation, String generatedAt) {}

    record Page(String id, String statusIndicator, String statusDescription) {
        static Page of(Hook.Page page) {
            return new Page(page.id().value(), page.indicator(), page.description());
        }
    }

    record ComponentUpdate(
            String oldStatus, String newStatus, String createdAt, String componentType, String id, String componentId) {
        static ComponentUpdate of(Hook.Change change, Hook.Component component) {
            return new ComponentUpdate(
                    change.from().wire(),
                    change.to().wire(),
                    WireTime.milliseconds(change.at()),
                    "Component",
                    change.eventId(),
                    component.id().value());
        }
    }

    record Component(
            String status,
            String name,
            String createdAt,
            String updatedAt,
            int position,
            @Nullable String description,
            boolean showcase,
            String id,
            String pageId,
            @Nullable String groupId) {
        static Component of(Hook.Component component, Hook.Page page) {
            return new Component(
                    component.status().wire(),
                    component.name(),
                    WireTime.milliseconds(component.createdAt()),
                    WireTime.milliseconds(component.updatedAt()),
                    component.position(),
                    component.description().orElse(null),
                    component.showcase(),
                    component.id().value(),
                    page.id().value(),
                    component.group().map(id -> id.value()).orElse(null));
        }
    }

    record Incident(
            String name,
            String status,
            String createdAt,
            String updatedAt,
            @Nullable String monitoringAt,
            @Nullable String resolvedAt,
            String impact,
            String shortlink,
            boolean postmortemIgnored,
            @Nullable String postmortemBody,
            @Nullable String postmortemBodyLastUpdatedAt,
            @Nullable String postmortemPublishedAt,
            boolean postmortemNotifiedSubscribers,
            boolean postmortemNotifiedTwitter,
            boolean backfilled,
            @Nullable String scheduledFor,
            @Nullable String scheduledUntil,
            boolean scheduledRemindPrior,
            @Nullable String scheduledRemindedAt,
            @Nullable String impactOverride,
            boolean scheduledAutoInProgress,
            boolean scheduledAutoCompleted,
            String id,
            String pageId,
            List<Update> incidentUpdates,
            List<Component> components) {
        /** Without updates and components. */
        static Incident of(Hook.OfIncident hook, String shortlink) {
            var incident = hook.incident();
            var plan = incident.plan();
            var postmortem = incident.aftermath().postmortem();
            return new Incident(
                    incident.name(),
                    postmortem.isPresent() && !incident.status().isScheduledKind()
                            ? POSTMORTEM
                            : incident.status().wire(),
                    WireTime.milliseconds(incident.createdAt()),
                    WireTime.milliseconds(incident.updatedAt()),
                    WireTime.milliseconds(incident.milestones().monitoringAt()),
                    WireTime.milliseconds(incident.milestones().resolvedAt()),
                    incident.impact().wire(),
                    shortlink,
                    incident.aftermath().isIgnored(),
                    postmortem.map(Hook.Postmortem::body).orElse(null),
                    WireTime.milliseconds(postmortem.map(Hook.Postmortem::updatedAt)),
                    WireTime.milliseconds(postmortem.map(Hook.Postmortem::publishedAt)),
                    postmortem.filter(Hook.Postmortem::tellsSubscribers).isPresent(),
                    false,
                    incident.backfilled(),
                    WireTime.milliseconds(plan.from()),
                    WireTime.milliseconds(plan.until()),
                    plan.remindPrior(),
                    WireTime.milliseconds(plan.remindedAt()),
                    incident.impactOverride().map(IncidentImpact::wire).orElse(null),
                    plan.autoInProgress(),
                    plan.autoCompleted(),
                    incident.id().value(),
                    hook.page().id().value(),
                    List.of(),
                    List.of());
        }

        Incident with(@Nullable String shorterPostmortem) {
            return with(shorterPostmortem, incidentUpdates, components);
        }

        Incident with(List<Update> updates, List<Component> itsComponents) {
            return with(postmortemBody, updates, itsComponents);
        }

        private Incident with(@Nullable String body, List<Update> updates, List<Component> itsComponents) {
            return new Incident(
                    name,
                    status,
                    createdAt,
                    updatedAt,
                    monitoringAt,
                    resolvedAt,
                    impact,
                    shortlink,
                    postmortemIgnored,
                    body,
                    postmortemBodyLastUpdatedAt,
                    postmortemPublishedAt,
                    postmortemNotifiedSubscribers,
                    postmortemNotifiedTwitter,
                    backfilled,
                    scheduledFor,
                    scheduledUntil,
                    scheduledRemindPrior,
                    scheduledRemindedAt,
                    impactOverride,
                    scheduledAutoInProgress,
                    scheduledAutoCompleted,
                    id,
                    pageId,
                    updates,
                    itsComponents);
        }
    }

    record Update(
            String status,
            String body,
            String createdAt,
            boolean wantsTwitterUpdate,
            @Nullable String twitterUpdatedAt,
            String updatedAt,
            String displayAt,
            @Nullable List<Affected> affectedComponents,
            @Nullable String customTweet,
            boolean deliverNotifications,
            String id,
            String incidentId) {
        static Update of(IncidentUpdate update) {
            return new Update(
                    update.status().wire(),
                    update.body(),
                    WireTime.milliseconds(update.createdAt()),
                    update.wantsTwitterUpdate(),
                    WireTime.milliseconds(update.twitterUpdatedAt()),
                    WireTime.milliseconds(update.updatedAt()),
                    WireTime.milliseconds(update.displayAt()),
                    update.affected()
                            .map(list -> list.stream().map(Affected::of).toList())
                            .orElse(null),
                    update.customTweet().orElse(null),
                    update.deliverNotifications(),
                    update.id().value(),
                    update.incidentId().value());
        }

        Update with(String shorterBody, @Nullable List<Affected> fewer) {
            return new Update(
                    status,
                    shorterBody,
                    createdAt,
                    wantsTwitterUpdate,
                    twitterUpdatedAt,
                    updatedAt,
                    displayAt,
                    fewer,
                    customTweet,
                    deliverNotifications,
                    id,
                    incidentId);
        }
    }

    record Affected(String code, String name, String oldStatus, String newStatus) {
        static Affected of(AffectedComponent component) {
            return new Affected(
                    component.id().value(),
                    component.name(),
                    component.oldStatus().wire(),
                    component.newStatus().wire());
        }
    }
}
