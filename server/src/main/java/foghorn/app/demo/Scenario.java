package foghorn.app.demo;

import com.fasterxml.jackson.core.type.TypeReference;
import foghorn.component.ComponentStatus;
import foghorn.component.ImportedComponent;
import foghorn.component.ImportedHistory;
import foghorn.incident.ImportedIncident;
import foghorn.kit.web.Json;
import foghorn.page.ImportedPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the demo shows. The same moment, the same company with the same past. */
final class Scenario {
    private static final String SOURCE = "demo";
    private static final List<String> STORIES =
            List.of("open.json", "maintenances.json", "recent.json", "older.json", "oldest.json");

    private final Instant made;
    private final Company company;
    private final Map<String, Statuses> statuses = new LinkedHashMap<>();
    private final List<ImportedIncident> incidents;

    /** @param made when the demo was made; everything is told as from there */
    Scenario(Instant made) {
        this.made = made.truncatedTo(ChronoUnit.MINUTES);
        this.company = company();
        var names = new LinkedHashMap<String, String>();
        for (var group : company.groups()) {
            for (var part : group.components()) {
                names.put(part.key(), group.name() + " - " + part.name());
                var history = new Statuses(start(part), this.made);
                history.addBlips(part.blips(), part.key().hashCode());
                statuses.put(part.key(), history);
            }
        }
        incidents = STORIES.stream()
                .flatMap(name -> read(name, new TypeReference<List<Story>>() {}).stream())
                .map(story -> new StoryTeller(story, names, statuses).tell(this.made, company.timeZone()))
                .sorted(Comparator.comparing(ImportedIncident::createdAt))
                .toList();
    }

    static Company company() {
        return read("company.json", new TypeReference<>() {});
    }

    ImportedPage page() {
        return new ImportedPage(
                SOURCE, company.name(), Optional.of(company.timeZone().getId()), made);
    }

    /** As they happened, the oldest first. */
    List<ImportedIncident> incidents() {
        return incidents;
    }

    /** Groups among them. */
    List<ImportedComponent> components() {
        var components = new ArrayList<ImportedComponent>();
        company.groups().forEach(group -> {
            components.add(group(group, components.size()));
            group.components().forEach(part -> components.add(component(group, part)));
        });
        return components;
    }

    List<ImportedHistory> histories() {
        return statuses.entrySet().stream()
                .map(entry ->
                        new ImportedHistory(entry.getKey(), entry.getValue().spans()))
                .toList();
    }

    private ImportedComponent group(Company.Group group, int position) {
        var start = group.components().stream()
                .map(this::start)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return new ImportedComponent(
                group.key(),
                true,
                Optional.empty(),
                group.name(),
                Optional.empty(),
                ComponentStatus.OPERATIONAL,
                position + 1,
                false,
                false,
                Optional.empty(),
                start,
                start);
    }

    private ImportedComponent component(Company.Group group, Company.Part part) {
        var start = start(part);
        var now = Optional.ofNullable(statuses.get(part.key()))
                .map(history -> history.spans().getLast())
                .orElseThrow();
        return new ImportedComponent(
                part.key(),
                false,
                Optional.of(group.key()),
                part.name(),
                Optional.of(part.description()),
                now.status(),
                group.components().indexOf(part) + 1,
                true,
                false,
                Optional.of(LocalDate.ofInstant(start, company.timeZone())),
                start,
                now.from());
    }

    private Instant start(Company.Part part) {
        return made.minus(Duration.ofDays(part.days())).truncatedTo(ChronoUnit.DAYS);
    }

    private static <T> T read(String name, TypeReference<T> type) {
        try (var in = Scenario.class.getResourceAsStream("/foghorn/demo/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the demo lacks its " + name);
            }
            return Json.MAPPER.readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
