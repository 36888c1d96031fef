package foghorn.notification;

import foghorn.component.ComponentEvent;
import foghorn.component.ComponentId;
import foghorn.component.ComponentRoom;
import foghorn.component.ComponentStatus;
import foghorn.component.NewComponent;
import foghorn.incident.IncidentEvent;
import foghorn.incident.IncidentId;
import foghorn.incident.IncidentUpdateId;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.db.Tx;
import foghorn.kit.id.Ids;
import foghorn.page.PageLinks;
import foghorn.subscriber.Recipient;
import foghorn.tenant.PageId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Where channels are tried: a page with an incident and a maintenance, from beginning to end, and whoever is to hear of them. */
public final class Stage implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final TestDatabase test = TestDatabase.create();
    private final Town town = new Town(test);
    private long events;

    /** Something that happened, as a channel may be told of it. */
    public record Happened(Notice.Kind kind, String eventId, Instant at) {}

    /** What is written, by people who mean harm or do not: names are stored as they are, whatever the forms would refuse. */
    public record Written(String page, String incident, String component, String body) {}

    public Notices notices() {
        return new Notices(town.database);
    }

    public MessageKeys keys() {
        return new MessageKeys(town.key);
    }

    public PageLinks links() {
        return new PageLinks(URI.create("https://status.example"), Optional.empty());
    }

    public InstantSource clock() {
        return town.clock;
    }

    public PageId page() {
        return town.page;
    }

    /** Moves the clock to this time. */
    public void at(Instant time) {
        town.clock.pass(Duration.between(town.clock.instant(), time));
    }

    /** The message that the engine would make of this event for this recipient. */
    public Message of(Happened event, Recipient recipient) {
        return message(new Message.Event(event.eventId()), event.eventId(), recipient);
    }

    /** The message that the engine would make of this content for this recipient. */
    public Message of(Message.Content content, Recipient recipient) {
        return message(content, Ids.next(), recipient);
    }

    private Message message(Message.Content content, String subject, Recipient recipient) {
        var key = keys().of(subject, recipient.id().value());
        return new Message(town.organization, town.page, content, recipient, key);
    }

    public void callPage(String name) {
        town.change(tx -> tx.createUpdate("update page set name = :name where organization_id = :organizationId")
                .bind("name", name)
                .execute());
    }

    /** Lets everything happen that there is to be told, with a pause after each. */
    public Map<Notice.Kind, Happened> play(Written written) {
        callPage(written.page());
        var component = component(written.component());
        var happened = new EnumMap<Notice.Kind, Happened>(Notice.Kind.class);
        var incident = begin("realtime", "investigating", written.incident(), component);
        happened.put(Notice.Kind.OPENED, say(incident, component, written, "investigating", IncidentEvent.Opened::new));
        happened.put(Notice.Kind.UPDATED, say(incident, component, written, "identified", IncidentEvent.Updated::new));
        happened.put(Notice.Kind.RESOLVED, say(incident, component, written, "resolved", IncidentEvent.Resolved::new));
        var planned = begin("scheduled", "scheduled", written.incident(), component);
        happened.put(
                Notice.Kind.SCHEDULED, say(planned, component, written, "scheduled", IncidentEvent.Scheduled::new));
        happened.put(Notice.Kind.STARTED, say(planned, component, written, "in_progress", IncidentEvent.Started::new));
        happened.put(
                Notice.Kind.COMPLETED, say(planned, component, written, "completed", IncidentEvent.Completed::new));
        happened.put(Notice.Kind.POSTMORTEM, learn(incident, written));
        happened.put(Notice.Kind.COMPONENT_CHANGED, change(component));
        return happened;
    }

    private ComponentId component(String name) {
        var made = new ComponentRoom(town.database)
                .components()
                .create(town.job, town.page, NewComponent.named("Gates"))
                .id();
        town.change(tx -> tx.createUpdate(
                        "update component set name = :name where organization_id = :organizationId and id = :component")
                .bind("name", name)
                .bind("component", made.value())
                .execute());
        return made;
    }

    private IncidentId begin(String kind, String status, String name, ComponentId component) {
        var incident = new IncidentId(Ids.next());
        town.change(tx -> {
            tx.createUpdate("""
                    insert into incident (organization_id, page_id, id, kind, name, status, impact, impact_worst, started_at,
                                          scheduled_for, scheduled_until, created_at, updated_at)
                    values (:organizationId, :page, :id, :kind, :name, :status, 'major', 'major', :now, :from, :until, :now, :now)
                    """)
                    .bind("page", town.page.value())
                    .bind("id", incident.value())
                    .bind("kind", kind)
                    .bind("name", name)
                    .bind("status", status)
                    .bind("from", kind.equals("scheduled") ? tx.now().plus(PAUSE) : null)
                    .bind("until", kind.equals("scheduled") ? tx.now().plus(PAUSE.multipliedBy(2)) : null)
                    .execute();
            tx.createUpdate("""
                    insert into incident_component (organization_id, page_id, incident_id, component_id, worst_status)
                    values (:organizationId, :page, :incident, :component, 'major_outage')
                    """)
                    .bind("page", town.page.value())
                    .bind("incident", incident.value())
                    .bind("component", component.value())
                    .execute();
        });
        return incident;
    }

    private interface Posting {
        IncidentEvent.Posted of(IncidentId incident, IncidentUpdateId update, int version, boolean told);
    }

    private Happened say(IncidentId incident, ComponentId component, Written written, String status, Posting posting) {
        var posted = new IncidentEvent.Posted[1];
        town.post(incident, status, written.body(), (update, version) -> {
            posted[0] = posting.of(incident, update, version, true);
            return posted[0];
        });
        town.change(tx -> tx.createUpdate("""
                insert into incident_update_component (organization_id, page_id, incident_update_id, component_id, ordinal, name,
                                                       old_status, new_status)
                values (:organizationId, :page, :update, :component, 0, :name, 'operational', 'major_outage')
                """)
                .bind("page", town.page.value())
                .bind("update", posted[0].incidentUpdateId().value())
                .bind("component", component.value())
                .bind("name", written.component())
                .execute());
        return relayed(
                posted[0].kind(),
                (events, entry) ->
                        events.insertEvent(town.page, entry, posted[0], events.status(town.page, entry.at())));
    }

    /** What was written comes on the page as a postmortem, after the last of the incident's updates. */
    private Happened learn(IncidentId incident, Written written) {
        town.change(tx -> {
            tx.createUpdate("""
                    insert into postmortem (organization_id, page_id, incident_id, update_id, preview_key, body_draft,
                                            body_draft_updated_at, drafted_by, drafted_since, body, body_updated_at, published_at,
                                            told_at, created_at, updated_at)
                    values (:organizationId, :page, :incident, :updateId, 'key-of-twenty-two-chars', :body, :now, 'somebody', :now,
                            :body, :now, :now, :now, :now, :now)
                    """)
                    .bind("page", town.page.value())
                    .bind("incident", incident.value())
                    .bind("updateId", Ids.next())
                    .bind("body", written.body())
                    .execute();
            tx.createUpdate("""
                    insert into postmortem_version (organization_id, page_id, incident_id, version, body, created_at)
                    values (:organizationId, :page, :incident, 1, :body, :now)
                    """)
                    .bind("page", town.page.value())
                    .bind("incident", incident.value())
                    .bind("body", written.body())
                    .execute();
        });
        var newest = town.database.read(
                town.job,
                tx -> tx.createQuery(
                                "select id from incident_update where incident_id = :incident order by seq desc limit 1")
                        .bind("incident", incident.value())
                        .mapTo(String.class)
                        .map(IncidentUpdateId::new)
                        .one());
        var published = new IncidentEvent.PostmortemPublished(incident, newest, 1, 1, true);
        return relayed(
                published.kind(),
                (events, entry) ->
                        events.insertEvent(town.page, entry, published, events.status(town.page, entry.at())));
    }

    private Happened change(ComponentId component) {
        var changed = new ComponentEvent.StatusChanged(
                component, ComponentStatus.OPERATIONAL, ComponentStatus.MAJOR_OUTAGE, Optional.empty());
        return relayed(
                changed.kind(),
                (events, entry) -> events.insertEvent(town.page, entry, changed, events.status(town.page, entry.at())));
    }

    private interface Insertion {
        String into(EventRepository events, EventRepository.Entry entry);
    }

    /** What the relay does with an event of the outbox. */
    private Happened relayed(String kind, Insertion insertion) {
        var at = town.clock.instant();
        var entry = new EventRepository.Entry(++events, kind, "{}", at);
        var id = town.database.change(town.job, (Tx tx) -> insertion.into(new EventRepository(tx), entry));
        town.clock.pass(PAUSE);
        return new Happened(Notice.Kind.of(kind), id, at);
    }

    @Override
    public void close() {
        test.close();
    }
}
