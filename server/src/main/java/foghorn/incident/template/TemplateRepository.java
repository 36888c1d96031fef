package foghorn.incident.template;

import foghorn.component.ComponentId;
import foghorn.component.NamedComponent;
import foghorn.component.PageComponents;
import foghorn.incident.IncidentStatus;
import foghorn.kit.db.Paging;
import foghorn.kit.db.Tx;
import foghorn.kit.id.Ids;
import foghorn.tenant.PageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;

/** SQL for {@code incident_template}, its groups and components; lives as long as one transaction and knows one page. */
final class TemplateRepository {
    private static final String ALL = """
            select t.*, g.name as group_name
              from incident_template t
              left join incident_template_group g on g.id = t.group_id
             where t.organization_id = :organizationId and t.page_id = :page
            """;

    private final Tx tx;
    private final PageId page;

    TemplateRepository(Tx tx, PageId page) {
        this.tx = tx;
        this.page = page;
    }

    Optional<IncidentTemplate> find(TemplateId id) {
        return withComponents(query(ALL + " and t.id = :id")
                        .bind("id", id.value())
                        .map((row, context) -> toTemplate(row))
                        .list())
                .stream()
                .findFirst();
    }

    List<IncidentTemplate> list(Paging paging) {
        if (paging.after().isPresent()
                && find(new TemplateId(paging.after().get())).isEmpty()) {
            throw Paging.gone();
        }
        var behind = paging.after().isEmpty() ? "" : """
                 and (t.name, t.id) > (select a.name, a.id from incident_template a
                                        where a.organization_id = :organizationId and a.page_id = :page and a.id = :after)
                """;
        return withComponents(query(ALL + behind + " order by t.name, t.id limit :limit offset :offset")
                .bind("limit", paging.limit())
                .bind("offset", paging.offset())
                .bind("after", paging.after())
                .map((row, context) -> toTemplate(row))
                .list());
    }

    int count() {
        return query(
                        "select count(*) from incident_template where organization_id = :organizationId and page_id = :page")
                .mapTo(Integer.class)
                .one();
    }

    private List<IncidentTemplate> withComponents(List<IncidentTemplate> templates) {
        if (templates.isEmpty()) {
            return templates;
        }
        var ids = componentIds(templates.stream().map(IncidentTemplate::id).toList());
        var named = new PageComponents(tx, page)
                .named(ids.values().stream().flatMap(List::stream).distinct().toList());
        return templates.stream()
                .map(template -> with(template, ids.getOrDefault(template.id(), List.of()), named))
                .toList();
    }

    private static IncidentTemplate with(
            IncidentTemplate template, List<ComponentId> wanted, List<NamedComponent> named) {
        return new IncidentTemplate(
                template.id(),
                template.group(),
                template.name(),
                template.title(),
                template.body(),
                template.status(),
                template.tweets(),
                template.notifies(),
                named.stream()
                        .filter(component -> wanted.contains(component.id()))
                        .map(NamedComponent::component)
                        .toList(),
                template.version());
    }

    private Map<TemplateId, List<ComponentId>> componentIds(Collection<TemplateId> templates) {
        return query("""
                select template_id, component_id from incident_template_component
                 where organization_id = :organizationId and page_id = :page and template_id = any(:ids)
                """)
                .bindArray(
                        "ids",
                        String.class,
                        templates.stream().map(TemplateId::value).toArray())
                .map((row, context) -> Map.entry(
                        new TemplateId(row.getString("template_id")), new ComponentId(row.getString("component_id"))))
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    List<TemplateGroup> groups() {
        return query("""
                select id, name from incident_template_group
                 where organization_id = :organizationId and page_id = :page
                 order by name, id
                """)
                .map((row, context) -> new TemplateGroup(row.getString("id"), row.getString("name")))
                .list();
    }

    TemplateGroup insertGroup(String name) {
        var group = new TemplateGroup(Ids.next(), name);
        tx.createUpdate("""
                insert into incident_template_group (organization_id, page_id, id, name)
                values (:organizationId, :page, :id, :name)
                """)
                .bind("page", page.value())
                .bind("id", group.id())
                .bind("name", name)
                .execute();
        return group;
    }

    /** Takes away groups in which nothing is any more. */
    void forgetEmptyGroups() {
        tx.createUpdate("""
                delete from incident_template_group g
                 where g.organization_id = :organizationId and g.page_id = :page
                   and not exists (select from incident_template t where t.group_id = g.id)
                """).bind("page", page.value()).execute();
    }

    void insert(IncidentTemplate template) {
        bind(template, tx.createUpdate("""
                insert into incident_template (organization_id, page_id, id, group_id, name, title, body, update_status, should_tweet,
                                               should_send_notifications, version, created_at, updated_at)
                values (:organizationId, :page, :id, :group, :name, :title, :body, :status, :tweets, :notifies, :version, :now, :now)
                """)).execute();
        insertComponents(template);
    }

    void save(IncidentTemplate template) {
        bind(template, tx.createUpdate("""
                update incident_template
                   set group_id = :group, name = :name, title = :title, body = :body, update_status = :status,
                       should_tweet = :tweets, should_send_notifications = :notifies, version = :version, updated_at = :now
                 where organization_id = :organizationId and page_id = :page and id = :id
                """)).execute();
        tx.createUpdate("""
                delete from incident_template_component
                 where organization_id = :organizationId and page_id = :page and template_id = :id
                """)
                .bind("page", page.value())
                .bind("id", template.id().value())
                .execute();
        insertComponents(template);
    }

    private void insertComponents(IncidentTemplate template) {
        if (template.components().isEmpty()) {
            return;
        }
        var batch = tx.prepareBatch("""
                insert into incident_template_component (organization_id, page_id, template_id, component_id)
                values (:organizationId, :page, :id, :component)
                """);
        template.components()
                .forEach(component -> tx.row(batch)
                        .bind("page", page.value())
                        .bind("id", template.id().value())
                        .bind("component", component.id().value())
                        .add());
        batch.execute();
    }

    void delete(TemplateId id) {
        tx.createUpdate("""
                delete from incident_template where organization_id = :organizationId and page_id = :page and id = :id
                """).bind("page", page.value()).bind("id", id.value()).execute();
    }

    /** What the page is called, for texts. */
    String pageName() {
        return query("select name from page where organization_id = :organizationId and id = :page")
                .mapTo(String.class)
                .one();
    }

    private Query query(String sql) {
        return tx.createQuery(sql).bind("page", page.value());
    }

    private <S extends SqlStatement<S>> S bind(IncidentTemplate template, S statement) {
        return statement
                .bind("page", page.value())
                .bind("id", template.id().value())
                .bind("group", template.group().map(TemplateGroup::id))
                .bind("name", template.name())
                .bind("title", template.title())
                .bind("body", template.body())
                .bind("status", template.status().map(IncidentStatus::wire))
                .bind("tweets", template.tweets())
                .bind("notifies", template.notifies())
                .bind("version", template.version());
    }

    private static IncidentTemplate toTemplate(ResultSet row) throws SQLException {
        var groupName = row.getString("group_name");
        return new IncidentTemplate(
                new TemplateId(row.getString("id")),
                Optional.ofNullable(row.getString("group_id")).map(id -> new TemplateGroup(id, groupName)),
                row.getString("name"),
                row.getString("title"),
                row.getString("body"),
                Optional.ofNullable(row.getString("update_status"))
                        .map(status -> IncidentStatus.parse(status).orElseThrow()),
                row.getBoolean("should_tweet"),
                row.getBoolean("should_send_notifications"),
                List.of(),
                row.getInt("version"));
    }
}
