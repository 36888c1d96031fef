package foghorn.incident;

import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** SQL for {@code postmortem} and its versions; lives as long as one transaction and knows one page. */
final class PostmortemRepository {
    private final Tx tx;
    private final PageId page;

    PostmortemRepository(Tx tx, PageId page) {
        this.tx = tx;
        this.page = page;
    }

    Optional<Postmortem> find(IncidentId incident) {
        return Optional.ofNullable(ofIncidents(Set.of(incident)).get(incident));
    }

    Map<IncidentId, Postmortem> ofIncidents(Collection<IncidentId> incidents) {
        return tx
                .createQuery("""
                select incident_id, update_id, preview_key, body_draft, body_draft_updated_at, body, body_updated_at, published_at,
                       notify_subscribers, notify_twitter, custom_tweet, told_at, version, created_at, updated_at
                  from postmortem
                 where organization_id = :organizationId and page_id = :page and incident_id = any(:ids)
                """)
                .bind("page", page.value())
                .bindArray("ids", String.class, values(incidents))
                .map((row, context) -> toPostmortem(row))
                .stream()
                .collect(Collectors.toMap(Postmortem::incidentId, postmortem -> postmortem));
    }

    /** Those of these incidents of which nothing is to be written. */
    Set<IncidentId> ignored(Collection<IncidentId> incidents) {
        return Set.copyOf(tx.createQuery("""
                select id from incident
                 where organization_id = :organizationId and page_id = :page and id = any(:ids) and postmortem_ignored
                """)
                .bind("page", page.value())
                .bindArray("ids", String.class, values(incidents))
                .mapTo(String.class)
                .map(IncidentId::new)
                .list());
    }

    private static Object[] values(Collection<IncidentId> incidents) {
        return incidents.stream().map(IncidentId::value).toArray();
    }

    void ignore(IncidentId incident, boolean ignored) {
        tx.createUpdate("""
                update incident set postmortem_ignored = :ignored, version = version + 1, updated_at = :now
                 where organization_id = :organizationId and page_id = :page and id = :incident
                """)
                .bind("page", page.value())
                .bind("incident", incident.value())
                .bind("ignored", ignored)
                .execute();
    }

    /** Another text is on the page, or none: everything that shows the incident is made anew. */
    void touchIncident(IncidentId incident) {
        tx.createUpdate("""
                update incident set version = version + 1, updated_at = :now
                 where organization_id = :organizationId and page_id = :page and id = :incident
                """)
                .bind("page", page.value())
                .bind("incident", incident.value())
                .execute();
    }

    /** Whether this writer has saved the draft before, in the stretch of writing that began so long ago at most. */
    boolean isWriting(IncidentId incident, String writer, Duration stretch) {
        return tx.createQuery("""
                select exists (select from postmortem
                                where organization_id = :organizationId and page_id = :page and incident_id = :incident
                                  and drafted_by = :writer and drafted_since > :begin)
                """)
                .bind("page", page.value())
                .bind("incident", incident.value())
                .bind("writer", writer)
                .bind("begin", tx.now().minus(stretch))
                .mapTo(Boolean.class)
                .one();
    }

    /** From now on this is who writes. */
    void beginWriting(IncidentId incident, String writer) {
        tx.createUpdate("""
                update postmortem set drafted_by = :writer, drafted_since = :now
                 where organization_id = :organizationId and page_id = :page and incident_id = :incident
                """)
                .bind("page", page.value())
                .bind("incident", incident.value())
                .bind("writer", writer)
                .execute();
    }

    /** The version of a postmortem that is begun: texts of one that was deleted keep their numbers. */
    int firstVersion(IncidentId incident) {
        return tx.createQuery("""
                select coalesce(max(version), 0) + 1 from postmortem_version
                 where organization_id = :organizationId and page_id = :page and incident_id = :incident
                """)
                .bind("page", page.value())
                .bind("incident", incident.value())
                .mapTo(Integer.class)
                .one();
    }

    void insert(Postmortem postmortem, String writer) {
        bind(postmortem, tx.createUpdate("""
                insert into postmortem (organization_id, page_id, incident_id, update_id, preview_key, body_draft,
                                        body_draft_updated_at, drafted_by, drafted_since, version, created_at, updated_at)
                values (:organizationId, :page, :incident, :updateId, :previewKey, :draft, :draftUpdatedAt, :writer, :now, :version,
                        :createdAt, :updatedAt)
                """)).bind("writer", writer).execute();
    }

    void save(Postmortem postmortem) {
        bind(postmortem, tx.createUpdate("""
                update postmortem
                   set body_draft = :draft, body_draft_updated_at = :draftUpdatedAt, body = :body, body_updated_at = :bodyUpdatedAt,
                       published_at = :publishedAt, notify_subscribers = :subscribers, notify_twitter = :twitter,
                       custom_tweet = :tweet, told_at = :toldAt, version = :version, updated_at = :updatedAt
                 where organization_id = :organizationId and page_id = :page and incident_id = :incident
                """)).execute();
    }

    /** Keeps the published text of this version. */
    void keepVersion(Postmortem postmortem) {
        bind(postmortem, tx.createUpdate("""
                insert into postmortem_version (organization_id, page_id, incident_id, version, body, created_at)
                values (:organizationId, :page, :incident, :version, :body, :now)
                """)).execute();
    }

    void delete(IncidentId incident) {
        tx.createUpdate("""
                delete from postmortem
                 where organization_id = :organizationId and page_id = :page and incident_id = :incident
                """)
                .bind("page", page.value())
                .bind("incident", incident.value())
                .execute();
    }

    private <S extends SqlStatement<S>> S bind(Postmortem postmortem, S statement) {
        var shown = postmortem.published();
        return statement
                .bind("page", page.value())
                .bind("incident", postmortem.incidentId().value())
                .bind("updateId", postmortem.updateId().value())
                .bind("previewKey", postmortem.previewKey())
                .bind("draft", postmortem.draft().body())
                .bind("draftUpdatedAt", postmortem.draft().updatedAt())
                .bind("body", shown.map(published -> published.text().body()))
                .bind("bodyUpdatedAt", shown.map(published -> published.text().updatedAt()))
                .bind("publishedAt", shown.map(Postmortem.Published::at))
                .bind("subscribers", postmortem.telling().subscribers())
                .bind("twitter", postmortem.telling().twitter())
                .bind("tweet", postmortem.telling().customTweet())
                .bind("toldAt", postmortem.toldAt())
                .bind("version", postmortem.version())
                .bind("createdAt", postmortem.createdAt())
                .bind("updatedAt", postmortem.updatedAt());
    }

    private static Postmortem toPostmortem(ResultSet row) throws SQLException {
        return new Postmortem(
                new IncidentId(row.getString("incident_id")),
                new IncidentUpdateId(row.getString("update_id")),
                row.getString("preview_key"),
                new Postmortem.Text(
                        row.getString("body_draft"),
                        time(row, "body_draft_updated_at").orElseThrow()),
                toPublished(row),
                new Postmortem.Telling(
                        row.getBoolean("notify_subscribers"),
                        row.getBoolean("notify_twitter"),
                        Optional.ofNullable(row.getString("custom_tweet"))),
                time(row, "told_at"),
                row.getInt("version"),
                time(row, "created_at").orElseThrow(),
                time(row, "updated_at").orElseThrow());
    }

    private static Optional<Postmortem.Published> toPublished(ResultSet row) throws SQLException {
        var at = time(row, "published_at");
        if (at.isEmpty()) {
            return Optional.empty();
        }
        var text = new Postmortem.Text(
                row.getString("body"), time(row, "body_updated_at").orElseThrow());
        return Optional.of(new Postmortem.Published(text, at.get()));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(value).map(OffsetDateTime::toInstant);
    }
}
