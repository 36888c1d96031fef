package foghorn.component;

import foghorn.kit.db.Paging;
import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;

/** SQL for {@code component}; lives as long as one transaction and knows one page. */
final class ComponentRepository {
    /** By position, each group before its components. */
    private static final String ORDER = """
             order by coalesce(g.position, c.position), coalesce(g.id, c.id), c.parent_id is not null, c.position, c.id
            """;

    private static final String LIVE = """
            select c.*, g.name as group_name
              from component c
              left join component g on g.organization_id = c.organization_id and g.page_id = c.page_id and g.id = c.parent_id
             where c.organization_id = :organizationId
               and c.page_id = :page
               and c.deleted_at is null
            """;

    private final Tx tx;
    private final PageId page;

    ComponentRepository(Tx tx, PageId page) {
        this.tx = tx;
        this.page = page;
    }

    Optional<Component> find(ComponentId id) {
        return query(LIVE + " and c.id = :id")
                .bind("id", id.value())
                .map((row, context) -> toComponent(row))
                .findOne();
    }

    List<Component> all() {
        return query(LIVE + ORDER).map((row, context) -> toComponent(row)).list();
    }

    List<Component> list(Paging paging) {
        return paging.of(all(), component -> component.id().value());
    }

    List<Component> listGroups(Paging paging) {
        var groups = query(LIVE + " and c.is_group" + ORDER)
                .map((row, context) -> toComponent(row))
                .list();
        return paging.of(groups, group -> group.id().value());
    }

    /** The components of these groups, by position. */
    List<Component> inGroups(Collection<ComponentId> groups) {
        return query(LIVE + " and c.parent_id = any(:groups) order by c.position, c.id")
                .bindArray("groups", String.class, texts(groups))
                .map((row, context) -> toComponent(row))
                .list();
    }

    /** Those of these ids that are there, in the order of the page. */
    List<NamedComponent> named(Collection<ComponentId> ids) {
        return query(LIVE + " and c.id = any(:ids)" + ORDER)
                .bindArray("ids", String.class, texts(ids))
                .map((row, context) -> toNamed(row))
                .list();
    }

    int countLeaves() {
        return query("""
                select count(*) from component
                 where organization_id = :organizationId
                   and page_id = :page
                   and deleted_at is null
                   and not is_group
                """).mapTo(Integer.class).one();
    }

    void insert(Component component) {
        bind(component, tx.createUpdate("""
                insert into component (organization_id, page_id, id, parent_id, is_group, name, description, status, position,
                                       showcase, only_show_if_degraded, start_date, created_at, updated_at)
                values (:organizationId, :page, :id, :parent, :isGroup, :name, :description, :status, :position,
                        :showcase, :onlyShowIfDegraded, :startDate, :now, :now)
                """))
                .bind("isGroup", component.isGroup())
                .execute();
    }

    /** Saves name, description and settings; place and status have statements of their own. */
    void save(Component component) {
        bind(component, tx.createUpdate("""
                update component
                   set name = :name, description = :description, showcase = :showcase,
                       only_show_if_degraded = :onlyShowIfDegraded, start_date = :startDate,
                       version = version + 1, updated_at = :now
                 where organization_id = :organizationId
                   and page_id = :page
                   and id = :id
                """)).execute();
    }

    /** Gives an imported component the times of its source. */
    void keepTimes(Component component) {
        bind(component, tx.createUpdate("""
                update component
                   set created_at = :createdAt, updated_at = :updatedAt
                 where organization_id = :organizationId
                   and page_id = :page
                   and id = :id
                """))
                .bind("createdAt", component.createdAt())
                .bind("updatedAt", component.updatedAt())
                .execute();
    }

    void place(Map<ComponentId, ComponentTree.Place> places) {
        if (places.isEmpty()) {
            return;
        }
        var batch = tx.prepareBatch("""
                update component
                   set parent_id = :parent, position = :position, version = version + 1, updated_at = :now
                 where organization_id = :organizationId
                   and page_id = :page
                   and id = :id
                """);
        places.forEach((id, place) -> tx.row(batch)
                .bind("page", page.value())
                .bind("id", id.value())
                .bind("parent", place.group().map(ComponentId::value))
                .bind("position", place.position())
                .add());
        batch.execute();
    }

    void markDeleted(ComponentId id) {
        tx.createUpdate("""
                update component
                   set deleted_at = :now, version = version + 1, updated_at = :now
                 where organization_id = :organizationId
                   and page_id = :page
                   and id = :id
                """).bind("page", page.value()).bind("id", id.value()).execute();
    }

    void setStatus(Map<ComponentId, ComponentStatus> statuses) {
        var batch = tx.prepareBatch("""
                update component
                   set status = :status, version = version + 1, updated_at = :now
                 where organization_id = :organizationId
                   and page_id = :page
                   and id = :id
                """);
        statuses.forEach((id, status) -> tx.row(batch)
                .bind("page", page.value())
                .bind("id", id.value())
                .bind("status", status.wire())
                .add());
        batch.execute();
    }

    /** Gives every group the worst status of its components. */
    void deriveGroupStatuses() {
        tx.createUpdate("""
                with severity (status, rank) as (
                    values ('operational', 0), ('under_maintenance', 1), ('degraded_performance', 2),
                           ('partial_outage', 3), ('major_outage', 4)
                ), worst as (
                    select distinct on (c.parent_id) c.parent_id, c.status
                      from component c join severity s on s.status = c.status
                     where c.organization_id = :organizationId
                       and c.page_id = :page
                       and c.deleted_at is null
                       and c.parent_id is not null
                     order by c.parent_id, s.rank desc
                )
                update component g
                   set status = worst.status, version = g.version + 1, updated_at = :now
                  from worst
                 where g.organization_id = :organizationId
                   and g.page_id = :page
                   and g.id = worst.parent_id
                   and g.status <> worst.status
                """).bind("page", page.value()).execute();
    }

    private Query query(String sql) {
        return tx.createQuery(sql).bind("page", page.value());
    }

    private <S extends SqlStatement<S>> S bind(Component component, S statement) {
        return statement
                .bind("page", page.value())
                .bind("id", component.id().value())
                .bind("parent", component.group().map(ComponentId::value))
                .bind("name", component.name())
                .bind("description", component.description())
                .bind("status", component.status().wire())
                .bind("position", component.position())
                .bind("showcase", component.showcase())
                .bind("onlyShowIfDegraded", component.onlyShowIfDegraded())
                .bind("startDate", component.startDate());
    }

    private static List<String> texts(Collection<ComponentId> ids) {
        return ids.stream().map(ComponentId::value).toList();
    }

    private static NamedComponent toNamed(ResultSet row) throws SQLException {
        var component = toComponent(row);
        var group = row.getString("group_name");
        return new NamedComponent(component, group == null ? component.name() : group + " - " + component.name());
    }

    private static Component toComponent(ResultSet row) throws SQLException {
        return new Component(
                new ComponentId(row.getString("id")),
                new PageId(row.getString("page_id")),
                Optional.ofNullable(row.getString("parent_id")).map(ComponentId::new),
                row.getBoolean("is_group"),
                row.getString("name"),
                Optional.ofNullable(row.getString("description")),
                ComponentStatus.parse(row.getString("status")).orElseThrow(),
                row.getInt("position"),
                row.getBoolean("showcase"),
                row.getBoolean("only_show_if_degraded"),
                Optional.ofNullable(row.getObject("start_date", LocalDate.class)),
                row.getInt("version"),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
