package foghorn.audit.web;

import foghorn.audit.AuditEntry;
import foghorn.audit.AuditQuery;
import foghorn.audit.AuditReader;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shells;
import foghorn.tenant.Permission;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code /console/activity}: the organization's audit log, in parts, and as a whole for whoever verifies it elsewhere. */
public final class ActivityController {
    /** The entry of the navigation. */
    public static final String ENTRY = "Activity";

    static final String PATH = "/console/activity";

    private static final int PER_PAGE = 50;

    private final AuditReader reader;
    private final Names names;
    private final Shells shells;

    public ActivityController(AuditReader reader, Names names, Shells shells) {
        this.reader = reader;
        this.names = names;
        this.shells = shells;
    }

    public void addTo(Routes routes) {
        var access = Access.session(Permission.VIEW_AUDIT);
        routes.get(access, PATH, this::list);
        routes.get(access, PATH + "/export", this::export);
    }

    private void list(Exchange http) {
        shells.require(http, Permission.VIEW_AUDIT);
        var what = http.query("what").flatMap(ActivityKind::of);
        var who = http.query("who").filter(actor -> !actor.isEmpty());
        var about = http.query("about").filter(subject -> !subject.isEmpty());
        var shell = shells.of(http, ENTRY);
        var days = ActivityDays.read(http);
        var period = days.in(shell.clock().zone());
        var query = new AuditQuery(before(http), what.map(ActivityKind::kinds).orElse(Set.of()), who, about, period);
        var page = reader.find(http.call(), query, PER_PAGE);
        var actors = new HashSet<>(who.map(Set::of).orElse(Set.of()));
        actors.addAll(page.entries().stream().map(AuditEntry::actor).collect(Collectors.toSet()));
        var known = names.ofActors(http.call(), actors);
        var subjects = names.ofSubjects(
                http.call(), page.entries().stream().map(AuditEntry::subject).collect(Collectors.toSet()));
        var entries = page.entries().stream()
                .map(entry -> Activity.of(entry, known, subjects))
                .toList();
        var whoName = who.map(actor -> known.getOrDefault(actor, actor)).orElse("");
        http.html(
                200,
                "audit/activity.jte",
                new ActivityView(shell, entries, what, who, whoName, about, days, page.older()));
    }

    /** Where a part begins; what is no number begins with the newest. */
    private static Optional<Long> before(Exchange http) {
        try {
            return http.query("before").map(Long::valueOf);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private void export(Exchange http) {
        shells.require(http, Permission.VIEW_AUDIT);
        http.download("application/x-ndjson", "activity.jsonl", out -> {
            var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            reader.export(http.call(), writer);
            writer.flush();
        });
    }
}
