package foghorn.subscriber;

import foghorn.audit.AuditLog;
import foghorn.component.ComponentId;
import foghorn.component.PageComponents;
import foghorn.kit.crypto.SubjectKey;
import foghorn.kit.crypto.Tokens;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.kit.http.Target;
import foghorn.kit.id.Ids;
import foghorn.kit.mail.EmailAddress;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Endpoints that follow a page. One that the team makes is active at once: that is the owner's act, and audited. One from the public form
 * is told nothing before its contact has confirmed and the endpoint has answered a test, so that nobody can point our messages at
 * others.
 */
public final class WebhookService {
    /** How long the secret before a rotation still signs. */
    public static final Duration ROTATION = Duration.ofHours(24);

    /** Where, under a page's address, stands what whoever writes a receiver needs to know. */
    public static final String GUIDE = "/docs/webhooks";

    /** So often in a day the contact hears that the secret is a new one. */
    private static final int MOST_TOLD_OF_ROTATION = 5;

    /** Of one page, so that nobody turns it against others. */
    private static final int MOST_UNCONFIRMED = 100;

    private static final int MOST_CHARACTERS = 2_000;

    private final Database database;
    private final Vault vault;
    private final ConfirmationLimits limits;
    private final Runnable onMessage;

    WebhookService(Database database, Vault vault, ConfirmationLimits limits, Runnable onMessage) {
        this.database = database;
        this.vault = vault;
        this.limits = limits;
        this.onMessage = onMessage;
    }

    /**
     * A webhook to be made.
     *
     * @param endpoint as it was typed
     * @param contact the e-mail address of whoever looks after it, as it was typed
     * @param components what it is to follow; empty for the whole page
     */
    public record NewWebhook(String endpoint, String contact, Optional<List<ComponentId>> components) {}

    /**
     * Makes a webhook that is active at once, also of an endpoint that was one before. One that is active is refused: it would lose the
     * secret by which its receiver knows our messages.
     */
    public Webhook.WithSecret add(Call call, PageId page, NewWebhook command) {
        var endpoint = endpoint(command.endpoint());
        var contact = EmailAddress.of("email", command.contact());
        return database.changePage(call, page, Permission.MANAGE_SUBSCRIBERS, tx -> {
            requireNotActive(tx, page, endpoint);
            var made = store(tx, page, endpoint, contact, SubscriberState.ACTIVE);
            command.components().ifPresent(ids -> scope(tx, page, made.id(), ids));
            new AuditLog(tx).record("webhook.added", made.id().value());
            return new Webhook.WithSecret(
                    find(tx, page, made.id()), made.secret().shown());
        });
    }

    private void requireNotActive(Tx tx, PageId page, URI endpoint) {
        byte[] mac = vault.blindIndex(tx, page).unique(endpoint.toString());
        new WebhookRepository(tx)
                .lock(page, mac)
                .filter(known -> known.state() == SubscriberState.ACTIVE)
                .ifPresent(known -> {
                    throw new Problem.Invalid("endpoint", "is subscribed already; a new secret is had by rotating it");
                });
    }

    /**
     * A request of the public form.
     *
     * @param client the network address the request came from
     * @param components what it is to follow; empty for the whole page
     */
    public record Subscribe(String endpoint, String email, String client, List<ComponentId> components) {}

    /**
     * Mails the contact a link to confirm; also of an endpoint that has not confirmed yet, or that was left alone. What is answered does
     * not tell whether the endpoint is known.
     */
    public void subscribe(Call call, PageId page, Subscribe command) {
        call.actor().requireVisitor(page);
        var endpoint = endpoint(command.endpoint());
        var contact = EmailAddress.of("email", command.email());
        if (!limits.admit(command.client(), contact)) {
            return;
        }
        boolean mayAskOwner = owner(call, page, endpoint)
                .filter(owner -> !owner.comparable().equals(contact.comparable()))
                .map(owner -> !limits.admit(List.of(owner)).isEmpty())
                .orElse(true);
        database.change(call, tx -> {
            if (!new WebhookRepository(tx).isOffered(page)) {
                throw new Problem.Forbidden("This page does not offer webhooks.");
            }
            requireComponents(tx, page, command.components());
            var wanted = new Wanted(endpoint, contact, new Scope(Set.copyOf(command.components()), Set.of()));
            asked(tx, page, wanted, mayAskOwner).ifPresent(id -> {
                new DirectMessages(tx, vault).insert(id, LinkRepository.CONFIRM, Audience.EMAIL);
                tx.afterCommit(onMessage);
                new AuditLog(tx).record("webhook.requested", id);
            });
            return null;
        });
    }

    /** Whom to write to instead of who is named: the contact of an endpoint that was told of the page before. */
    private Optional<EmailAddress> owner(Call call, PageId page, URI endpoint) {
        return database.read(
                call,
                tx -> new WebhookRepository(tx)
                        .known(page, vault.blindIndex(tx, page).unique(endpoint.toString()))
                        .filter(known -> known.state() == SubscriberState.QUARANTINED)
                        .map(known -> contact(tx, known)));
    }

    private EmailAddress contact(Tx tx, WebhookRepository.Known known) {
        var id = new SubscriberId(known.id());
        return new EmailAddress(key(tx, id).open(Audience.contact(known.id()), known.contact()));
    }

    /** What the public form asks for. */
    private record Wanted(URI endpoint, EmailAddress contact, Scope scope) {}

    /** Who is to be asked by mail; empty if nobody is. */
    private Optional<String> asked(Tx tx, PageId page, Wanted wanted, boolean mayAskOwner) {
        var webhooks = new WebhookRepository(tx);
        byte[] mac = vault.blindIndex(tx, page).unique(wanted.endpoint().toString());
        var found = webhooks.lock(page, mac);
        return switch (found.map(WebhookRepository.Known::state).orElse(SubscriberState.UNSUBSCRIBED)) {
            case UNSUBSCRIBED ->
                webhooks.unconfirmed(page) < MOST_UNCONFIRMED
                        ? Optional.of(request(tx, page, wanted))
                        : Optional.empty();
            case UNCONFIRMED -> Optional.of(again(tx, page, found.orElseThrow(), wanted));
            case QUARANTINED -> found.map(WebhookRepository.Known::id).filter(id -> mayAskOwner);
            case ACTIVE -> Optional.empty();
        };
    }

    private String request(Tx tx, PageId page, Wanted wanted) {
        var id = store(tx, page, wanted.endpoint(), wanted.contact(), SubscriberState.UNCONFIRMED)
                .id()
                .value();
        new Scopes(tx, page).replace(id, wanted.scope());
        return id;
    }

    private String again(Tx tx, PageId page, WebhookRepository.Known known, Wanted wanted) {
        if (contact(tx, known).comparable().equals(wanted.contact().comparable())) {
            new SubscriberRepository(tx).keep(known.id());
            new Scopes(tx, page).replace(known.id(), wanted.scope());
            return known.id();
        }
        // Nobody keeps an endpoint from its owner by naming it first: what was asked for before is void.
        new LinkRepository(tx).endTests(known.id());
        return request(tx, page, wanted);
    }

    /** The page's webhooks, the newest first. */
    public List<Webhook> list(Call call, PageId page) {
        return database.readPage(
                call, page, Permission.VIEW_SUBSCRIBERS, tx -> opened(tx, new WebhookRepository(tx).list(page)));
    }

    public Webhook find(Call call, PageId page, SubscriberId id) {
        return database.readPage(call, page, Permission.VIEW_SUBSCRIBERS, tx -> find(tx, page, id));
    }

    /** Gives a webhook a new secret, and tells its contact; the one before signs beside it for {@link #ROTATION}. */
    public Webhook.WithSecret rotate(Call call, PageId page, SubscriberId id) {
        return database.changePage(call, page, Permission.MANAGE_SUBSCRIBERS, tx -> {
            var before = find(tx, page, id);
            return new Webhook.WithSecret(before, rotated(tx, id, before.state()));
        });
    }

    /** The same by its owner, named by the secret that stands in every message to it. Returns the signing secret, to be shown once. */
    public String rotate(Call call, PageId page, String secret) {
        call.actor().requireVisitor(page);
        return database.change(call, tx -> {
            var row = new SubscriptionRepository(tx, page)
                    .bySecret(Tokens.hash(secret), true)
                    .filter(found -> found.channel().equals(Audience.WEBHOOK))
                    .orElseThrow(() -> new Problem.NotFound("webhook"));
            if (row.state() == SubscriberState.UNSUBSCRIBED) {
                throw new Problem.Conflict("This subscription has ended; nothing is signed any more.");
            }
            return rotated(tx, new SubscriberId(row.id()), row.state());
        });
    }

    private String rotated(Tx tx, SubscriberId id, SubscriberState state) {
        var secret = new SigningSecret();
        new WebhookRepository(tx)
                .rotate(id, secret.sealed(key(tx, id), id.value()), tx.now().plus(ROTATION));
        if (state != SubscriberState.UNCONFIRMED) {
            tellOfRotation(tx, id);
        }
        new AuditLog(tx).record("webhook.rotated", id.value());
        return secret.shown();
    }

    private void tellOfRotation(Tx tx, SubscriberId id) {
        long told = new LinkRepository(tx)
                .lately(id.value(), LinkRepository.ROTATED, tx.now().minus(ROTATION));
        if (told < MOST_TOLD_OF_ROTATION) {
            new DirectMessages(tx, vault).insert(id.value(), LinkRepository.ROTATED, Audience.EMAIL);
            tx.afterCommit(onMessage);
        }
    }

    /** Takes a webhook that was left alone back into service. */
    public void reactivate(Call call, PageId page, SubscriberId id) {
        database.changePage(call, page, Permission.MANAGE_SUBSCRIBERS, tx -> {
            find(tx, page, id);
            new SubscriberRepository(tx).activate(id.value());
            new AuditLog(tx).record("webhook.reactivated", id.value());
            return null;
        });
    }

    /** Ends a webhook at once. */
    public Webhook remove(Call call, PageId page, SubscriberId id) {
        return database.changePage(call, page, Permission.MANAGE_SUBSCRIBERS, tx -> {
            var removed = find(tx, page, id);
            new SubscriberRepository(tx).unsubscribe(id.value());
            new AuditLog(tx).record("webhook.removed", id.value());
            return removed;
        });
    }

    private record Stored(SubscriberId id, SigningSecret secret) {}

    private Stored store(Tx tx, PageId page, URI endpoint, EmailAddress contact, SubscriberState state) {
        var webhooks = new WebhookRepository(tx);
        var index = vault.blindIndex(tx, page);
        byte[] mac = index.unique(endpoint.toString());
        var known = webhooks.lock(page, mac);
        var id = known.map(row -> new SubscriberId(row.id())).orElseGet(SubscriberId::next);
        var key = known.isPresent() ? key(tx, id) : vault.createSubject(tx, id.value());
        var secret = new SigningSecret();
        var unsubscribe = Base64.getUrlEncoder().withoutPadding().encodeToString(Ids.bytes(16));
        webhooks.save(
                page,
                new WebhookRepository.New(
                        id,
                        state,
                        mac,
                        key.seal(Audience.address(id.value()), endpoint.toString()),
                        index.search(contact.comparable()),
                        key.seal(Audience.contact(id.value()), contact.value()),
                        Tokens.hash(unsubscribe),
                        key.seal(Audience.secret(id.value()), unsubscribe),
                        secret.sealed(key, id.value())));
        return new Stored(id, secret);
    }

    private static void scope(Tx tx, PageId page, SubscriberId id, List<ComponentId> components) {
        if (components.isEmpty()) {
            throw new Problem.Invalid("component_ids", "must be components of this page, at least one");
        }
        requireComponents(tx, page, components);
        new WebhookRepository(tx).scope(page, id, components);
    }

    private static void requireComponents(Tx tx, PageId page, List<ComponentId> components) {
        var known = new PageComponents(tx, page).named(components);
        if (known.size() < components.stream().distinct().count()) {
            throw new Problem.Invalid("component_ids", "must be components of this page, at least one");
        }
    }

    private Webhook find(Tx tx, PageId page, SubscriberId id) {
        return new WebhookRepository(tx)
                .find(page, id)
                .flatMap(row -> opened(tx, List.of(row)).stream().findFirst())
                .orElseThrow(() -> new Problem.NotFound("subscriber"));
    }

    /** One query for the keys and one for what is followed, however many there are; whoever was erased is missing. */
    private List<Webhook> opened(Tx tx, List<WebhookRepository.Row> rows) {
        var ids = rows.stream().map(WebhookRepository.Row::id).toList();
        var keys = vault.subjects(tx, ids);
        var components = new WebhookRepository(tx).components(ids);
        return rows.stream()
                .flatMap(row -> Optional.ofNullable(keys.get(row.id())).stream()
                        .map(key -> opened(row, key, components.getOrDefault(row.id(), List.of()), tx.now())))
                .toList();
    }

    private static Webhook opened(
            WebhookRepository.Row row, SubjectKey key, List<ComponentId> components, Instant now) {
        return new Webhook(
                new SubscriberId(row.id()),
                URI.create(key.open(Audience.address(row.id()), row.endpoint())),
                key.open(Audience.contact(row.id()), row.contact()),
                row.state(),
                components,
                row.createdAt(),
                row.quarantinedAt(),
                row.purgeAt(),
                row.oldSigningUntil().filter(now::isBefore).isPresent());
    }

    private SubjectKey key(Tx tx, SubscriberId id) {
        return vault.subject(tx, id.value()).orElseThrow(() -> new Problem.NotFound("subscriber"));
    }

    /** An address that can be called at all; whether it may be is decided at every call, since names change where they lead. */
    static URI endpoint(String text) {
        if (text.isBlank()) {
            throw new Problem.Invalid("endpoint", "must be given");
        }
        try {
            var uri = new URI(text.strip());
            Target.of(uri);
            if (uri.toString().length() <= MOST_CHARACTERS && uri.toString().equals(uri.toASCIIString())) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new Problem.Invalid("endpoint", "cannot be called: " + e.getMessage());
        } catch (URISyntaxException e) {
            // Told below, with all that is asked for.
        }
        throw new Problem.Invalid(
                "endpoint",
                "must be a web address such as https://example.com/hook, at most " + MOST_CHARACTERS + " characters");
    }
}
