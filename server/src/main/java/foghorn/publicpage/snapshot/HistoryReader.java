package foghorn.publicpage.snapshot;

import foghorn.publicpage.snapshot.SnapshotReader.Published;
import foghorn.publicpage.snapshot.SnapshotRepository.IncidentKey;
import foghorn.tenant.PageId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Reads those pages of the history that must be made anew: the first always, older ones when something in them has changed. */
final class HistoryReader {
    private final PageFacts facts;
    private final Timeline timeline;
    private final Map<String, Long> views;
    private final Visibility visibility;
    private final Published published;

    HistoryReader(
            PageFacts facts, Timeline timeline, Map<String, Long> views, Visibility visibility, Published published) {
        this.facts = facts;
        this.timeline = timeline;
        this.views = views;
        this.visibility = visibility;
        this.published = published;
    }

    private record Planned(int number, boolean isLast, long viewKey, boolean isRead, List<Timeline.Month> months) {}

    List<HistoryPage> read(SnapshotRepository repository, PageId page) {
        var plan = new ArrayList<Planned>();
        var wanted = new HashSet<String>();
        for (int number = 1; number <= timeline.pages(); number++) {
            var planned = planned(number);
            plan.add(planned);
            if (planned.isRead()) {
                planned.months().forEach(month -> month.incidents().forEach(incident -> wanted.add(incident.id())));
            }
        }
        var texts = wanted.isEmpty() ? Map.<String, HistoryEntry.Text>of() : repository.historyTexts(page, wanted);
        return plan.stream().map(planned -> page(planned, texts)).toList();
    }

    private Planned planned(int number) {
        var months = timeline.months(number);
        boolean isLast = number == timeline.pages();
        var shown = months.stream()
                .flatMap(month -> month.incidents().stream())
                .map(incident -> incident.id() + ' ' + views.get(incident.id()))
                .toList();
        long viewKey = Keys.of(
                facts.subdomain(),
                facts.domain(),
                facts.description(),
                months.getFirst().month(),
                isLast,
                shown);
        boolean isRead = number == 1 || !published.isCurrent(Paths.page(Paths.HISTORY_JSON, number), viewKey);
        return new Planned(number, isLast, viewKey, isRead, months);
    }

    private HistoryPage page(Planned planned, Map<String, HistoryEntry.Text> texts) {
        return new HistoryPage(
                planned.number(),
                planned.isLast(),
                planned.viewKey(),
                planned.isRead(),
                planned.months().stream()
                        .map(month -> new HistoryPage.Month(month.month(), entries(month.incidents(), texts)))
                        .toList());
    }

    private List<HistoryEntry> entries(List<IncidentKey> incidents, Map<String, HistoryEntry.Text> texts) {
        var entries = new ArrayList<HistoryEntry>();
        for (var incident : incidents) {
            var text = texts.get(incident.id());
            if (text != null) {
                entries.add(new HistoryEntry(
                        incident.id(),
                        text.name(),
                        incident.status(),
                        text.impact(),
                        incident.beganAt(),
                        incident.resolvedAt(),
                        incident.updatedAt(),
                        text.message().orElse(""),
                        incident.componentIds().stream()
                                .filter(visibility::shows)
                                .toList()));
            }
        }
        return entries;
    }
}
