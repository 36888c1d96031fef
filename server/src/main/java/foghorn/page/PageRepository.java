package foghorn.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import foghorn.kit.db.Tx;
import foghorn.kit.web.Json;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.postgresql.util.PSQLException;

/** SQL for {@code page}; lives as long as one transaction. */
final class PageRepository {
    private final Tx tx;

    PageRepository(Tx tx) {
        this.tx = tx;
    }

    Optional<Page> find(PageId id) {
        return tx.createQuery("""
                select * from page
                 where organization_id = :organizationId
                   and id = :id
                   and deleted_at is null
                """)
                .bind("id", id.value())
                .map((row, context) -> toPage(row))
                .findOne();
    }

    List<Page> list() {
        return tx.createQuery("""
                select * from page
                 where organization_id = :organizationId
                   and deleted_at is null
                 order by created_at, id
                """).map((row, context) -> toPage(row)).list();
    }

    /** Inserts a page with the settings a new one has; false if another page has its subdomain. */
    boolean insert(PageId id, String name, String subdomain, String tagHost) {
        return tx.createUpdate("""
                insert into page (organization_id, id, subdomain, name, tag_host, created_at, updated_at)
                values (:organizationId, :id, :subdomain, :name, :tagHost, :now, :now)
                on conflict do nothing
                """)
                        .bind("id", id.value())
                        .bind("subdomain", subdomain)
                        .bind("name", name)
                        .bind("tagHost", tagHost)
                        .execute()
                == 1;
    }

    boolean areFirstStepsHidden(PageId id) {
        return tx.createQuery("""
                select first_steps_hidden from page where organization_id = :organizationId and id = :id
                """).bind("id", id.value()).mapTo(Boolean.class).one();
    }

    void hideFirstSteps(PageId id, boolean hidden) {
        tx.createUpdate("""
                update page set first_steps_hidden = :hidden where organization_id = :organizationId and id = :id
                """).bind("id", id.value()).bind("hidden", hidden).execute();
    }

    void save(Page page) {
        try {
            bind(page, tx.createUpdate("""
                    update page
                       set name = :name, subdomain = :subdomain, domain = :domain, visibility = :visibility, url = :url,
                           support_url = :supportUrl, headline = :headline, page_description = :description,
                           branding = :branding, colors = cast(:colors as json), hidden_from_search = :hiddenFromSearch,
                           allow_page_subscribers = :allowPage, allow_incident_subscribers = :allowIncident,
                           allow_email_subscribers = :allowEmail, allow_sms_subscribers = :allowSms,
                           allow_webhook_subscribers = :allowWebhook, allow_rss_atom_feeds = :allowFeeds,
                           viewers_must_be_team_members = :viewersMustBeTeamMembers,
                           notifications_from_email = :fromEmail, notifications_email_footer = :footer,
                           time_zone = :timeZone, recent_days = :recentDays, version = version + 1, updated_at = :now
                     where organization_id = :organizationId
                       and id = :id
                    """)).execute();
        } catch (UnableToExecuteStatementException e) {
            throw taken(e);
        }
    }

    private static RuntimeException taken(UnableToExecuteStatementException e) {
        if (e.getCause() instanceof PSQLException sql && sql.getServerErrorMessage() != null) {
            var constraint = sql.getServerErrorMessage().getConstraint();
            if ("page_subdomain_unique".equals(constraint)) {
                return new Problem.Invalid("subdomain", "is taken");
            }
            if ("page_domain_unique".equals(constraint)) {
                return new Problem.Invalid("domain", "is taken");
            }
        }
        return e;
    }

    private static <S extends SqlStatement<S>> S bind(Page page, S statement) {
        var subscribers = page.subscribers();
        return statement
                .bind("id", page.id().value())
                .bind("name", page.name())
                .bind("subdomain", page.subdomain())
                .bind("domain", page.domain())
                .bind("visibility", page.visibility().wire())
                .bind("url", page.url())
                .bind("supportUrl", page.supportUrl())
                .bind("headline", page.headline())
                .bind("description", page.description())
                .bind("branding", page.branding().wire())
                .bind("colors", colorsJson(page.colors()))
                .bind("hiddenFromSearch", page.hiddenFromSearch())
                .bind("allowPage", subscribers.page())
                .bind("allowIncident", subscribers.incident())
                .bind("allowEmail", subscribers.email())
                .bind("allowSms", subscribers.sms())
                .bind("allowWebhook", subscribers.webhook())
                .bind("allowFeeds", subscribers.feeds())
                .bind("viewersMustBeTeamMembers", page.viewersMustBeTeamMembers())
                .bind("fromEmail", page.notificationsFromEmail())
                .bind("footer", page.notificationsEmailFooter())
                .bind("recentDays", page.recentDays())
                .bind("timeZone", page.timeZone().getId());
    }

    private static Page toPage(ResultSet row) throws SQLException {
        return new Page(
                new PageId(row.getString("id")),
                new OrganizationId(row.getString("organization_id")),
                row.getString("name"),
                row.getString("subdomain"),
                text(row, "domain"),
                PageVisibility.ofStored(row.getString("visibility")),
                text(row, "url"),
                text(row, "support_url"),
                text(row, "headline"),
                text(row, "page_description"),
                PageBranding.parse(row.getString("branding")).orElseThrow(),
                colors(row.getString("colors")),
                row.getBoolean("hidden_from_search"),
                new SubscriberSettings(
                        row.getBoolean("allow_page_subscribers"),
                        row.getBoolean("allow_incident_subscribers"),
                        row.getBoolean("allow_email_subscribers"),
                        row.getBoolean("allow_sms_subscribers"),
                        row.getBoolean("allow_webhook_subscribers"),
                        row.getBoolean("allow_rss_atom_feeds")),
                row.getBoolean("viewers_must_be_team_members"),
                text(row, "notifications_from_email"),
                row.getString("notifications_email_footer"),
                text(row, "twitter_username"),
                text(row, "ip_restrictions"),
                text(row, "city"),
                text(row, "state"),
                text(row, "country"),
                row.getInt("recent_days"),
                ZoneId.of(row.getString("time_zone")),
                row.getString("language"),
                row.getString("tag_host"),
                row.getInt("version"),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static String colorsJson(PageColors colors) {
        var fields = new LinkedHashMap<String, String>();
        colors.chosen().forEach((color, digits) -> fields.put(color.field(), digits));
        try {
            return Json.MAPPER.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("colours cannot be written as JSON", e);
        }
    }

    private static PageColors colors(String json) {
        try {
            var chosen = new LinkedHashMap<PageColor, String>();
            Json.MAPPER
                    .readValue(json, new TypeReference<Map<String, String>>() {})
                    .forEach((field, digits) -> PageColor.ofField(field).ifPresent(color -> chosen.put(color, digits)));
            return new PageColors(chosen);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored colours cannot be read", e);
        }
    }
}
