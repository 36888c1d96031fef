package foghorn.publicpage.html;

import foghorn.component.ComponentStatus;
import foghorn.kit.text.Markdown;
import foghorn.kit.web.Json;
import foghorn.kit.web.Templates;
import foghorn.publicpage.snapshot.ComponentFacts;
import foghorn.publicpage.snapshot.HistoryPage;
import foghorn.publicpage.snapshot.IncidentFacts;
import foghorn.publicpage.snapshot.PageFacts;
import foghorn.publicpage.snapshot.PageSnapshot;
import foghorn.publicpage.snapshot.UptimePage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The HTML of a page, made from its snapshot. Links are relative, so the same bytes serve every address of the page. */
public final class HtmlPages {
    private final PageSnapshot snapshot;
    private final Frame frame;
    private final Clock clock;
    private final IncidentViews incidents;
    /** By component: the home page shows them, and so does the page of all uptimes. */
    private final Map<String, StripView> strips = new HashMap<>();

    public HtmlPages(PageSnapshot snapshot) {
        var page = snapshot.page();
        this.snapshot = snapshot;
        this.frame = Frame.of(page, !page.hiddenFromSearch());
        this.clock = new Clock(page.zone());
        this.incidents = new IncidentViews(frame, clock);
    }

    /** A page that says what went wrong; {@code root} is the page's base as an absolute path. */
    public static byte[] error(String pageName, String root, String title, String message) {
        return Templates.render(
                "publicpage/error.jte", Map.of("title", title, "message", message, "pageName", pageName, "root", root));
    }

    /** The page of an incident with a draft of its postmortem. */
    public static byte[] preview(PageFacts page, IncidentFacts incident) {
        var views = new IncidentViews(Frame.of(page, false), new Clock(page.zone()));
        return Templates.render("publicpage/incident.jte", views.preview(incident));
    }

    public byte[] home() {
        return Templates.render("publicpage/home.jte", homeView());
    }

    public byte[] incident(IncidentFacts incident) {
        return Templates.render("publicpage/incident.jte", incidents.view(incident));
    }

    public byte[] history(HistoryPage page) {
        return Templates.render("publicpage/history.jte", new HistoryViews(frame, clock).view(page));
    }

    public byte[] uptime(UptimePage page) {
        var groups = page.isPresent() ? UptimeGroup.of(snapshot) : List.<UptimeGroup>of();
        return Templates.render(
                "publicpage/uptime.jte",
                new UptimeViews(frame, page, snapshot.page().rule()).view(groups));
    }

    /** The way to the days of each component. */
    public byte[] uptimes() {
        var sections = UptimeGroup.of(snapshot).stream().map(this::section).toList();
        return Templates.render(
                "publicpage/uptimes.jte",
                new UptimeIndexView(frame, sections, events(), Marks.ofComponents(), counting()));
    }

    private UptimeIndexView.Section section(UptimeGroup group) {
        var strips = group.components().stream()
                .flatMap(component -> Optional.ofNullable(row(component).strip()).stream())
                .toList();
        return new UptimeIndexView.Section(group.name().orElse(null), strips);
    }

    /** How the page serves people who use it in other ways than most. */
    public byte[] accessibility() {
        return Templates.render("publicpage/accessibility.jte", frame);
    }

    private HomeView homeView() {
        var running = Stream.concat(snapshot.unresolvedIncidents().stream(), snapshot.activeMaintenances().stream())
                .map(incidents::card)
                .toList();
        return new HomeView(
                frame,
                Marks.of(snapshot.status()),
                activeLabel(),
                clock.at(snapshot.page().updatedAt()),
                snapshot.page()
                        .description()
                        .filter(text -> !text.isBlank())
                        .map(Markdown::html)
                        .orElse(null),
                running,
                snapshot.upcomingMaintenances().reversed().stream()
                        .map(incidents::card)
                        .toList(),
                components(),
                events(),
                Marks.ofComponents(),
                counting(),
                PastDays.of(snapshot, incidents::past));
    }

    private Counting counting() {
        return Counting.of(snapshot.page().rule());
    }

    private @Nullable String activeLabel() {
        var parts = new ArrayList<String>();
        int open = snapshot.unresolvedIncidents().size();
        int maintained = snapshot.activeMaintenances().size();
        if (open > 0) {
            parts.add(open == 1 ? "1 active incident" : open + " active incidents");
        }
        if (maintained > 0) {
            parts.add(maintained == 1 ? "1 maintenance in progress" : maintained + " maintenances in progress");
        }
        return parts.isEmpty() ? null : String.join(", ", parts);
    }

    private List<ComponentEntry> components() {
        return snapshot.components().stream()
                .filter(component -> component.parentId().isEmpty())
                .map(component -> component.isGroup() ? group(component) : single(component))
                .toList();
    }

    private @Nullable String events() {
        var uptime = snapshot.uptime();
        return uptime.strips().isEmpty()
                ? null
                : Json.MAPPER.valueToTree(new TreeMap<>(uptime.events())).toString();
    }

    private ComponentEntry single(ComponentFacts component) {
        return new ComponentEntry(row(component), false, false, null, List.of());
    }

    private ComponentEntry group(ComponentFacts group) {
        var children = snapshot.components().stream()
                .filter(child -> child.parentId().filter(group.id()::equals).isPresent())
                .toList();
        long troubled = children.stream()
                .filter(child -> child.status() != ComponentStatus.OPERATIONAL)
                .count();
        return new ComponentEntry(
                row(group),
                true,
                troubled > 0,
                troubled == 0 ? null : troubled + " of " + children.size() + " affected",
                children.stream().map(this::row).toList());
    }

    private ComponentRow row(ComponentFacts component) {
        return new ComponentRow(
                component.name(),
                component.description().filter(text -> !text.isBlank()).orElse(null),
                Marks.of(component.status()),
                strips.computeIfAbsent(component.id(), id -> strip(component)));
    }

    private @Nullable StripView strip(ComponentFacts component) {
        var strip = snapshot.uptime().strips().get(component.id());
        return strip == null
                ? null
                : Strips.of(component, strip, snapshot.page().rule());
    }
}
