package foghorn.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import foghorn.component.ImportedComponent;
import foghorn.incident.ImportedIncident;
import foghorn.page.ImportedPage;
import foghorn.tenant.Problem;
import foghorn.transfer.PublicPage.Sourced;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Puts the documents of the public {@code /api/v2} of one page together. Where several say something of one thing, the newest word
 * counts; components are also taken from the incidents that name them.
 */
final class PublicDocuments {
    private static final List<String> COLLECTIONS = List.of("components", "incidents", "scheduled_maintenances");

    private final Map<String, Sourced<ImportedComponent>> components = new LinkedHashMap<>();
    private final Map<String, Sourced<ImportedIncident>> incidents = new LinkedHashMap<>();
    private final List<NotTaken> notTaken = new ArrayList<>();
    private final Set<List<String>> noted = new HashSet<>();
    private Optional<Sourced<ImportedPage>> page = Optional.empty();

    /** What all documents say. */
    PublicPage together() {
        return new PublicPage(
                page.orElseThrow(() -> new Problem.Invalid("documents", "are none")),
                List.copyOf(components.values()),
                List.copyOf(incidents.values()),
                notTaken);
    }

    /** @throws Problem.Invalid if the document is none of a status page, or of another one than those before it */
    void read(Document document) {
        var lists = new LinkedHashMap<String, List<JsonNode>>();
        try {
            var fields = Fields.of(document.content(), "");
            page(document.name(), Fields.of(document.content().path("page"), "page/"));
            COLLECTIONS.forEach(name -> lists.put(name, fields.list(name)));
            if (COLLECTIONS.stream().noneMatch(document.content()::has)) {
                throw new Problem.Invalid("document", "holds no " + String.join(", no ", COLLECTIONS));
            }
        } catch (Problem.Invalid e) {
            throw new Problem.Invalid(e.errors().stream()
                    .map(error -> new Problem.FieldError(document.name() + ": " + error.field(), error.message()))
                    .toList());
        }
        lists.getOrDefault("components", List.of()).forEach(node -> component(document.name(), node));
        lists.getOrDefault("incidents", List.of()).forEach(node -> incident(document.name(), "incident", node));
        lists.getOrDefault("scheduled_maintenances", List.of())
                .forEach(node -> incident(document.name(), "maintenance", node));
    }

    private void page(String document, Fields fields) {
        var next = new ImportedPage(
                fields.id("id"),
                fields.text("name"),
                fields.maybeText("time_zone"),
                fields.maybeTime("updated_at").orElse(Instant.EPOCH));
        if (page.filter(known -> !known.value().sourceId().equals(next.sourceId()))
                .isPresent()) {
            throw new Problem.Invalid(
                    "page/id",
                    "is " + next.sourceId() + ", but the page of " + page.get().document() + " is "
                            + page.get().value().sourceId());
        }
        if (page.filter(known -> !next.updatedAt().isAfter(known.value().updatedAt()))
                .isEmpty()) {
            page = Optional.of(new Sourced<>(document, next));
        }
    }

    private void component(String document, JsonNode node) {
        parse(document, "component", node, item -> {
                    item.items().noteUnknown(item.fields(), PublicItems.COMPONENT, item.name());
                    return PublicItems.component(item.fields());
                })
                .ifPresent(next -> {
                    var known = components.get(next.sourceId());
                    if (known == null || next.updatedAt().isAfter(known.value().updatedAt())) {
                        components.put(next.sourceId(), new Sourced<>(document, next));
                    }
                });
    }

    private void incident(String document, String kind, JsonNode node) {
        parse(document, kind, node, item -> {
                    item.items().noteUnknown(item.fields(), PublicItems.INCIDENT, item.name());
                    return item.items().incident(item.fields(), kind.equals("maintenance"));
                })
                .ifPresent(next -> {
                    var known = incidents.get(next.sourceId());
                    if (known == null || next.updatedAt().isAfter(known.value().updatedAt())) {
                        incidents.put(next.sourceId(), new Sourced<>(document, next));
                    }
                    node.path("components").forEach(component -> component(document, component));
                });
    }

    /** One thing of a document, about to be read. */
    private record Item(PublicItems items, Fields fields, String name) {}

    private <T> Optional<T> parse(String document, String kind, JsonNode node, Function<Item, T> how) {
        var id = node.path("id");
        var name = id.isTextual() ? kind + " " + id.textValue() : kind + " without an id";
        try {
            var items = new PublicItems(document, this::note);
            return Optional.of(how.apply(new Item(items, Fields.of(node, ""), name)));
        } catch (Problem.Invalid e) {
            e.errors().forEach(error -> note(new NotTaken(document, name, error.field(), error.message())));
            return Optional.empty();
        }
    }

    /** Several documents say the same of one thing; once is enough. */
    private void note(NotTaken next) {
        if (noted.add(List.of(next.item(), next.field(), next.reason()))) {
            notTaken.add(next);
        }
    }
}
