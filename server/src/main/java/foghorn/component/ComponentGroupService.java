package foghorn.component;

import foghorn.audit.AuditLog;
import foghorn.audit.Differences;
import foghorn.kit.db.Database;
import foghorn.kit.db.Paging;
import foghorn.kit.db.Tx;
import foghorn.kit.outbox.Outbox;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes, finds, changes and dissolves groups of components. */
public final class ComponentGroupService {
    private final Database database;

    ComponentGroupService(Database database) {
        this.database = database;
    }

    /** Makes a group, last on the page. */
    public ComponentGroup create(Call call, PageId page, NewGroup command) {
        return database.changePage(call, page, Permission.MANAGE_COMPONENTS, tx -> {
            var places = new Places(tx, page);
            var children = requireComponents(places.tree(), command.components());
            var id = ComponentId.next();
            places.tree().putGroup(id, children);
            new ComponentRepository(tx, page)
                    .insert(toGroup(
                            page, id, command, tx.now(), places.placeOfNew(id).position()));
            places.save();
            new AuditLog(tx)
                    .record(
                            "component_group.created",
                            id.value(),
                            Map.of("name", command.name(), "components", children.size()));
            new Outbox(tx).append(page, new ComponentEvent.Created(id));
            return require(tx, page, id);
        });
    }

    public ComponentGroup find(Call call, PageId page, ComponentId id) {
        return database.readPage(call, page, Permission.VIEW_COMPONENTS, tx -> require(tx, page, id));
    }

    /** Groups by position. */
    public List<ComponentGroup> list(Call call, PageId page, Paging paging) {
        return database.readPage(
                call,
                page,
                Permission.VIEW_COMPONENTS,
                tx -> withComponents(tx, page, new ComponentRepository(tx, page).listGroups(paging)));
    }

    /** Changes some fields of a group. Nothing is written if nothing differs. */
    public ComponentGroup patch(Call call, PageId page, ComponentId id, GroupPatch patch) {
        return database.changePage(call, page, Permission.MANAGE_COMPONENTS, tx -> {
            var present = require(tx, page, id);
            patch.expected().check(present.group().version());
            var places = new Places(tx, page);
            var children = patch.components()
                    .map(given -> requireComponents(places.tree(), given))
                    .on(present.components());
            var described = describe(present.group(), patch);
            if (described.equals(present.group()) && children.equals(present.components())) {
                return present;
            }
            new ComponentRepository(tx, page).save(described);
            places.tree().putGroup(id, children);
            places.save();
            var differences = new Differences()
                    .of("name", present.group().name(), described.name())
                    .of("components", present.components().size(), children.size())
                    .ofText("description", present.group().description(), described.description());
            new AuditLog(tx).record("component_group.changed", id.value(), differences.on(described.name()));
            new Outbox(tx).append(page, new ComponentEvent.Changed(id));
            return require(tx, page, id);
        });
    }

    public ComponentGroup delete(Call call, PageId page, ComponentId id) {
        return delete(call, page, id, ExpectedVersion.any());
    }

    /** Dissolves a group; its components take its place on the page. Returns the group as it was. */
    public ComponentGroup delete(Call call, PageId page, ComponentId id, ExpectedVersion expected) {
        return database.changePage(call, page, Permission.MANAGE_COMPONENTS, tx -> {
            var present = require(tx, page, id);
            expected.check(present.group().version());
            var places = new Places(tx, page);
            places.tree().dissolve(id);
            places.save();
            new ComponentRepository(tx, page).markDeleted(id);
            new AuditLog(tx)
                    .record(
                            "component_group.deleted",
                            id.value(),
                            Map.of("name", present.group().name()));
            new Outbox(tx).append(page, new ComponentEvent.Deleted(id));
            return present;
        });
    }

    private static ComponentGroup require(Tx tx, PageId page, ComponentId id) {
        var group = new ComponentRepository(tx, page)
                .find(id)
                .filter(Component::isGroup)
                .orElseThrow(() -> new Problem.NotFound("component group"));
        return withComponents(tx, page, List.of(group)).getFirst();
    }

    private static List<ComponentGroup> withComponents(Tx tx, PageId page, List<Component> groups) {
        var ids = groups.stream().map(Component::id).toList();
        var byGroup = new ComponentRepository(tx, page)
                .inGroups(ids).stream()
                        .collect(Collectors.groupingBy(
                                component -> component.group().orElseThrow(),
                                Collectors.mapping(Component::id, Collectors.toList())));
        return groups.stream()
                .map(group -> new ComponentGroup(group, byGroup.getOrDefault(group.id(), List.of())))
                .toList();
    }

    /** One or more components of the page, no groups, none twice. */
    private static List<ComponentId> requireComponents(ComponentTree tree, List<ComponentId> ids) {
        if (ids.isEmpty()) {
            throw invalid("must name at least one component");
        }
        if (new HashSet<>(ids).size() < ids.size()) {
            throw invalid("names a component twice");
        }
        for (var id : ids) {
            if (!tree.contains(id)) {
                throw invalid("names " + id + ", which is no component of this page");
            }
            if (tree.isGroup(id)) {
                throw invalid("names " + id + ", which is a group itself");
            }
        }
        return ids;
    }

    private static Problem.Invalid invalid(String message) {
        return new Problem.Invalid("component_group.components", message);
    }

    private static Component toGroup(PageId page, ComponentId id, NewGroup command, Instant now, int position) {
        return new Component(
                id,
                page,
                Optional.empty(),
                true,
                ComponentRules.name("component_group.name", command.name()),
                ComponentRules.description("description", command.description()),
                ComponentStatus.OPERATIONAL,
                position,
                false,
                false,
                Optional.empty(),
                1,
                now,
                now);
    }

    private static Component describe(Component present, GroupPatch patch) {
        return new Component(
                present.id(),
                present.pageId(),
                present.group(),
                true,
                patch.name()
                        .map(name -> ComponentRules.name("component_group.name", name))
                        .on(present.name()),
                patch.description()
                        .map(text -> ComponentRules.description("description", text))
                        .on(present.description()),
                present.status(),
                present.position(),
                present.showcase(),
                present.onlyShowIfDegraded(),
                present.startDate(),
                present.version(),
                present.createdAt(),
                present.updatedAt());
    }
}
