package foghorn.publicpage.snapshot;

import foghorn.component.ComponentId;
import foghorn.kit.db.Database;
import foghorn.subscriber.ScopeChoices;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Lets visitors choose from what the page shows them, and from nothing else. */
public final class ChoiceService implements ScopeChoices {
    private final Database database;

    public ChoiceService(Database database) {
        this.database = database;
    }

    @Override
    public Choices of(Call call, PageId page) {
        call.actor().requireVisitor(page);
        return database.read(call, tx -> {
            var repository = new SnapshotRepository(tx);
            if (repository.page(page).filter(PageFacts::isPublic).isEmpty()) {
                return Choices.NONE;
            }
            var shown = Visibility.of(repository.components(page)).components().values();
            return new Choices(choices(shown), repository.openIncidents(page));
        });
    }

    private static List<Choice> choices(Collection<ComponentFacts> shown) {
        var choices = new ArrayList<Choice>();
        for (var component : shown) {
            if (component.parentId().isEmpty()) {
                choices.add(choice(
                        component,
                        shown.stream()
                                .filter(other -> other.parentId().equals(Optional.of(component.id())))
                                .map(member -> choice(member, List.of()))
                                .toList()));
            }
        }
        return choices;
    }

    private static Choice choice(ComponentFacts component, List<Choice> members) {
        return new Choice(new ComponentId(component.id()), component.name(), component.isGroup(), members);
    }
}
