package foghorn.publicpage.snapshot;

import foghorn.component.ComponentStatus;
import foghorn.component.uptime.Uptimes;
import foghorn.incident.IncidentId;
import foghorn.incident.IncidentImpact;
import foghorn.incident.IncidentStatus;
import foghorn.kit.db.Tx;
import foghorn.page.StatusEmbed;
import foghorn.subscriber.ScopeChoices;
import foghorn.tenant.PageId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** SQL of the public side: a picture of one page, taken in a few queries whose number does not grow with what the page holds. */
final class SnapshotRepository {
    private final Tx tx;

    SnapshotRepository(Tx tx) {
        this.tx = tx;
    }

    /**
     * What tells whether an incident's page must be made again, and which lists hold it.
     *
     * @param beganAt when it happened or is to happen
     * @param postmortemAt when its postmortem was published
     */
    record IncidentKey(
            String id,
            String name,
            IncidentStatus status,
            int version,
            Instant updatedAt,
            Instant listedAt,
            Instant beganAt,
            Optional<Instant> resolvedAt,
            Optional<Instant> postmortemAt,
            List<String> componentIds) {
        boolean isMaintenance() {
            return status.isScheduledKind();
        }

        boolean isOver() {
            return status.isOver();
        }

        boolean hasBegun() {
            return status.isOver() || status.isRunning();
        }

        /** Whether it was over before this moment; what is not over lasts until now. */
        boolean endsBefore(Instant moment, Instant now) {
            return resolvedAt.orElse(now).isBefore(moment);
        }
    }

    Optional<PageFacts> page(PageId page) {
        var rule = Uptimes.rule(tx, page);
        return tx.createQuery("""
                select id, name, subdomain, domain, visibility, page_description, support_url, hidden_from_search, time_zone, recent_days,
                       page_seq, version,
                       created_at, updated_at, allow_page_subscribers and allow_email_subscribers as subscribe,
                       allow_incident_subscribers and allow_email_subscribers as follow,
                       allow_rss_atom_feeds, tag_host, embed_position, embed_incident_background, embed_incident_text,
                       embed_maintenance_background, embed_maintenance_text,
                       exists (select 1 from component c
                                where c.page_id = page.id and c.deleted_at is null and c.showcase and not c.is_group) as uptime,
                       (id = (select value from installation_setting where name = 'root_page')) is true as root
                  from page
                 where organization_id = :organizationId and id = :page and deleted_at is null
                """)
                .bind("page", page.value())
                .map((row, context) -> new PageFacts(
                        row.getString("id"),
                        row.getString("name"),
                        row.getString("subdomain"),
                        text(row, "domain"),
                        row.getString("visibility").equals("public"),
                        row.getBoolean("root"),
                        text(row, "page_description"),
                        text(row, "support_url"),
                        row.getBoolean("hidden_from_search"),
                        row.getBoolean("subscribe"),
                        row.getBoolean("follow"),
                        row.getBoolean("allow_rss_atom_feeds"),
                        row.getBoolean("uptime"),
                        row.getString("tag_host"),
                        embed(row),
                        row.getInt("recent_days"),
                        ZoneId.of(row.getString("time_zone")),
                        rule,
                        row.getLong("page_seq"),
                        row.getInt("version"),
                        at(row, "created_at"),
                        at(row, "updated_at")))
                .findOne();
    }

    private static StatusEmbed embed(ResultSet row) throws SQLException {
        return new StatusEmbed(
                StatusEmbed.Position.of(row.getString("embed_position")).orElseThrow(),
                new StatusEmbed.Colors(
                        row.getString("embed_incident_background"), row.getString("embed_incident_text")),
                new StatusEmbed.Colors(
                        row.getString("embed_maintenance_background"), row.getString("embed_maintenance_text")));
    }

    /** Incidents and maintenances that are not over, the newest first, as many as anybody would choose from. */
    List<ScopeChoices.OpenIncident> openIncidents(PageId page) {
        return tx.createQuery("""
                select id, name from incident
                 where organization_id = :organizationId and page_id = :page and deleted_at is null
                   and status not in ('resolved', 'completed')
                 order by created_at desc, id
                 limit 50
                """)
                .bind("page", page.value())
                .map((row, context) ->
                        new ScopeChoices.OpenIncident(new IncidentId(row.getString("id")), row.getString("name")))
                .list();
    }

    List<ComponentFacts> components(PageId page) {
        return tx.createQuery("""
                select id, parent_id, is_group, name, description, status, position, showcase, only_show_if_degraded, start_date,
                       version, created_at, updated_at
                  from component
                 where organization_id = :organizationId and page_id = :page and deleted_at is null
                """)
                .bind("page", page.value())
                .map((row, context) -> new ComponentFacts(
                        row.getString("id"),
                        text(row, "parent_id"),
                        row.getBoolean("is_group"),
                        row.getString("name"),
                        text(row, "description"),
                        status(row.getString("status")),
                        row.getInt("position"),
                        row.getBoolean("showcase"),
                        row.getBoolean("only_show_if_degraded"),
                        Optional.ofNullable(row.getObject("start_date", LocalDate.class)),
                        row.getInt("version"),
                        at(row, "created_at"),
                        at(row, "updated_at")))
                .list();
    }

    /** All incidents and maintenances, those first that began last. */
    List<IncidentKey> incidentKeys(PageId page) {
        return tx.createQuery("""
                select i.id, i.name, i.status, i.version, i.updated_at, i.resolved_at, m.published_at as postmortem_at,
                       case i.kind when 'scheduled' then coalesce(i.scheduled_for, i.created_at) else i.created_at end as listed_at,
                       least(case i.kind when 'scheduled' then coalesce(i.scheduled_for, i.started_at) else i.started_at end,
                             i.resolved_at) as began_at,
                       array_agg(cast(c.component_id as text) order by c.component_id) filter (where c.component_id is not null)
                           as components
                  from incident i
                  left join incident_component c on c.incident_id = i.id
                  left join postmortem m on m.incident_id = i.id
                 where i.organization_id = :organizationId and i.page_id = :page and i.deleted_at is null
                 group by i.id, m.incident_id
                 order by began_at desc, i.id desc
                """)
                .bind("page", page.value())
                .map((row, context) -> new IncidentKey(
                        row.getString("id"),
                        row.getString("name"),
                        incidentStatus(row.getString("status")),
                        row.getInt("version"),
                        at(row, "updated_at"),
                        at(row, "listed_at"),
                        at(row, "began_at"),
                        maybeAt(row, "resolved_at"),
                        maybeAt(row, "postmortem_at"),
                        texts(row.getArray("components"))))
                .list();
    }

    List<IncidentFacts> incidents(PageId page, Collection<String> ids) {
        return tx.createQuery("""
                select i.id, i.name, i.status, i.impact, i.backfilled, i.reminder_intervals, i.started_at, i.monitoring_at,
                       i.resolved_at, i.next_update_at, i.scheduled_for, i.scheduled_until, i.created_at, i.updated_at,
                       m.update_id, m.body, m.published_at, m.body_updated_at, m.told_at is not null as told, m.custom_tweet
                  from incident i
                  left join postmortem m on m.incident_id = i.id and m.published_at is not null
                 where i.organization_id = :organizationId and i.page_id = :page and i.id = any(:ids) and i.deleted_at is null
                """)
                .bind("page", page.value())
                .bindArray("ids", String.class, ids.toArray())
                .map((row, context) -> new IncidentFacts(
                        row.getString("id"),
                        row.getString("name"),
                        incidentStatus(row.getString("status")),
                        impact(row.getString("impact")),
                        row.getBoolean("backfilled"),
                        text(row, "reminder_intervals"),
                        at(row, "started_at"),
                        maybeAt(row, "monitoring_at"),
                        maybeAt(row, "resolved_at"),
                        maybeAt(row, "next_update_at"),
                        maybeAt(row, "scheduled_for"),
                        maybeAt(row, "scheduled_until"),
                        at(row, "created_at"),
                        at(row, "updated_at"),
                        List.of(),
                        List.of(),
                        postmortem(row)))
                .list();
    }

    private static Optional<PostmortemFacts> postmortem(ResultSet row) throws SQLException {
        var body = text(row, "body");
        if (body.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new PostmortemFacts(
                row.getString("update_id"),
                body.get(),
                at(row, "published_at"),
                at(row, "body_updated_at"),
                row.getBoolean("told"),
                text(row, "custom_tweet")));
    }

    /** Names, impacts and newest texts by incident, for lists of many. */
    Map<String, HistoryEntry.Text> historyTexts(PageId page, Collection<String> ids) {
        var texts = new HashMap<String, HistoryEntry.Text>();
        tx.createQuery("""
                select i.id, i.name, i.impact,
                       (select left(u.body, :length) from incident_update u
                         where u.incident_id = i.id order by u.display_at desc, u.seq desc limit 1) as message
                  from incident i
                 where i.organization_id = :organizationId and i.page_id = :page and i.id = any(:ids) and i.deleted_at is null
                """)
                .bind("page", page.value())
                .bind("length", HistoryEntry.LENGTH)
                .bindArray("ids", String.class, ids.toArray())
                .map((row, context) -> texts.put(
                        row.getString("id"),
                        new HistoryEntry.Text(
                                row.getString("name"), impact(row.getString("impact")), text(row, "message"))))
                .list();
        return texts;
    }

    /** Updates by incident, newest first. */
    Map<String, List<UpdateFacts>> updates(
            PageId page, Collection<String> incidents, Map<String, List<UpdateFacts.Mention>> mentions) {
        record Row(String incidentId, UpdateFacts update) {}
        return tx
                .createQuery("""
                select incident_id, id, status, body, deliver_notifications, custom_tweet, tweet_id, version, display_at, created_at,
                       updated_at
                  from incident_update
                 where organization_id = :organizationId and page_id = :page and incident_id = any(:incidents)
                 order by display_at desc, seq desc
                """)
                .bind("page", page.value())
                .bindArray("incidents", String.class, incidents.toArray())
                .map((row, context) -> new Row(
                        row.getString("incident_id"),
                        new UpdateFacts(
                                row.getString("id"),
                                incidentStatus(row.getString("status")),
                                row.getString("body"),
                                mentions.getOrDefault(row.getString("id"), List.of()),
                                row.getBoolean("deliver_notifications"),
                                text(row, "custom_tweet"),
                                text(row, "tweet_id"),
                                row.getInt("version"),
                                at(row, "display_at"),
                                at(row, "created_at"),
                                at(row, "updated_at"))))
                .stream()
                .collect(Collectors.groupingBy(
                        Row::incidentId, Collectors.mapping(Row::update, Collectors.toUnmodifiableList())));
    }

    /** The components that updates named, by update; those that are not shown are left out. */
    Map<String, List<UpdateFacts.Mention>> mentions(
            PageId page, Collection<String> incidents, Predicate<String> isShown) {
        record Row(String updateId, UpdateFacts.Mention mention) {}
        return tx
                .createQuery("""
                select c.incident_update_id, c.component_id, c.name, c.old_status, c.new_status
                  from incident_update u join incident_update_component c on c.incident_update_id = u.id
                 where u.organization_id = :organizationId and u.page_id = :page and u.incident_id = any(:incidents)
                   and u.names_components
                 order by c.incident_update_id, c.ordinal
                """)
                .bind("page", page.value())
                .bindArray("incidents", String.class, incidents.toArray())
                .map((row, context) -> new Row(
                        row.getString("incident_update_id"),
                        new UpdateFacts.Mention(
                                row.getString("component_id"),
                                row.getString("name"),
                                status(row.getString("old_status")),
                                status(row.getString("new_status")))))
                .stream()
                .filter(row -> isShown.test(row.mention().componentId()))
                .collect(Collectors.groupingBy(
                        Row::updateId, Collectors.mapping(Row::mention, Collectors.toUnmodifiableList())));
    }

    /** By incident, the components it touched and the worst status of each. */
    Map<String, Map<String, ComponentStatus>> touched(PageId page, Collection<String> incidents) {
        var touched = new HashMap<String, Map<String, ComponentStatus>>();
        tx.createQuery("""
                select incident_id, component_id, worst_status
                  from incident_component
                 where organization_id = :organizationId and page_id = :page and incident_id = any(:incidents)
                """)
                .bind("page", page.value())
                .bindArray("incidents", String.class, incidents.toArray())
                .map((row, context) -> touched.computeIfAbsent(
                                row.getString("incident_id"), incident -> new HashMap<>())
                        .put(row.getString("component_id"), status(row.getString("worst_status"))))
                .list();
        return touched;
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static Optional<Instant> maybeAt(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static List<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    private static ComponentStatus status(String wire) {
        return ComponentStatus.parse(wire).orElseThrow(() -> new IllegalArgumentException("status: " + wire));
    }

    private static IncidentStatus incidentStatus(String wire) {
        return IncidentStatus.parse(wire).orElseThrow(() -> new IllegalArgumentException("status: " + wire));
    }

    private static IncidentImpact impact(String wire) {
        return IncidentImpact.parse(wire).orElseThrow(() -> new IllegalArgumentException("impact: " + wire));
    }
}
