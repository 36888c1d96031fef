package foghorn.incident;

import foghorn.component.ComponentId;
import foghorn.component.ComponentStatus;
import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** SQL for {@code incident_update}, its components and its versions; lives as long as one transaction and knows one page. */
final class IncidentUpdateRepository {
    private final Tx tx;
    private final PageId page;

    IncidentUpdateRepository(Tx tx, PageId page) {
        this.tx = tx;
        this.page = page;
    }

    /** The updates of these incidents, newest first, with the components they named. */
    Map<IncidentId, List<IncidentUpdate>> ofIncidents(Collection<IncidentId> incidents) {
        var ids = incidents.stream().map(IncidentId::value).toList();
        var affected = affectedOf(ids);
        var updates = new LinkedHashMap<IncidentId, List<IncidentUpdate>>();
        incidents.forEach(id -> updates.put(id, new ArrayList<>()));
        tx.createQuery("""
                select id, incident_id, seq, status, body, deliver_notifications, wants_twitter_update, custom_tweet, tweet_id,
                       twitter_updated_at, next_update_at, display_at, names_components, version, created_at, updated_at
                  from incident_update
                 where organization_id = :organizationId
                   and page_id = :page
                   and incident_id = any(:ids)
                 order by display_at desc, seq desc
                """)
                .bind("page", page.value())
                .bindArray("ids", String.class, ids)
                .map((row, context) -> toUpdate(row, affected))
                .forEach(update -> updates.computeIfAbsent(update.incidentId(), id -> new ArrayList<>())
                        .add(update));
        return updates;
    }

    private Map<String, List<AffectedComponent>> affectedOf(List<String> incidents) {
        var affected = new LinkedHashMap<String, List<AffectedComponent>>();
        tx.createQuery("""
                select a.incident_update_id, a.component_id, a.name, a.old_status, a.new_status
                  from incident_update_component a
                  join incident_update u on u.organization_id = a.organization_id
                                        and u.page_id = a.page_id
                                        and u.id = a.incident_update_id
                 where a.organization_id = :organizationId
                   and a.page_id = :page
                   and u.incident_id = any(:ids)
                 order by a.incident_update_id, a.ordinal
                """)
                .bind("page", page.value())
                .bindArray("ids", String.class, incidents)
                .map((row, context) -> Map.entry(row.getString("incident_update_id"), toAffected(row)))
                .forEach(entry -> affected.computeIfAbsent(entry.getKey(), id -> new ArrayList<>())
                        .add(entry.getValue()));
        return affected;
    }

    /** The number of the incident's next update. */
    int nextSeq(IncidentId incident) {
        return tx.createQuery("""
                update incident
                   set update_seq = update_seq + 1
                 where organization_id = :organizationId
                   and page_id = :page
                   and id = :id
                returning update_seq
                """)
                .bind("page", page.value())
                .bind("id", incident.value())
                .mapTo(Integer.class)
                .one();
    }

    void insert(IncidentUpdate update) {
        bind(update, tx.createUpdate("""
                insert into incident_update (organization_id, page_id, id, incident_id, seq, status, body, deliver_notifications,
                                             wants_twitter_update, next_update_at, display_at, names_components, created_at,
                                             updated_at)
                values (:organizationId, :page, :id, :incident, :seq, :status, :body, :deliverNotifications,
                        :wantsTwitterUpdate, :nextUpdateAt, :displayAt, :namesComponents, :now, :now)
                """)).execute();
        insertAffected(update);
    }

    private void insertAffected(IncidentUpdate update) {
        var affected = update.affected().orElse(List.of());
        if (affected.isEmpty()) {
            return;
        }
        var batch = tx.prepareBatch("""
                insert into incident_update_component (organization_id, page_id, incident_update_id, component_id, ordinal, name,
                                                       old_status, new_status)
                values (:organizationId, :page, :update, :component, :ordinal, :name, :oldStatus, :newStatus)
                """);
        for (int i = 0; i < affected.size(); i++) {
            var component = affected.get(i);
            tx.row(batch)
                    .bind("page", page.value())
                    .bind("update", update.id().value())
                    .bind("component", component.id().value())
                    .bind("ordinal", i + 1)
                    .bind("name", component.name())
                    .bind("oldStatus", component.oldStatus().wire())
                    .bind("newStatus", component.newStatus().wire())
                    .add();
        }
        batch.execute();
    }

    /** Saves what may be corrected of an update, with its version. */
    void save(IncidentUpdate update) {
        bind(update, tx.createUpdate("""
                update incident_update
                   set body = :body, display_at = :displayAt, deliver_notifications = :deliverNotifications,
                       wants_twitter_update = :wantsTwitterUpdate, version = :version, updated_at = :now
                 where organization_id = :organizationId
                   and page_id = :page
                   and id = :id
                """)).execute();
    }

    /** Gives an imported update the status and the times of its source, and what was said of it elsewhere. */
    void keepSource(IncidentUpdate update) {
        bind(update, tx.createUpdate("""
                update incident_update
                   set status = :status, custom_tweet = :customTweet, tweet_id = :tweetId, created_at = :createdAt,
                       updated_at = :updatedAt
                 where organization_id = :organizationId
                   and page_id = :page
                   and id = :id
                """))
                .bind("customTweet", update.customTweet())
                .bind("tweetId", update.tweetId())
                .bind("createdAt", update.createdAt())
                .bind("updatedAt", update.updatedAt())
                .execute();
    }

    /** Keeps the text of the update's present version, in the words and with the impact its incident has now. */
    void keepVersion(IncidentUpdate update, Incident incident) {
        bind(update, tx.createUpdate("""
                insert into incident_update_version (organization_id, page_id, incident_update_id, version, incident_name, impact,
                                                     status, body, next_update_at, display_at, created_at)
                values (:organizationId, :page, :id, :version, :incidentName, :impact, :status, :body, :nextUpdateAt, :displayAt,
                        :now)
                """))
                .bind("incidentName", incident.name())
                .bind("impact", incident.impact().wire())
                .execute();
    }

    /** What the update said before its present version, newest first. */
    List<UpdateVersion> versionsBefore(IncidentUpdate present) {
        return tx.createQuery("""
                select version, body, display_at, created_at
                  from incident_update_version
                 where organization_id = :organizationId
                   and page_id = :page
                   and incident_update_id = :update
                   and version < :version
                 order by version desc
                """)
                .bind("page", page.value())
                .bind("update", present.id().value())
                .bind("version", present.version())
                .map((row, context) -> new UpdateVersion(
                        row.getInt("version"),
                        row.getString("body"),
                        time(row, "display_at").orElseThrow(),
                        time(row, "created_at").orElseThrow()))
                .list();
    }

    private <S extends SqlStatement<S>> S bind(IncidentUpdate update, S statement) {
        return statement
                .bind("page", page.value())
                .bind("id", update.id().value())
                .bind("incident", update.incidentId().value())
                .bind("seq", update.seq())
                .bind("status", update.status().wire())
                .bind("body", update.body())
                .bind("deliverNotifications", update.deliverNotifications())
                .bind("wantsTwitterUpdate", update.wantsTwitterUpdate())
                .bind("nextUpdateAt", update.nextUpdateAt())
                .bind("displayAt", update.displayAt())
                .bind("namesComponents", update.affected().isPresent())
                .bind("version", update.version());
    }

    private static IncidentUpdate toUpdate(ResultSet row, Map<String, List<AffectedComponent>> affected)
            throws SQLException {
        Optional<List<AffectedComponent>> named = row.getBoolean("names_components")
                ? Optional.of(affected.getOrDefault(row.getString("id"), List.of()))
                : Optional.empty();
        return new IncidentUpdate(
                new IncidentUpdateId(row.getString("id")),
                new IncidentId(row.getString("incident_id")),
                row.getInt("seq"),
                IncidentStatus.parse(row.getString("status")).orElseThrow(),
                row.getString("body"),
                row.getBoolean("deliver_notifications"),
                row.getBoolean("wants_twitter_update"),
                Optional.ofNullable(row.getString("custom_tweet")),
                Optional.ofNullable(row.getString("tweet_id")),
                time(row, "twitter_updated_at"),
                time(row, "next_update_at"),
                time(row, "display_at").orElseThrow(),
                named,
                row.getInt("version"),
                time(row, "created_at").orElseThrow(),
                time(row, "updated_at").orElseThrow());
    }

    private static AffectedComponent toAffected(ResultSet row) throws SQLException {
        return new AffectedComponent(
                new ComponentId(row.getString("component_id")),
                row.getString("name"),
                ComponentStatus.parse(row.getString("old_status")).orElseThrow(),
                ComponentStatus.parse(row.getString("new_status")).orElseThrow());
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(value).map(OffsetDateTime::toInstant);
    }
}
