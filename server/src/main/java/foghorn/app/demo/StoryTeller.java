package foghorn.app.demo;

import foghorn.component.ComponentStatus;
import foghorn.incident.ImpactRules;
import foghorn.incident.ImportedIncident;
import foghorn.incident.ImportedUpdate;
import foghorn.incident.IncidentImpact;
import foghorn.incident.IncidentStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells one story as an incident, and to the components that it touched what they were meanwhile. */
final class StoryTeller {
    private final Story story;
    private final Map<String, String> names;
    private final Map<String, Statuses> histories;
    /** What each component is, and since when. */
    private final Map<String, Since> now = new LinkedHashMap<>();

    private final List<ImportedUpdate> updates = new ArrayList<>();
    private IncidentImpact impact = IncidentImpact.NONE;

    private record Since(Instant from, ComponentStatus status) {}

    /** @param names of the components, with their groups */
    StoryTeller(Story story, Map<String, String> names, Map<String, Statuses> histories) {
        this.story = story;
        this.names = names;
        this.histories = histories;
    }

    ImportedIncident tell(Instant made, ZoneId zone) {
        var begin = story.begin(made, zone);
        for (var telling : story.updates()) {
            tell(telling, begin.plus(Duration.ofMinutes(telling.minutes())));
        }
        now.forEach((key, since) -> leave(key, since, made));
        var last = updates.getLast();
        return new ImportedIncident(
                story.key(),
                story.name(),
                last.status(),
                impact,
                Optional.empty(),
                begin,
                updates.stream()
                        .filter(update -> update.status() == IncidentStatus.Realtime.MONITORING)
                        .findFirst()
                        .map(ImportedUpdate::displayAt),
                Optional.of(last.displayAt()).filter(at -> last.status().isOver()),
                story.window()
                        .map(window -> new ImportedIncident.Window(
                                made.plus(Duration.ofMinutes(window.from())),
                                made.plus(Duration.ofMinutes(window.until())))),
                updates.reversed(),
                Optional.empty(),
                List.copyOf(now.keySet()),
                begin,
                last.updatedAt());
    }

    private void tell(Story.Telling telling, Instant at) {
        var status = IncidentStatus.parse(telling.status()).orElseThrow();
        var mentions = new ArrayList<ImportedUpdate.Mention>();
        telling.named().forEach((key, next) -> {
            var before = Optional.ofNullable(now.get(key));
            before.ifPresent(since -> leave(key, since, at));
            now.put(key, new Since(at, next));
            mentions.add(new ImportedUpdate.Mention(
                    key,
                    Optional.ofNullable(names.get(key)).orElseThrow(),
                    before.map(Since::status).orElse(ComponentStatus.OPERATIONAL),
                    next));
        });
        impact = ImpactRules.worst(
                status,
                impact,
                mentions.stream().map(ImportedUpdate.Mention::newStatus).toList());
        updates.add(new ImportedUpdate(
                story.key() + "/" + telling.minutes(),
                status,
                telling.body(),
                mentions,
                true,
                Optional.empty(),
                Optional.empty(),
                at,
                at,
                at));
    }

    private void leave(String key, Since since, Instant at) {
        Optional.ofNullable(histories.get(key)).orElseThrow().add(since.from(), at, since.status(), story.key());
    }
}
