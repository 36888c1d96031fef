package foghorn.incident.template;

import foghorn.audit.AuditLog;
import foghorn.audit.Differences;
import foghorn.component.Component;
import foghorn.component.ComponentId;
import foghorn.component.NamedComponent;
import foghorn.component.PageComponents;
import foghorn.incident.IncidentStatus;
import foghorn.kit.db.Database;
import foghorn.kit.db.Paging;
import foghorn.kit.db.Tx;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps what a team has prepared to say, and fills it in. */
public final class TemplateService {
    /** Templates of a page. */
    public static final int MOST = 500;

    private static final int MAX_LINE = 255;
    private static final int MAX_BODY = 25_000;

    private final Database database;

    TemplateService(Database database) {
        this.database = database;
    }

    public List<IncidentTemplate> list(Call call, PageId page, Paging paging) {
        return database.readPage(
                call, page, Permission.VIEW_INCIDENTS, tx -> new TemplateRepository(tx, page).list(paging));
    }

    public IncidentTemplate find(Call call, PageId page, TemplateId id) {
        return database.readPage(call, page, Permission.VIEW_INCIDENTS, tx -> require(tx, page, id));
    }

    public List<TemplateGroup> groups(Call call, PageId page) {
        return database.readPage(
                call, page, Permission.VIEW_INCIDENTS, tx -> new TemplateRepository(tx, page).groups());
    }

    /** The template with its placeholders filled in, as far as they are known before there is an incident. */
    public FilledTemplate fill(Call call, PageId page, TemplateId id) {
        return database.readPage(call, page, Permission.VIEW_INCIDENTS, tx -> {
            var template = require(tx, page, id);
            var values = new EnumMap<Placeholders, String>(Placeholders.class);
            values.put(Placeholders.PAGE, new TemplateRepository(tx, page).pageName());
            if (!template.components().isEmpty()) {
                values.put(Placeholders.COMPONENT, names(template.components()));
            }
            var title = Placeholders.fill(template.title(), values);
            values.put(Placeholders.INCIDENT_NAME, title);
            return new FilledTemplate(template, title, Placeholders.fill(template.body(), values));
        });
    }

    /** For example {@code A, B and C}. */
    private static String names(List<Component> components) {
        var names = components.stream().map(Component::name).toList();
        int last = names.size() - 1;
        return last == 0 ? names.getFirst() : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    /** Names in double braces that stand for nothing are refused, for whoever writes it can mend them. */
    public IncidentTemplate create(Call call, PageId page, WriteTemplate command) {
        requireKnownPlaceholders(command, "");
        return createAsWritten(call, page, command);
    }

    /** As above for programs, whose texts may hold what is meant for others; what is not known stays as it is written. */
    public IncidentTemplate createAsWritten(Call call, PageId page, WriteTemplate command) {
        return database.changePage(call, page, Permission.MANAGE_INCIDENTS, tx -> {
            var repository = new TemplateRepository(tx, page);
            if (repository.count() >= MOST) {
                throw new Problem.Conflict("A page can have at most " + MOST + " incident templates.");
            }
            var template = written(tx, page, TemplateId.next(), 1, command);
            repository.insert(template);
            new AuditLog(tx)
                    .record("incident_template.created", template.id().value(), Map.of("name", template.name()));
            return template;
        });
    }

    /** Nothing is written if nothing differs. What stood in double braces before, for whatever it was meant, may stay. */
    public IncidentTemplate change(
            Call call, PageId page, TemplateId id, ExpectedVersion expected, WriteTemplate command) {
        return database.changePage(call, page, Permission.MANAGE_INCIDENTS, tx -> {
            var repository = new TemplateRepository(tx, page);
            var present = require(tx, page, id);
            expected.check(present.version());
            requireKnownPlaceholders(command, present.title() + "\n" + present.body());
            if (written(tx, page, id, present.version(), command).equals(present)) {
                return present;
            }
            var template = written(tx, page, id, present.version() + 1, command);
            repository.save(template);
            repository.forgetEmptyGroups();
            new AuditLog(tx).record("incident_template.changed", id.value(), differences(present, template));
            return template;
        });
    }

    private static Map<String, Object> differences(IncidentTemplate before, IncidentTemplate after) {
        return new Differences()
                .of("name", before.name(), after.name())
                .ofText("title", before.title(), after.title())
                .ofText("text", before.body(), after.body())
                .of(
                        "group",
                        before.group().map(TemplateGroup::name),
                        after.group().map(TemplateGroup::name))
                .of(
                        "status",
                        before.status().map(IncidentStatus::wire),
                        after.status().map(IncidentStatus::wire))
                .on(after.name());
    }

    public void delete(Call call, PageId page, TemplateId id) {
        database.changePage(call, page, Permission.MANAGE_INCIDENTS, tx -> {
            var repository = new TemplateRepository(tx, page);
            var present = require(tx, page, id);
            repository.delete(id);
            repository.forgetEmptyGroups();
            new AuditLog(tx).record("incident_template.deleted", id.value(), Map.of("name", present.name()));
            return present;
        });
    }

    private static IncidentTemplate require(Tx tx, PageId page, TemplateId id) {
        return new TemplateRepository(tx, page).find(id).orElseThrow(() -> new Problem.NotFound("incident template"));
    }

    private static IncidentTemplate written(Tx tx, PageId page, TemplateId id, int version, WriteTemplate command) {
        return new IncidentTemplate(
                id,
                group(tx, page, command.group()),
                line("name", command.name()),
                line("title", command.title()),
                body(command.body()),
                command.status(),
                command.tweets(),
                command.notifies(),
                components(tx, page, command.components()),
                version);
    }

    private static void requireKnownPlaceholders(WriteTemplate command, String before) {
        var known = known(command.status());
        var inTitle = EnumSet.copyOf(known);
        inTitle.remove(Placeholders.INCIDENT_NAME);
        Placeholders.check("title", command.title(), inTitle, before);
        Placeholders.check("body", command.body(), known, before);
    }

    /** Only a maintenance has a begin and an end that are planned. */
    private static Set<Placeholders> known(Optional<IncidentStatus> status) {
        var known = EnumSet.allOf(Placeholders.class);
        if (status.filter(given -> !given.isScheduledKind()).isPresent()) {
            known.remove(Placeholders.SCHEDULED_FOR);
            known.remove(Placeholders.SCHEDULED_UNTIL);
        }
        return known;
    }

    private static Optional<TemplateGroup> group(Tx tx, PageId page, WriteTemplate.Group choice) {
        var repository = new TemplateRepository(tx, page);
        return switch (choice) {
            case WriteTemplate.NoGroup ignored -> Optional.empty();
            case WriteTemplate.GroupOf(var id) ->
                Optional.of(repository.groups().stream()
                        .filter(group -> group.id().equals(id))
                        .findFirst()
                        .orElseThrow(
                                () -> new Problem.Invalid("group_id", "names no group of templates of this page")));
            case WriteTemplate.GroupNamed(var name) -> {
                var wanted = line("group", name);
                yield Optional.of(repository.groups().stream()
                        .filter(group -> group.name().equals(wanted))
                        .findFirst()
                        .orElseGet(() -> repository.insertGroup(wanted)));
            }
        };
    }

    private static List<Component> components(Tx tx, PageId page, List<ComponentId> ids) {
        var found = new PageComponents(tx, page)
                .named(ids).stream().map(NamedComponent::component).toList();
        var known = found.stream().map(Component::id).collect(Collectors.toSet());
        for (var id : ids) {
            if (!known.contains(id)) {
                throw new Problem.Invalid("component_ids", "names " + id + ", which is no component of this page");
            }
        }
        if (found.stream().anyMatch(Component::isGroup)) {
            throw new Problem.Invalid("component_ids", "names a group, not a component");
        }
        return found;
    }

    private static String line(String field, String text) {
        var stripped = text.strip();
        if (stripped.isEmpty()
                || stripped.codePointCount(0, stripped.length()) > MAX_LINE
                || stripped.chars().anyMatch(Character::isISOControl)) {
            throw new Problem.Invalid(field, "must have 1 to " + MAX_LINE + " characters in one line");
        }
        return stripped;
    }

    private static String body(String text) {
        if (text.isBlank() || text.codePointCount(0, text.length()) > MAX_BODY || text.indexOf('\0') >= 0) {
            throw new Problem.Invalid("body", "must have 1 to 25,000 characters");
        }
        return text;
    }
}
