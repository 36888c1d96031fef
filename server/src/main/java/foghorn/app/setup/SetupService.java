package foghorn.app.setup;

import foghorn.audit.InstallationAuditLog;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.kit.id.Ids;
import foghorn.kit.mail.EmailAddress;
import foghorn.kit.outbox.Outbox;
import foghorn.organization.ApiKeyService.NewApiKey;
import foghorn.organization.OrganizationRoom;
import foghorn.organization.OrganizationService.NewOrganization;
import foghorn.page.NewPage;
import foghorn.page.Page;
import foghorn.page.PageChanged;
import foghorn.page.PageLinks;
import foghorn.page.PageRoom;
import foghorn.signin.SignInService;
import foghorn.signin.web.SignInController;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import foghorn.tenant.Problem.FieldError;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Makes an organization with keyset, owner, first page and API key, all of it or nothing. */
public final class SetupService {
    private final Database database;
    private final OrganizationRoom organizations;
    private final PageRoom pages;
    private final SignInService signIn;
    private final PageLinks links;

    public SetupService(
            Database database, OrganizationRoom organizations, PageRoom pages, SignInService signIn, PageLinks links) {
        this.database = database;
        this.organizations = organizations;
        this.pages = pages;
        this.signIn = signIn;
        this.links = links;
    }

    /**
     * The first organization, whose page becomes the root page. Closes set-up for ever: {@link Problem.Conflict} if the installation
     * has an owner.
     */
    public SetUpResult setUp(NewTenant command, String requestId) {
        if (organizations.installation().isOwned()) {
            throw new Problem.Conflict("This installation has an owner already.");
        }
        return make(command, new Step("set-up", requestId), this::own);
    }

    /**
     * The organization of the demo, of whose page nothing is ever mailed. In an installation that nobody owns it is the first, and its
     * page becomes the root page. {@link Problem.Conflict} if there is a demo.
     */
    public SetUpResult createDemo(NewTenant command, String requestId) {
        boolean isFirst = !organizations.installation().isOwned();
        return make(command, new Step("demo", requestId), made -> {
            organizations
                    .installation()
                    .setDemoPageWithin(made.tx(), made.page().id());
            if (isFirst) {
                own(made);
            }
        });
    }

    private void own(Made made) {
        organizations.installation().claimWithin(made.tx());
        organizations.installation().setRootPageWithin(made.tx(), made.page().id());
    }

    /** A further organization, made by the operator. An owner who has an account already keeps it. */
    public SetUpResult createOrganization(NewTenant command, String requestId) {
        return make(command, new Step("organization create", requestId), made -> {});
    }

    private record Step(String name, String requestId) {}

    private record Checked(NewOrganization organization, Optional<String> passwordHash) {}

    private record Made(Tx tx, Page page) {}

    private record Told(Page page, String apiKey, String signInSecret) {}

    private SetUpResult make(NewTenant command, Step step, Consumer<Made> more) {
        var checked = check(command);
        var call = new Call(new Actor.Staff(new OrganizationId(Ids.next()), step.name()), step.requestId());
        var told = database.changeNewPage(
                call,
                tx -> make(tx, command, checked, more),
                result -> result.page().id());
        return new SetUpResult(
                call.organization().value(),
                told.page().id().value(),
                told.apiKey(),
                links.page(told.page().subdomain(), Optional.empty()),
                links.console() + "/console",
                links.console() + SignInController.LINK + told.signInSecret());
    }

    private Told make(Tx tx, NewTenant command, Checked checked, Consumer<Made> more) {
        var founded = organizations.organizations().foundWithin(tx, checked.organization());
        var owner = founded.owner().account();
        checked.passwordHash().ifPresent(hash -> signIn.setFirstPasswordWithin(tx, owner, "owner_password", hash));
        var page = named(
                "page",
                () -> pages.pages().createWithin(tx, new NewPage(command.page(), command.subdomain(), tagHost())));
        var key = organizations
                .apiKeys()
                .createWithin(
                        tx,
                        new NewApiKey("set-up", EnumSet.allOf(Permission.class), Optional.empty(), Optional.empty()));
        String secret = signIn.createLinkWithin(tx, owner);
        new Outbox(tx).append(page.id(), new PageChanged(page.version()));
        more.accept(new Made(tx, page));
        new InstallationAuditLog(tx)
                .record(
                        "organization.created",
                        tx.organization().value(),
                        Map.of("page", page.id().value()));
        return new Told(page, key.secret(), secret);
    }

    /** Everything that can be wrong on its own is told at once; the password is hashed here, outside of the transaction. */
    private Checked check(NewTenant command) {
        var errors = new ArrayList<FieldError>();
        collect(errors, () -> NewOrganization.requireName("organization", command.organization()));
        collect(errors, () -> NewOrganization.requireName("page", command.page()));
        var address = collect(errors, () -> EmailAddress.of("owner_email", command.ownerEmail()));
        Optional<String> hash = address.isEmpty() || command.ownerPassword().isEmpty()
                ? Optional.empty()
                : collect(
                        errors,
                        () -> signIn.hash(
                                "owner_password", command.ownerPassword().get(), address.get()));
        if (!errors.isEmpty()) {
            throw new Problem.Invalid(errors);
        }
        return new Checked(new NewOrganization(command.organization(), address.orElseThrow()), hash);
    }

    private static <T> Optional<T> collect(List<FieldError> errors, Supplier<T> check) {
        try {
            return Optional.of(check.get());
        } catch (Problem.Invalid e) {
            errors.addAll(e.errors());
            return Optional.empty();
        }
    }

    /** The page's name goes by another name here. */
    private static <T> T named(String name, Supplier<T> work) {
        try {
            return work.get();
        } catch (Problem.Invalid e) {
            throw new Problem.Invalid(e.errors().stream()
                    .map(error -> new FieldError(error.field().equals("name") ? name : error.field(), error.message()))
                    .toList());
        }
    }

    /** The host in the page's address, in which {@code {subdomain}} may stand. */
    private String tagHost() {
        return links.page("{subdomain}", Optional.empty())
                .replaceFirst("^https?://", "")
                .replaceFirst("/.*$", "")
                .replaceFirst(":\\d+$", "");
    }
}
