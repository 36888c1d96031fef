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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes, finds, changes and removes components. Groups are found here as well: they are rows of the same list. */
public final class ComponentService {
    private final Database database;

    ComponentService(Database database) {
        this.database = database;
    }

    /** Adds a component at the end of its group or of the page. */
    public Component create(Call call, PageId page, NewComponent command) {
        return database.changePage(call, page, Permission.MANAGE_COMPONENTS, tx -> {
            var components = new ComponentRepository(tx, page);
            if (components.countLeaves() >= ComponentRules.MAX_COMPONENTS) {
                throw new Problem.Invalid("component", "is one too many: a page has at most 1,100");
            }
            var places = new Places(tx, page);
            requireGroup("component.group_id", places.tree(), command.group());
            var id = ComponentId.next();
            places.tree().put(id, command.group());
            var component = toComponent(
                    page, id, command, tx.now(), places.placeOfNew(id).position());
            components.insert(component);
            new StatusHistoryRepository(tx, page).begin(component.id(), component.status());
            components.deriveGroupStatuses();
            new AuditLog(tx).record("component.created", component.id().value(), Map.of("name", component.name()));
            new Outbox(tx).append(page, new ComponentEvent.Created(component.id()));
            return component;
        });
    }

    /** A component or a group. */
    public Component find(Call call, PageId page, ComponentId id) {
        return database.readPage(call, page, Permission.VIEW_COMPONENTS, tx -> require(tx, page, id));
    }

    /** Components and groups by position, each group before its components. */
    public List<Component> list(Call call, PageId page, Paging paging) {
        return database.readPage(
                call, page, Permission.VIEW_COMPONENTS, tx -> new ComponentRepository(tx, page).list(paging));
    }

    /** Changes some fields of a component; of a group name and description only. Nothing is written if nothing differs. */
    public Component patch(Call call, PageId page, ComponentId id, ComponentPatch patch) {
        return database.changePage(call, page, Permission.MANAGE_COMPONENTS, tx -> {
            var present = require(tx, page, id);
            patch.expected().check(present.version());
            if (present.isGroup() && (patch.status().isSet() || patch.group().isSet())) {
                throw new Problem.Invalid(
                        patch.status().isSet() ? "component.status" : "component.group_id", "cannot be set on a group");
            }
            var described = describe(present, patch);
            var group = patch.group().on(present.group());
            var groupBefore = nameOf(tx, page, present.group());
            var status = patch.status().on(present.status());
            if (described.equals(present) && group.equals(present.group()) && status == present.status()) {
                return present;
            }
            if (!described.equals(present) || !group.equals(present.group())) {
                new ComponentRepository(tx, page).save(described);
                moveTo(tx, page, id, group);
                new Outbox(tx).append(page, new ComponentEvent.Changed(id));
            }
            new PageComponents(tx, page).move(Map.of(id, status), Optional.empty());
            var differences = differences(present, described, status).of("group", groupBefore, nameOf(tx, page, group));
            var action = status == present.status() ? "component.changed" : "component.status_changed";
            new AuditLog(tx).record(action, id.value(), differences.on(described.name()));
            return require(tx, page, id);
        });
    }

    /** Moves a component or a group. A group that loses its last component goes with it. */
    public Component move(Call call, PageId page, ComponentId id, ComponentMove move) {
        return database.changePage(call, page, Permission.MANAGE_COMPONENTS, tx -> {
            var present = require(tx, page, id);
            var groupBefore = nameOf(tx, page, present.group());
            var places = new Places(tx, page);
            switch (move) {
                case ComponentMove.Steps(int down) -> places.tree().move(id, down);
                case ComponentMove.To(var group, int position) -> {
                    requireGroup("group_id", places.tree(), group);
                    if (present.isGroup() && group.isPresent()) {
                        throw new Problem.Invalid("group_id", "cannot be set on a group");
                    }
                    places.tree().place(id, group, position);
                }
            }
            places.save();
            var moved = require(tx, page, id);
            if (moved.position() != present.position() || !moved.group().equals(present.group())) {
                new AuditLog(tx)
                        .record(
                                "component.moved",
                                id.value(),
                                new Differences()
                                        .of("group", groupBefore, nameOf(tx, page, moved.group()))
                                        .of("position", present.position(), moved.position())
                                        .on(present.name()));
                new Outbox(tx).append(page, new ComponentEvent.Changed(id));
            }
            return moved;
        });
    }

    public void delete(Call call, PageId page, ComponentId id) {
        delete(call, page, id, ExpectedVersion.any());
    }

    /** Removes a component, and its group if it was the last there; of a group the components stay. */
    public void delete(Call call, PageId page, ComponentId id, ExpectedVersion expected) {
        database.changePage(call, page, Permission.MANAGE_COMPONENTS, tx -> {
            var present = require(tx, page, id);
            expected.check(present.version());
            var places = new Places(tx, page);
            if (present.isGroup()) {
                places.tree().dissolve(id);
            } else {
                places.tree().remove(id);
                new StatusHistoryRepository(tx, page).end(id);
            }
            new ComponentRepository(tx, page).markDeleted(id);
            places.save();
            new AuditLog(tx)
                    .record(
                            present.isGroup() ? "component_group.deleted" : "component.deleted",
                            id.value(),
                            Map.of("name", present.name()));
            return new Outbox(tx).append(page, new ComponentEvent.Deleted(id));
        });
    }

    private static Component require(Tx tx, PageId page, ComponentId id) {
        return new ComponentRepository(tx, page).find(id).orElseThrow(() -> new Problem.NotFound("component"));
    }

    private static Optional<String> nameOf(Tx tx, PageId page, Optional<ComponentId> group) {
        return group.flatMap(new ComponentRepository(tx, page)::find).map(Component::name);
    }

    private static void requireGroup(String field, ComponentTree tree, Optional<ComponentId> group) {
        if (group.filter(id -> !tree.isGroup(id)).isPresent()) {
            throw new Problem.Invalid(field, "names no group of this page");
        }
    }

    private static void moveTo(Tx tx, PageId page, ComponentId id, Optional<ComponentId> group) {
        var places = new Places(tx, page);
        if (!places.tree().isGroup(id)) {
            requireGroup("component.group_id", places.tree(), group);
            places.tree().put(id, group);
            places.save();
        }
    }

    private static Differences differences(Component before, Component described, ComponentStatus status) {
        return new Differences()
                .of("name", before.name(), described.name())
                .of("status", before.status().wire(), status.wire())
                .of("showcase", before.showcase(), described.showcase())
                .of("only_show_if_degraded", before.onlyShowIfDegraded(), described.onlyShowIfDegraded())
                .of("start_date", before.startDate(), described.startDate())
                .ofText("description", before.description(), described.description());
    }

    private static Component toComponent(PageId page, ComponentId id, NewComponent command, Instant now, int position) {
        return new Component(
                id,
                page,
                command.group(),
                false,
                ComponentRules.name("component.name", command.name()),
                ComponentRules.description("component.description", command.description()),
                command.status(),
                position,
                command.showcase(),
                command.onlyShowIfDegraded(),
                command.startDate(),
                1,
                now,
                now);
    }

    private static Component describe(Component present, ComponentPatch patch) {
        return new Component(
                present.id(),
                present.pageId(),
                present.group(),
                present.isGroup(),
                patch.name()
                        .map(name -> ComponentRules.name("component.name", name))
                        .on(present.name()),
                patch.description()
                        .map(text -> ComponentRules.description("component.description", text))
                        .on(present.description()),
                present.status(),
                present.position(),
                patch.showcase().on(present.showcase()),
                patch.onlyShowIfDegraded().on(present.onlyShowIfDegraded()),
                patch.startDate().on(present.startDate()),
                present.version(),
                present.createdAt(),
                present.updatedAt());
    }
}
