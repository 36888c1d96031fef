package foghorn.page;

import foghorn.audit.AuditLog;
import foghorn.kit.db.Database;
import foghorn.kit.db.PageChangeListener;
import foghorn.kit.db.Tx;
import foghorn.kit.id.Ids;
import foghorn.kit.outbox.Outbox;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.util.List;
import java.util.Map;

/** Makes, finds and changes pages. */
public final class PageService {
    private final Database database;

    PageService(Database database) {
        this.database = database;
    }

    /**
     * Makes a page in a transaction of the organization room, which makes a whole organization at once. A given subdomain that is
     * taken, reserved or malformed is {@link Problem.Invalid}.
     */
    public Page createWithin(Tx tx, NewPage command) {
        tx.call().actor().require(Permission.MANAGE_ORGANIZATION);
        var name = PageRules.name(command.name());
        var id = new PageId(Ids.next());
        var pages = new PageRepository(tx);
        var candidates = command.subdomain().isPresent()
                ? List.of(Subdomains.require(command.subdomain().get()))
                : Subdomains.candidates(name, id.value()).toList();
        boolean made = candidates.stream()
                .anyMatch(subdomain ->
                        pages.insert(id, name, subdomain, command.host().replace("{subdomain}", subdomain)));
        if (!made) {
            throw new Problem.Invalid("subdomain", "is taken");
        }
        new AuditLog(tx).record("page.created", id.value(), Map.of("name", name));
        return pages.find(id).orElseThrow();
    }

    /** The page, for those who may view it. */
    public Page find(Call call, PageId id) {
        return database.readPage(
                call,
                id,
                Permission.VIEW_PAGE,
                tx -> new PageRepository(tx).find(id).orElseThrow(() -> new Problem.NotFound("page")));
    }

    /** Throws {@link Problem.NotFound} unless the page is the organization's, and {@link Problem.Forbidden} unless the actor may do this there. */
    public void require(Call call, PageId id, Permission permission) {
        database.readPage(call, id, permission, tx -> id);
    }

    /** The organization's pages that the actor may view, oldest first. A key that may view none at all is told so. */
    public List<Page> list(Call call) {
        if (call.actor() instanceof Actor.ApiKey key && !key.scopes().contains(Permission.VIEW_PAGE)) {
            throw new Problem.Forbidden(Permission.VIEW_PAGE);
        }
        return database.read(
                call,
                tx -> new PageRepository(tx)
                        .list().stream()
                                .filter(page -> call.actor().may(page.id(), Permission.VIEW_PAGE))
                                .toList());
    }

    /** Changes some settings of a page; nothing is written if nothing differs. */
    public Page patch(Call call, PageId id, PagePatch patch) {
        return database.changePage(call, id, Permission.MANAGE_PAGE, tx -> {
            var pages = new PageRepository(tx);
            var present = pages.find(id).orElseThrow(() -> new Problem.NotFound("page"));
            patch.expected().check(present.version());
            var changed = PageRules.apply(patch, present);
            if (changed.equals(present)) {
                return present;
            }
            pages.save(changed);
            var next = pages.find(id).orElseThrow();
            new AuditLog(tx).record("page.changed", id.value(), PageDifferences.of(present, next));
            new Outbox(tx).append(id, new PageChanged(next.version()));
            if (next.visibility() != PageVisibility.PUBLIC && present.visibility() == PageVisibility.PUBLIC) {
                tx.withdraw(PageChangeListener.EVERYTHING);
            }
            return next;
        });
    }

    /** Whether the team does without the console's first steps with this page. */
    public boolean areFirstStepsHidden(Call call, PageId id) {
        return database.readPage(call, id, Permission.VIEW_PAGE, tx -> new PageRepository(tx).areFirstStepsHidden(id));
    }

    /** Hides the first steps from the whole team, or shows them again; nothing that visitors see changes. */
    public void hideFirstSteps(Call call, PageId id, boolean hidden) {
        database.changePage(call, id, Permission.MANAGE_PAGE, tx -> {
            var pages = new PageRepository(tx);
            boolean isChange = pages.areFirstStepsHidden(id) != hidden;
            pages.hideFirstSteps(id, hidden);
            new AuditLog(tx)
                    .record(
                            "page.first_steps_" + (isChange ? "" : "were_") + (hidden ? "hidden" : "shown"),
                            id.value());
            return id;
        });
    }
}
