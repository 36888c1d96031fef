package foghorn.app.demo;

import foghorn.app.setup.NewTenant;
import foghorn.app.setup.SetupService;
import foghorn.component.ComponentImportService;
import foghorn.incident.IncidentImportService;
import foghorn.organization.InstallationService;
import foghorn.page.Page;
import foghorn.page.PageImportService;
import foghorn.page.PageLinks;
import foghorn.page.PageService;
import foghorn.subscriber.ImportedSubscriber;
import foghorn.subscriber.SubscriberImportService;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes the demo: an organization with a page that has a past, by the verbs by which a page is imported, so that nobody is told of
 * anything. Mail in its name stays on this machine.
 */
public final class DemoService {
    private final Needs needs;

    /** @param caller acts on a page as the operator */
    public record Needs(
            SetupService setup,
            InstallationService installation,
            PageLinks links,
            PageService pages,
            Imports imports,
            Function<PageId, Call> caller) {}

    /** The verbs that fill it. */
    public record Imports(
            PageImportService pages,
            ComponentImportService components,
            IncidentImportService incidents,
            SubscriberImportService subscribers) {}

    public DemoService(Needs needs) {
        this.needs = needs;
    }

    /**
     * Makes the demo, or finds the one that is there and adds what it still lacks: one that was stopped half-way is completed. What
     * was changed or removed since stays so.
     */
    public Demo make(String ownerEmail, String requestId) {
        var known = needs.installation().demoPage();
        if (known.isPresent()) {
            return describe(fill(known.get()));
        }
        var name = Scenario.company().name();
        var made = needs.setup()
                .createDemo(new NewTenant(name, ownerEmail, name, Optional.empty(), Optional.empty()), requestId);
        fill(new PageId(made.pageId()));
        return new Demo(
                true,
                made.organizationId(),
                made.pageId(),
                Optional.of(made.apiKey()),
                made.pageUrl(),
                made.consoleUrl(),
                Optional.of(made.ownerSignInUrl()));
    }

    /** Everything is told as from the moment at which the page was made, so that a second time finds all of it. */
    private Page fill(PageId id) {
        var call = needs.caller().apply(id);
        var page = needs.pages().find(call, id);
        var scenario = new Scenario(page.createdAt());
        var imports = needs.imports();
        imports.pages().take(call, id, scenario.page());
        imports.components().take(call, id, scenario.components());
        scenario.incidents().forEach(incident -> imports.incidents().take(call, id, incident));
        imports.components().takeHistory(call, id, scenario.histories());
        var people = People.addresses().stream()
                .map(address -> new ImportedSubscriber.ByEmail(address, List.of()))
                .toList();
        for (int from = 0; from < people.size(); from += SubscriberImportService.AT_ONCE) {
            var batch = people.subList(from, Math.min(people.size(), from + SubscriberImportService.AT_ONCE));
            imports.subscribers().add(call, id, new SubscriberImportService.Batch(true, batch));
        }
        if (!needs.pages().areFirstStepsHidden(call, id)) {
            needs.pages().hideFirstSteps(call, id, true);
        }
        return page;
    }

    private Demo describe(Page page) {
        return new Demo(
                false,
                page.organization().value(),
                page.id().value(),
                Optional.empty(),
                needs.links().page(page.subdomain(), page.domain()),
                needs.links().console() + "/console",
                Optional.empty());
    }
}
