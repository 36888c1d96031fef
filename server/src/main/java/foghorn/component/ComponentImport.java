package foghorn.component;

import foghorn.audit.AuditLog;
import foghorn.kit.db.Tx;
import foghorn.kit.outbox.Outbox;
import foghorn.page.ImportResult;
import foghorn.page.ImportTally;
import foghorn.page.Origin;
import foghorn.page.Origins;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes over components within one transaction. */
final class ComponentImport {
    private static final String CHANGED_HERE = "was changed here since it was imported, and stays as it is";

    private final Tx tx;
    private final PageId page;
    private final ComponentRepository components;
    private final StatusHistoryRepository history;
    private final Origins origins;
    private final ImportTally tally = new ImportTally();
    private final Map<ComponentId, Component> present = new HashMap<>();
    private final Map<String, Origin> known;
    /** Of those to be taken over, by their ids at the source. */
    private final Map<String, ComponentId> ids = new HashMap<>();

    ComponentImport(Tx tx, PageId page) {
        this.tx = tx;
        this.page = page;
        this.components = new ComponentRepository(tx, page);
        this.history = new StatusHistoryRepository(tx, page);
        this.origins = new Origins(tx, page);
        this.known = origins.all(Origin.Kind.COMPONENT);
        components.all().forEach(component -> present.put(component.id(), component));
    }

    ImportResult take(List<ImportedComponent> given) {
        var wanted = withGroupStatuses(acceptable(given));
        assignIds(wanted);
        // A group must be there before what stands in it.
        wanted.stream().filter(ImportedComponent::isGroup).forEach(this::take);
        wanted.stream().filter(component -> !component.isGroup()).forEach(this::take);
        components.deriveGroupStatuses();
        var result = tally.result();
        if (tally.hasWritten()) {
            new AuditLog(tx)
                    .record(
                            "component.imported",
                            page.value(),
                            Map.of("made", result.made(), "changed", result.changed()));
            new Outbox(tx).append(page, new ComponentsImported(result.made(), result.changed()));
        }
        return result;
    }

    private List<ImportedComponent> acceptable(List<ImportedComponent> given) {
        var taken = new ArrayList<ImportedComponent>();
        for (var component : given) {
            try {
                check(component);
                taken.add(component);
            } catch (Problem.Invalid e) {
                e.errors().forEach(error -> tally.notTaken(component.sourceId(), error.field(), error.message()));
            }
        }
        var leaves = taken.stream().filter(component -> !component.isGroup()).toList();
        taken.removeIf(component -> component.isGroup() && isEmpty(component, leaves));
        long more = leaves.stream()
                .filter(component -> !known.containsKey(component.sourceId()))
                .count();
        if (components.countLeaves() + more > ComponentRules.MAX_COMPONENTS) {
            throw new Problem.Invalid("components", "would be too many: a page has at most 1,100");
        }
        return taken;
    }

    private boolean isEmpty(ImportedComponent group, List<ImportedComponent> leaves) {
        boolean isEmpty = childrenOf(group, leaves).findAny().isEmpty();
        if (isEmpty) {
            tally.notTaken(group.sourceId(), "components", "are none: a group without components is not kept");
        }
        return isEmpty;
    }

    private static void check(ImportedComponent component) {
        ComponentRules.name("name", component.name());
        ComponentRules.description("description", component.description());
        if (component.position() < 1) {
            throw new Problem.Invalid("position", "must be 1 or more");
        }
    }

    private static Stream<ImportedComponent> childrenOf(ImportedComponent group, List<ImportedComponent> all) {
        return all.stream()
                .filter(child -> !child.isGroup() && child.groupSourceId().equals(Optional.of(group.sourceId())));
    }

    /** A group has the worst status of its components, here as there. */
    private static List<ImportedComponent> withGroupStatuses(List<ImportedComponent> wanted) {
        return wanted.stream()
                .map(component -> component.isGroup()
                        ? component.withStatus(ComponentStatus.worstOf(childrenOf(component, wanted)
                                .map(ImportedComponent::status)
                                .toList()))
                        : component)
                .toList();
    }

    /** New ids rise in the order of the source, so that equal positions keep it. */
    private void assignIds(List<ImportedComponent> wanted) {
        var fresh = Stream.generate(ComponentId::next)
                .limit(wanted.size())
                .sorted(Comparator.comparing(ComponentId::value))
                .collect(Collectors.toCollection(ArrayDeque::new));
        for (var component : wanted) {
            var origin = known.get(component.sourceId());
            ids.put(component.sourceId(), origin == null ? fresh.remove() : new ComponentId(origin.ourId()));
        }
    }

    private void take(ImportedComponent wanted) {
        var origin = known.get(wanted.sourceId());
        if (origin == null) {
            make(wanted);
            return;
        }
        var before = present.get(new ComponentId(origin.ourId()));
        boolean isNewer = wanted.updatedAt().isAfter(origin.sourceUpdatedAt());
        boolean isOlder = wanted.updatedAt().isBefore(origin.sourceUpdatedAt());
        if (before == null) {
            tally.notTaken(wanted.sourceId(), "", "was deleted here since it was imported, and stays deleted");
            return;
        }
        var next = toComponent(wanted, before.version());
        if (isOlder || next.equals(before) || before.version() != origin.version() && !isNewer) {
            tally.unchanged();
        } else if (before.version() != origin.version() || before.isGroup() != next.isGroup()) {
            tally.notTaken(wanted.sourceId(), "", CHANGED_HERE);
        } else {
            change(before, next);
            origins.put(Origin.Kind.COMPONENT, origin.taken(wanted.updatedAt(), versionOf(next.id())));
            tally.changed();
        }
    }

    private void make(ImportedComponent wanted) {
        var component = toComponent(wanted, 1);
        components.insert(component);
        components.keepTimes(component);
        if (!component.isGroup()) {
            history.begin(component.id(), component.status());
        }
        present.put(component.id(), component);
        origins.put(
                Origin.Kind.COMPONENT,
                new Origin(wanted.sourceId(), component.id().value(), wanted.updatedAt(), 1));
        tally.made();
    }

    private void change(Component before, Component next) {
        var status = Map.of(next.id(), next.status());
        components.save(next);
        components.place(Map.of(next.id(), new ComponentTree.Place(next.group(), next.position())));
        if (before.status() != next.status()) {
            components.setStatus(status);
            if (!next.isGroup()) {
                history.move(status, Optional.empty());
            }
        }
        components.keepTimes(next);
    }

    private int versionOf(ComponentId id) {
        return components.find(id).map(Component::version).orElse(1);
    }

    private Component toComponent(ImportedComponent wanted, int version) {
        return new Component(
                Optional.ofNullable(ids.get(wanted.sourceId())).orElseThrow(),
                page,
                groupOf(wanted),
                wanted.isGroup(),
                ComponentRules.importedName("name", wanted.name()),
                wanted.description(),
                wanted.status(),
                wanted.position(),
                wanted.showcase(),
                wanted.onlyShowIfDegraded(),
                wanted.startDate(),
                version,
                wanted.createdAt(),
                wanted.updatedAt());
    }

    private Optional<ComponentId> groupOf(ImportedComponent wanted) {
        if (wanted.isGroup() || wanted.groupSourceId().isEmpty()) {
            return Optional.empty();
        }
        var group = wanted.groupSourceId()
                .flatMap(sourceId -> Optional.ofNullable(ids.get(sourceId)).or(() -> knownGroup(sourceId)))
                .filter(id -> Optional.ofNullable(present.get(id))
                        .map(Component::isGroup)
                        .orElse(false));
        if (group.isEmpty()) {
            tally.notTaken(wanted.sourceId(), "group_id", "names a group that is not among the components");
        }
        return group;
    }

    private Optional<ComponentId> knownGroup(String sourceId) {
        return Optional.ofNullable(known.get(sourceId)).map(origin -> new ComponentId(origin.ourId()));
    }
}
